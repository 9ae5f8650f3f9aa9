# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects in a bucket: of two writers one is told."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import (
    AwsError,
    Invalid,
    Unresolved,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.store import Store
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import BUCKET, PREFIX, Account
from ansible_collections.venturemond.envelope.tests.unit.script import play

STORE = Store(BUCKET, PREFIX)


def test_what_is_written_is_read_with_its_age(account: Account):
    etag = account.play(STORE.write("a.json", {"x": 1}))
    account.clock.now += 30
    found = account.play(STORE.read("a.json"))

    assert (found.content, found.etag, found.age) == ({"x": 1}, etag, 30.0)


def test_age_is_told_without_a_date_too():
    reply = {"Body": b"{}", "ETag": "e", "LastModified": datetime.datetime(2020, 1, 1, tzinfo=datetime.UTC)}

    assert play(STORE.read("a.json"), ("get_object", reply)).age > 1e8


def test_what_is_not_there_is_none(account: Account):
    assert account.play(STORE.read("a.json")) is None


def test_something_new_is_written_once(account: Account):
    assert account.play(STORE.write("a.json", {}, over=""))
    assert account.play(STORE.write("a.json", {}, over="")) is None


def test_a_version_is_written_over_once(account: Account):
    first = account.play(STORE.write("a.json", {"x": 1}))
    second = account.play(STORE.write("a.json", {"x": 2}, over=first))

    assert account.play(STORE.write("a.json", {"x": 3}, over=first)) is None
    assert account.play(STORE.write("a.json", {"x": 4}, over=second))
    assert account.kept("a.json") == {"x": 4}


def test_what_is_gone_is_not_written_over(account: Account):
    etag = account.play(STORE.write("a.json", {}))
    account.play(STORE.remove("a.json"))

    assert account.play(STORE.write("a.json", {}, over=etag)) is None


def test_a_write_that_collides_with_another_has_lost():
    assert play(STORE.write("a.json", {}, over="e"), ("put_object", "ConditionalRequestConflict")) is None


def test_without_a_condition_no_refusal_is_taken_for_a_loss():
    with pytest.raises(AwsError, match="PreconditionFailed"):
        play(STORE.write("a.json", {}), ("put_object", "PreconditionFailed"))


@pytest.mark.parametrize("flow", [STORE.read("a.json"), STORE.write("a.json", {}), STORE.listed("releases")])
def test_a_bucket_that_is_missing_is_told_with_the_role_that_makes_it(account: Account, flow):
    account.bucket.missing = True
    with pytest.raises(Unresolved, match="no bucket named envelope-prod-releases; role releases makes it"):
        account.play(flow)


@pytest.mark.parametrize("operation", ["get_object", "put_object", "list_objects_v2"])
def test_what_is_forbidden_is_told_so(account: Account, operation: str):
    account.refused[operation] = "AccessDenied"
    flows = {"get_object": STORE.read("a.json"), "put_object": STORE.write("a.json", {}, over=""),
             "list_objects_v2": STORE.listed("releases")}
    with pytest.raises(AwsError, match=rf"s3:{operation} failed: .*AccessDenied.*docs/permissions.md"):
        account.play(flows[operation])


@pytest.mark.parametrize("body", ["{", "[]", ""])
def test_what_somebody_has_spoilt_is_named(account: Account, body: str):
    account.play(STORE.write("live.json", {}))
    held = account.bucket.held[f"{PREFIX}/live.json"]
    account.bucket.held[f"{PREFIX}/live.json"] = type(held)(body, held.etag, held.written)
    with pytest.raises(Invalid, match=r"s3://envelope-prod-releases/envelope-prod/live\.json is no JSON object"):
        account.play(STORE.read("live.json"))


def test_a_folder_is_listed_the_newest_first_and_nobody_elses(account: Account):
    for key in ("releases/1.json", "releases/2.json", "live.json"):
        account.clock.now += 2
        account.play(STORE.write(key, {}))
    account.play(Store(BUCKET, f"{PREFIX}-silo-acme").write("releases/3.json", {}))

    assert account.play(STORE.listed("releases")) == ["releases/2.json", "releases/1.json"]


def test_nothing_is_listed_of_an_empty_folder(account: Account):
    assert account.play(STORE.listed("releases")) == []


def test_conditions_are_those_that_s3_knows():
    def asked(over: str | None) -> Call:
        return next(STORE.write("a.json", {}, over=over))

    assert {name: value for name, value in asked("").params.items() if name.startswith("If")} == {"IfNoneMatch": "*"}
    assert {name: value for name, value in asked("e").params.items() if name.startswith("If")} == {"IfMatch": "e"}
    assert not [name for name in asked(None).params if name.startswith("If")]
