# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""When two policy documents mean the same."""

from __future__ import annotations

import json
import typing as t
import urllib.parse

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import policies
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError

BASE: dict[str, t.Any] = {
    "Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Action": ["s3:GetObject", "s3:PutObject"],
    "Resource": ["arn:aws:s3:::a/*", "arn:aws:s3:::b/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:RequestTag/Team": ["x", "y"]}},
}


def document(*statements: dict[str, t.Any], **about: t.Any) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", **about, "Statement": list(statements)}


@pytest.mark.parametrize("spelling", [
    {"Principal": {"AWS": ["arn:aws:iam::111122223333:root"]}},
    {"Action": ["S3:putobject", "s3:GetObject", "s3:GetObject"]},
    {"Resource": ["arn:aws:s3:::b/*", "arn:aws:s3:::a/*"]},
    {"Sid": ""},
    {"Condition": {"Bool": {"AWS:securetransport": True}, "StringEquals": {"aws:requesttag/Team": ["y", "x"]}}},
])
def test_spellings_of_one_statement_are_alike(spelling: dict[str, t.Any]) -> None:
    assert policies.alike(document(BASE), document({**BASE, **spelling}))


@pytest.mark.parametrize("difference", [
    {"Effect": "Deny"}, {"Action": "s3:GetObject"}, {"Principal": {"AWS": "444455556666"}}, {"Resource": "*"},
    {"Principal": {"Service": "111122223333"}}, {"Sid": "Read"}, {"Condition": {}},
    {"Condition": {**BASE["Condition"], "StringEquals": {"aws:RequestTag/team": ["x", "y"]}}},
    {"Principal": {"AWS": "arn:aws:iam::111122223333:role/root"}}, {"NotAction": "s3:*"},
])
def test_what_allows_something_else_differs(difference: dict[str, t.Any]) -> None:
    assert not policies.alike(document(BASE), document({**BASE, **difference}))


def test_everybody_is_a_star_or_every_account() -> None:
    assert policies.alike(document({**BASE, "Principal": "*"}), document({**BASE, "Principal": {"AWS": ["*"]}}))


def test_statements_come_in_any_order_and_one_needs_no_list() -> None:
    other = {**BASE, "Effect": "Deny"}
    assert policies.alike(document(BASE, other), document(other, BASE, Id="made-by-aws"))
    assert policies.alike(document(BASE), {"Version": "2012-10-17", "Statement": BASE})
    assert not policies.alike(document(BASE), document(BASE, other))


def test_no_version_is_the_old_version() -> None:
    assert policies.alike({"Statement": [BASE]}, document(BASE, Version="2008-10-17"))
    assert not policies.alike({"Statement": [BASE]}, document(BASE))


def test_a_document_that_says_nothing_is_none() -> None:
    assert policies.alike({}, None)
    assert policies.alike(document(), None)
    assert not policies.alike(document(BASE), None)


@pytest.mark.parametrize("found", [
    document(BASE), json.dumps(document(BASE)), " " + json.dumps(document(BASE), indent=2),
    urllib.parse.quote(json.dumps(document(BASE))),
], ids=["decoded", "json", "indented", "url-encoded"])
def test_every_form_is_read(found: t.Any) -> None:
    assert policies.policy.into(found) == document(BASE)


def test_nothing_is_read_as_none() -> None:
    assert policies.policy.into("") is None
    assert policies.policy.into(None) is None


def test_white_space_does_not_count() -> None:
    assert policies.size({"a": "b c", "d": [1, 2]}) == len('{"a":"bc","d":[1,2]}')


def test_documents_by_name_are_exactly_these() -> None:
    one = document(BASE)
    assert policies.all_alike({"a": one}, {"a": json.loads(json.dumps(one))})
    assert not policies.all_alike({"a": one}, {"a": one, "b": one})
    assert not policies.all_alike({"a": one}, None)


def test_a_principal_that_is_not_known_yet_is_waited_for() -> None:
    call = Service("s3").put_bucket_policy(Bucket="acme", Policy="{}")
    flow = policies.granted(call, "policy of bucket acme")
    assert next(flow) == call
    wait = flow.throw(AwsError(call, "MalformedPolicy", "Invalid principal in policy."))
    assert isinstance(wait, Wait)
    assert wait.what == "policy of bucket acme (AWS says: Invalid principal in policy)"
    assert wait.call.params == call.params
    assert "MalformedPolicy" in wait.call.service.transient
    with pytest.raises(StopIteration) as end:
        flow.send({"taken": True})
    assert end.value.value == {"taken": True}


def test_another_fault_of_a_policy_is_told_at_once() -> None:
    call = Service("s3").put_bucket_policy(Bucket="acme", Policy="{}")
    flow = policies.granted(call, "policy of bucket acme")
    next(flow)
    with pytest.raises(AwsError, match="Policy has invalid action"):
        flow.throw(AwsError(call, "MalformedPolicy", "Policy has invalid action"))
