# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about keys."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.kms import KEY, KmsKey
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

ID = "1234abcd-12ab-34cd-56ef-1234567890ab"
ARN = f"arn:aws:kms:eu-west-1:111122223333:key/{ID}"
ALIAS_ARN = "arn:aws:kms:eu-west-1:111122223333:alias/acme"
ALIASES = {"Aliases": [{"AliasName": "alias/aws/s3", "AliasArn": "arn:aws:kms:eu-west-1:111122223333:alias/aws/s3"},
                       {"AliasName": "alias/acme", "AliasArn": ALIAS_ARN, "TargetKeyId": ID}]}
MADE_FOR = {"Tags": [{"TagKey": "created-for", "TagValue": "alias/acme"}]}


def key(**options: t.Any) -> KmsKey:
    return KmsKey(alias="acme", **options)


def described(**about: t.Any) -> dict[str, t.Any]:
    usual = {"KeyId": ID, "Arn": ARN, "Enabled": True, "KeyState": "Enabled", "Description": ""}
    return {"KeyMetadata": {**usual, **about}}


DOOMED = described(Enabled=False, KeyState="PendingDeletion", DeletionDate="2026-01-01")


@pytest.mark.parametrize("name", ["acme", "alias/acme", ALIAS_ARN])
def test_a_key_is_found_by_each_form_of_its_alias(name: str) -> None:
    assert play(KEY.resolve(name, pending=False), ("list_aliases", ALIASES)) == ARN


@pytest.mark.parametrize("name", [ID, "mrk-" + ID.replace("-", ""), "alias/aws/s3"])
def test_ids_and_keys_of_aws_are_asked_for(name: str) -> None:
    assert play(KEY.resolve(name, pending=False), ("describe_key", described())) == ARN


def test_the_arn_of_a_key_needs_no_look() -> None:
    assert play(KEY.resolve(ARN, pending=False)) == ARN


def test_only_what_is_stated_is_read() -> None:
    found = play(key(description="").read(), ("list_aliases", ALIASES), ("describe_key", described()))
    assert plan(key(description=""), found).action == "none"


def test_a_new_key_is_marked_before_it_has_its_alias() -> None:
    made = requests(key(tags={"tenant": "acme"}).create())
    assert made[0][1]["Tags"] == [*MADE_FOR["Tags"], {"TagKey": "tenant", "TagValue": "acme"}]
    assert made[1] == ("create_alias", {"AliasName": "alias/acme", "TargetKeyId": ID})


def test_a_key_that_never_got_its_alias_gets_it() -> None:
    wanted = key()
    found = play(
        wanted.read(), ("list_aliases", {}), ("list_aliases", {}),
        ("list_keys", {"Keys": [{"KeyId": "other"}, {"KeyId": ID}]}),
        ("list_resource_tags", "AccessDeniedException"), ("list_resource_tags", MADE_FOR),
        ("describe_key", described()), ("describe_key", described()),
    )
    step = plan(wanted, found)
    assert (step.action, step.changes) == ("update", {"aliased": (False, True)})
    assert requests(step.flow()) == [("create_alias", {"AliasName": "alias/acme", "TargetKeyId": ID})]


def test_neither_a_doomed_key_nor_one_with_an_alias_is_taken_for_an_unfinished_one() -> None:
    other = {"Aliases": [{"AliasName": "alias/x", "AliasArn": "a", "TargetKeyId": "busy"}]}
    with pytest.raises(Absent):
        play(key().read(), ("list_aliases", other), ("list_aliases", other),
             ("list_keys", {"Keys": [{"KeyId": "busy"}, {"KeyId": ID}]}), ("list_resource_tags", MADE_FOR),
             ("describe_key", DOOMED))


def test_a_key_that_awaits_deletion_is_gone_and_is_not_revived_silently() -> None:
    found = play(key(enable_key_rotation=True).read(), ("list_aliases", ALIASES), ("describe_key", DOOMED))
    assert plan(key(), found, absent=True).action == "none"
    with pytest.raises(Invalid, match=r"until 2026-01-01 and is not revived.*set restore"):
        requests(plan(key(), found).flow())


def test_a_key_is_restored_on_demand_and_can_be_used_again() -> None:
    wanted = key(restore=True, description="new")
    found = play(wanted.read(), ("list_aliases", ALIASES), ("describe_key", DOOMED))
    assert [operation for operation, _params in requests(plan(wanted, found).flow())] == [
        "cancel_key_deletion", "enable_key", "update_key_description"]


def test_a_key_is_enabled_before_and_disabled_after_its_rotation_changes() -> None:
    now, changed = key(key_id=ID), {"enabled", "enable_key_rotation"}
    on = requests(key(enabled=True, enable_key_rotation=True).update(now, changed))
    assert [operation for operation, _params in on] == ["enable_key", "enable_key_rotation"]
    off = requests(key(enabled=False, enable_key_rotation=False).update(now, changed))
    assert [operation for operation, _params in off] == ["disable_key_rotation", "disable_key"]


@pytest.mark.parametrize("wrong", [
    {"rotation_period_in_days": 180}, {"rotation_period_in_days": 30, "enable_key_rotation": True},
    {"deletion_window_in_days": 3}, {"alias": "aws/mine"},
])
def test_what_kms_would_refuse_is_told_beforehand(wrong: dict[str, t.Any]) -> None:
    assert len(list(KmsKey(**{"alias": "acme", **wrong}).problems())) == 1
