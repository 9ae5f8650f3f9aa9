# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What many hosts ask for is looked at together, listed once, and tagged without any other write."""

from __future__ import annotations

import types
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.action import take_over
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.options import argument_spec
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sts import VerifyAccount
from ansible_collections.venturemond.envelope.plugins.plugin_utils import settled, taking_over
from ansible_collections.venturemond.envelope.plugins.plugin_utils.looking import Looked, Set
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Box, Boxes, SealedBox, tagged

OURS = {"managed-by": "us"}
THEIRS = tagged(managed_by="terraform")


class Account(Boxes):
    """Boxes of an account, of which one may not be looked at."""

    def __call__(self, call: Call) -> Reply:
        if call.operation == "get_caller_identity":
            return {"account": "111122223333", "arn": "arn:me"}
        if call.params["Name"] == "hidden":
            raise AwsError(call, "AccessDenied", "no")
        return super().__call__(call)


@pytest.fixture
def aws(monkeypatch: pytest.MonkeyPatch) -> Account:
    there = Account({"Name": "a", "Shape": {"Size": 1}, "Tags": THEIRS}, {"Name": "b", "Tags": THEIRS},
                    {"Name": "c", "Tags": tagged(managed_by="us")})

    class Clouds:
        def of(self, params: t.Any, **options: t.Any) -> Account:
            return there

    monkeypatch.setattr(taking_over, "Clouds", Clouds)
    monkeypatch.setattr(settled, "WORKERS", 1)  # one call after the other, in their order
    return there


def boxes(*names: str, state: str = "present", kind: type[Box] = Box) -> Set:
    given = [{"name": name, "size": 2, "tags": OURS} for name in names]
    return Set(kind, {**dict.fromkeys(argument_spec(Box)), "boxes": given, "state": state, "adopt": False})


def account(number: str) -> Set:
    return Set(VerifyAccount, {"account_id": number})


def whats(looks: list[t.Any]) -> list[str]:
    return [look.what for look in looks]


def test_it_is_sorted_by_whose_it_is_without_a_write(aws: Account) -> None:
    found = taking_over.inventory({"acme": Looked(sets=[account("111122223333"), boxes("a", "c", "d", "hidden")])})

    assert [whats(some) for some in (found.foreign, found.ours, found.missing, found.unknown)] == [
        ["boxes a"], ["boxes c"], ["boxes d"], ["boxes hidden"]]
    assert aws.writes == []


def test_what_several_hosts_ask_for_is_taken_over_once(aws: Account) -> None:
    found = taking_over.inventory({"acme": Looked(sets=[boxes("a")]), "bluebird": Looked(sets=[boxes("a", "b")])})

    assert whats(found.foreign) == ["boxes a", "boxes b"]
    assert [whats(taking_over.of(host, found.foreign)) for host in found.hosts] == [["boxes a"], ["boxes b"]]


def test_what_may_not_be_seen_is_not_taken_over(aws: Account) -> None:
    found = taking_over.inventory({"acme": Looked(sets=[boxes("a", kind=SealedBox)])})

    assert whats(found.unknown) == ["boxes a"] and not found.foreign


def test_what_is_to_be_gone_is_left_alone(aws: Account) -> None:
    assert not taking_over.inventory({"acme": Looked(sets=[boxes("a", state="absent")])}).foreign


def test_credentials_of_another_account_are_refused_before_anything_is_looked_at(aws: Account) -> None:
    with pytest.raises(EnvelopeError, match=r"acme: .* of account 111122223333"):
        taking_over.inventory({"acme": Looked(sets=[account("444455556666"), boxes("a")])})
    assert aws.calls == []


def test_it_is_told_with_what_comes_and_shown_with_its_tags(aws: Account) -> None:
    [look] = taking_over.inventory({"acme": Looked(sets=[boxes("a")])}).foreign

    assert taking_over.facts(look) == {"host": "acme", "module": "boxes", "name": "a", "id": "arn:box/a",
                                       "managed_by": "terraform", "changes": ["size"], "refused": ""}
    assert taking_over.diff(look)["after"] == {"tags": OURS}


def test_tags_are_all_that_is_written_and_no_more_the_second_time(aws: Account) -> None:
    hosts = {"acme": Looked(sets=[boxes("a", "b")])}
    taking_over.tagged(taking_over.inventory(hosts).foreign)

    assert aws.writes == ["update_box a", "update_box b"]
    assert aws.held["a"]["Shape"] == {"Size": 1}
    assert not taking_over.inventory(hosts).foreign


def test_one_that_cannot_be_tagged_leaves_the_others_be(aws: Account) -> None:
    aws.refused = {"a": "AccessDenied"}
    done = taking_over.tagged(taking_over.inventory({"acme": Looked(sets=[boxes("a", "b")])}).foreign)

    assert [isinstance(look.found, EnvelopeError) for look in done] == [True, False]


def tagging(*names: str, check: bool = False) -> dict[str, t.Any]:
    """The result of the task that tags."""
    task = types.SimpleNamespace(args={"tagged": True}, check_mode=check)
    action = take_over.ActionModule(task, types.SimpleNamespace(), types.SimpleNamespace(), None, None, None)
    hosts = {host: Looked(sets=[boxes(*names)]) for host in ("acme", "bluebird")}
    return t.cast("dict[str, t.Any]", action._tagged(taking_over.inventory(hosts)))


@pytest.mark.parametrize("check", [False, True])
def test_what_could_not_be_looked_at_fails_the_task_and_what_was_seen_is_tagged(aws: Account, check: bool) -> None:
    result = tagging("a", "hidden", check=check)

    assert result["failed"] and result["changed"]
    assert "1 could not be looked at, and are not taken over.\nboxes hidden: " in result["msg"]
    assert aws.writes == ([] if check else ["update_box a"])


def test_where_nothing_could_be_looked_at_nobody_says_that_there_is_nothing(aws: Account) -> None:
    result = tagging("hidden")

    assert result["failed"] and not result["changed"]
    assert result["msg"].startswith("1 could not be looked at") and "Nothing" not in result["msg"]


def test_what_could_not_be_tagged_is_told_beside_it(aws: Account) -> None:
    aws.refused = {"a": "AccessDenied"}
    said = tagging("a", "hidden")["msg"]

    assert "1 of 1 could not be tagged; run the same command again.\nboxes a: " in said
    assert "1 could not be looked at" in said and "\nboxes hidden: " in said


def test_with_everything_seen_it_succeeds(aws: Account) -> None:
    assert "failed" not in tagging("a") and tagging("a")["msg"] == "Nothing is to be taken over."
