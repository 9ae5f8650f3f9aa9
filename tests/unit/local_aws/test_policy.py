# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Evaluation of resource policies: principals, wildcards, conditions."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.additions._policy import Asked, like, verdict

OBJECT = "arn:aws:s3:::bucket/a"
ROLE = "arn:aws:sts::111111111111:assumed-role/deploy/one"
CONTEXT = {
    "aws:SecureTransport": "true",
    "s3:x-amz-server-side-encryption": None,
    "s3:ExistingObjectTag/ScanStatus": "Clean",
}


def said(principal: str = ROLE, **statement: object) -> str | None:
    whole = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "s3:GetObject",
        "Resource": "arn:aws:s3:::bucket/*",
        **statement,
    }
    return verdict(json.dumps({"Statement": whole}), Asked(principal, "s3:GetObject", OBJECT, CONTEXT))


@pytest.mark.parametrize(
    ("condition", "applies"),
    [
        ({"Bool": {"aws:SecureTransport": "true"}}, True),
        ({"Bool": {"aws:SecureTransport": "false"}}, False),
        ({"Bool": {"aws:securetransport": [True]}}, True),
        ({"StringEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}, False),
        ({"StringEqualsIfExists": {"s3:x-amz-server-side-encryption": "aws:kms"}}, True),
        ({"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}}, True),
        ({"Null": {"s3:x-amz-server-side-encryption": "true"}}, True),
        ({"Null": {"aws:SecureTransport": "true"}}, False),
        ({"StringNotEquals": {"s3:ExistingObjectTag/ScanStatus": "Clean"}}, False),
        ({"StringLike": {"s3:ExistingObjectTag/ScanStatus": ["Dirty", "Cl?an"]}}, True),
        ({"StringNotEquals": {"aws:PrincipalOrgID": "o-1"}}, False),
        ({"Bool": {"aws:SecureTransport": "true"}, "Null": {"aws:SecureTransport": "true"}}, False),
    ],
)
def test_conditions(condition, applies):
    assert said(Condition=condition) == ("Deny" if applies else None)


@pytest.mark.parametrize(
    ("element", "applies"),
    [
        ({"Principal": {"AWS": "*"}}, True),
        ({"Principal": {"AWS": "arn:aws:iam::111111111111:role/deploy"}}, True),
        ({"Principal": {"AWS": ["111111111111"]}}, True),
        ({"Principal": {"AWS": "arn:aws:iam::222222222222:root"}}, False),
        ({"Principal": {"Service": "logging.s3.amazonaws.com"}}, False),
        ({"NotAction": "s3:GetObject"}, False),
        ({"Action": "s3:get*"}, True),
        ({"Resource": "arn:aws:s3:::bucket"}, False),
        ({"NotResource": "arn:aws:s3:::bucket/b*"}, True),
    ],
)
def test_elements(element, applies):
    assert said(**element) == ("Deny" if applies else None)


def test_not_principal():
    """Whoever is spared has to be listed as all that it is: account, role and session."""
    root, account = "arn:aws:iam::111111111111:root", "111111111111"
    names = [account, "arn:aws:iam::111111111111:role/deploy", ROLE]

    def refused(who: str, *spared: str) -> bool:
        statement = {"Effect": "Deny", "NotPrincipal": {"AWS": list(spared)}, "Action": "*", "Resource": "*"}
        return verdict(json.dumps({"Statement": [statement]}), Asked(who, "s3:GetObject", OBJECT, {})) == "Deny"

    assert not refused(ROLE, *names) and not refused(root, account)
    assert all(refused(ROLE, *(each for each in names if each != left_out)) for left_out in names)
    assert refused("arn:aws:iam::222222222222:root", *names)


@pytest.mark.parametrize(
    ("operator", "keys", "applies"),
    [
        ("ForAnyValue:StringEquals", ("a", "status"), True),
        ("ForAnyValue:StringEquals", ("a",), False),
        ("ForAnyValue:StringEquals", None, False),
        ("ForAnyValue:StringNotEquals", None, False),
        ("ForAllValues:StringEquals", ("a", "status"), False),
        ("ForAllValues:StringEquals", ("status",), True),
        ("ForAllValues:StringEquals", None, True),
    ],
)
def test_keys_of_several_values(operator, keys, applies):
    condition = {operator: {"s3:RequestObjectTagKeys": "status"}}
    statement = {"Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "*", "Condition": condition}
    asked = Asked(ROLE, "s3:PutObject", OBJECT, {"s3:RequestObjectTagKeys": keys})
    assert verdict(json.dumps({"Statement": [statement]}), asked) == ("Deny" if applies else None)


def test_deny_beats_allow():
    allow = {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}
    document = json.dumps({"Statement": [allow, {**allow, "Effect": "Deny"}]})
    assert verdict(document, Asked(ROLE, "s3:GetObject", OBJECT, {})) == "Deny"


def test_a_service_is_a_principal():
    assert (
        said("logging.s3.amazonaws.com", Effect="Allow", Principal={"Service": "logging.s3.amazonaws.com"}) == "Allow"
    )


def test_only_star_and_question_mark_are_wild():
    assert like("a[bc]*", "a[bc]d/e")
    assert not like("a[bc]*", "abd")
