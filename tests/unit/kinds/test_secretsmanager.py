# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about secrets."""

from __future__ import annotations

import json

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import converge, observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unseen
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.secretsmanager import Generated, Secret
from ansible_collections.venturemond.envelope.plugins.module_utils.results import report
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

CANARY = "c4n4ry"
GENERATE = [Generated(key="DB_PASSWORD"), Generated(key="APP_KEY", format="laravel_app_key")]


def secret(**options) -> Secret:
    return Secret(name="a", **options)


def held(**entries: str) -> dict:
    return {"SecretValues": [{"Name": "a", "SecretString": json.dumps(entries)}]}


def seen(reply: dict, values: dict) -> Secret:
    return play(secret().read(), ("describe_secret", reply), ("batch_get_secret_value", values))


def sent_value(made: list[tuple[str, dict]]) -> dict[str, str]:
    return json.loads(next(params["SecretString"] for _name, params in made if "SecretString" in params))


class TestReading:
    def test_takes_names_of_entries_and_their_values(self):
        now = seen({"ARN": "arn", "Tags": [{"Key": "b", "Value": "1"}]}, held(B="2", A="1", EMPTY=""))

        assert (now.arn, now.tags, now.keys, now.values) == ("arn", {"b": "1"}, ["A", "B", "EMPTY"], {
            "A": "1", "B": "2", "EMPTY": ""})
        assert [entry.key for entry in now.generate] == ["B", "A"], "an empty entry has yet to be made"

    def test_what_was_never_created_is_absent(self):
        assert play(observe(secret()), ("describe_secret", Absent)) is None

    @pytest.mark.parametrize("values", [
        {"SecretValues": []},
        {"SecretValues": [{"Name": "b", "SecretString": '{"X": "1"}'}]},
        {"Errors": [{"SecretId": "a", "ErrorCode": "ResourceNotFoundException"}]},
    ])
    def test_one_without_a_value_holds_nothing(self, values):
        assert seen({}, values).keys == []

    @pytest.mark.parametrize("values", [
        {"Errors": [{"SecretId": "a", "ErrorCode": "AccessDeniedException", "Message": "no kms:Decrypt"}]},
        "AccessDeniedException",
    ])
    def test_values_that_may_not_be_read_are_unseen_and_not_empty(self, values):
        wanted = secret(values={"B": "2"}, generate=GENERATE, description="new")
        with pytest.raises(Unseen, match=r"value failed: (no kms:Decrypt|scripted) \(Acc") as raised:
            play(wanted.read(), ("describe_secret", {"ARN": "arn", "Description": "old"}),
                 ("batch_get_secret_value", values))

        now = raised.value.seen
        assert (now.arn, now.description, now.keys) == ("arn", "old", None)
        assert list(wanted.changes(now)) == ["description"]
        assert raised.value.what == "entries (AccessDeniedException of secretsmanager:BatchGetSecretValue)"

    def test_values_of_which_nothing_is_asked_need_not_be_seen(self):
        now = play(secret(description="new").read(), ("describe_secret", {"ARN": "arn"}),
                   ("batch_get_secret_value", "AccessDeniedException"))

        assert (now.arn, now.keys, now.values) == ("arn", None, None)

    def test_another_error_is_one(self):
        with pytest.raises(AwsError, match="InternalServiceError") as raised:
            seen({}, {"Errors": [{"SecretId": "a", "ErrorCode": "InternalServiceError"}]})

        assert not isinstance(raised.value, Unseen)

    @pytest.mark.parametrize("value", [
        {"SecretString": CANARY}, {"SecretString": f'["{CANARY}"]'}, {"SecretBinary": b"x"}])
    def test_a_value_that_is_no_json_object_is_left_alone_and_not_shown(self, value):
        with pytest.raises(Invalid, match="secret a holds something that is not a JSON object") as refused:
            seen({}, {"SecretValues": [{"Name": "a", **value}]})

        assert CANARY not in str(refused.value)

    def test_the_value_of_a_deleted_one_is_not_asked_for(self):
        now = play(secret().read(), ("describe_secret", {"DeletedDate": "2026-01-01"}))

        assert now.deleted and now.gone and now.values is None


class TestCreating:
    def test_is_one_call_with_everything_in_it(self):
        wanted = secret(description="d", generate=GENERATE, values={"X": "1"}, tags={"b": "1"})
        [(name, params)] = requests(wanted.create())

        assert name == "create_secret"
        assert params.keys() == {"Name", "Description", "Tags", "SecretString"}
        assert sent_value([(name, params)]).keys() == {"APP_KEY", "DB_PASSWORD", "X"}

    def test_without_entries_it_holds_an_empty_object(self):
        assert sent_value(requests(secret().create())) == {}

    def test_given_values_win_over_made_ones(self):
        wanted = secret(generate=GENERATE, values={"DB_PASSWORD": "mine"})

        assert sent_value(requests(wanted.create()))["DB_PASSWORD"] == "mine"


class TestUpdating:
    now = secret(generate=[Generated(key="DB_PASSWORD")], values={"DB_PASSWORD": "kept", "OTHER": "theirs"}, tags={})

    def updated(self, **options) -> list[tuple[str, dict]]:
        wanted = secret(**options)
        return requests(wanted.over(self.now).update(self.now, wanted.changes(self.now).keys()))

    def test_a_missing_entry_is_made_and_the_others_are_kept(self):
        value = sent_value(self.updated(generate=GENERATE))

        assert value.pop("APP_KEY").startswith("base64:")
        assert value == {"DB_PASSWORD": "kept", "OTHER": "theirs"}

    def test_a_given_value_replaces_its_entry_only(self):
        assert sent_value(self.updated(values={"NEW": "1"})) == {"DB_PASSWORD": "kept", "OTHER": "theirs", "NEW": "1"}

    def test_the_value_is_not_sent_when_only_something_else_differs(self):
        made = self.updated(description="d", tags={"b": "1"})

        assert [name for name, _params in made] == ["update_secret", "tag_resource"]

    @pytest.mark.parametrize("options", [
        {"generate": [Generated(key="DB_PASSWORD", length=64, format="hex")]},
        {"values": {"OTHER": "theirs"}}, {"generate": []},
    ])
    def test_what_is_there_already_is_no_change(self, options):
        assert plan(secret(**options), self.now).action == "none"


class TestRestoring:
    gone = secret(deleted=True, deletion_date="2026-01-31", tags={"tenant": "acme"})

    def update(self, *afterwards, now=None, **options) -> list[str]:
        wanted = secret(**options)
        flow = wanted.over(self.gone).update(self.gone, wanted.changes(self.gone).keys())
        return play(flow, ("restore_secret", {}), ("describe_secret", {}),
                    ("batch_get_secret_value", now or held(OLD="1")), *afterwards)

    def test_a_reused_name_inherits_nothing_unless_told_to(self):
        with pytest.raises(Invalid, match="is scheduled for deletion until 2026-01-31 and is not revived"):
            self.update()

    def test_somebody_elses_is_never_restored(self):
        with pytest.raises(Invalid, match="has other tags"):
            self.update(restore=True, tags={"tenant": "other"})

    def test_on_request_it_is_restored_and_completed(self):
        self.update(("put_secret_value", {}), restore=True, tags={"tenant": "acme"}, generate=GENERATE)

    def test_one_of_which_no_entries_are_asked_keeps_what_it_holds_be_it_seen_or_not(self):
        for now in (held(OLD="1"), "AccessDeniedException"):
            self.update(restore=True, tags={"tenant": "acme"}, now=now)

    def test_one_whose_entries_may_not_be_seen_is_not_written_over(self):
        with pytest.raises(Unseen):
            self.update(restore=True, tags={"tenant": "acme"}, generate=GENERATE, now="AccessDeniedException")

    def test_it_is_refused_when_it_is_planned(self):
        assert plan(secret(), self.gone).changes.keys() == {"deleted"}
        with pytest.raises(Invalid, match="not revived"):
            next(plan(secret(), self.gone).flow())


ARN = "arn:aws:kms:eu-west-1:111122223333:"


@pytest.mark.parametrize(("wanted", "now", "same"), [
    ("alias/aws/secretsmanager", None, True), ("alias/x", None, False),
    ("alias/aws/secretsmanager", f"{ARN}key/1", False),
    ("alias/x", "alias/x", True), ("alias/x", f"{ARN}alias/x", True), (f"{ARN}alias/x", "alias/x", True),
    ("1", f"{ARN}key/1", True), (f"{ARN}key/1", f"{ARN}key/1", True), (f"{ARN}key/1", f"{ARN}key/2", False),
])
def test_a_key_may_be_spelt_in_many_ways(wanted, now, same):
    assert ("kms_key" not in secret(kms_key=wanted).changes(secret(kms_key=now))) is same


def test_a_deletion_can_be_undone_for_as_long_as_is_asked():
    assert requests(secret(recovery_window_in_days=7).delete()) == [
        ("delete_secret", {"SecretId": "a", "RecoveryWindowInDays": 7})]


@pytest.mark.parametrize(("about", "message"), [
    ({"length": 15}, "generate: K: length 15 is too short for a secret, allowed are 16 and more"),
    ({"length": 8, "format": "hex"}, "generate: K: length 8 is too short for a secret, allowed are 16 and more"),
    ({"alphabet": "ababab"}, "generate: K: alphabet has 2 different characters, allowed are 10 and more"),
])
def test_a_value_that_could_be_guessed_is_a_problem(about, message):
    assert list(secret(generate=[Generated(key="K", **about)]).problems()) == [message]


def test_the_length_of_a_laravel_key_is_its_own_affair():
    assert list(secret(generate=[Generated(key="K", format="laravel_app_key", length=1)]).problems()) == []


def test_no_value_is_in_a_result():
    class Vault:
        def __call__(self, call):
            if call.operation == "describe_secret":
                return {"ARN": "arn", "Name": "a"}
            return held(OLD=CANARY, KEPT=CANARY) if call.reads else {}

        def check(self, call):
            assert CANARY in call.params["SecretString"]

    for check in (True, False):
        outcomes = converge([secret(values={"OLD": f"new {CANARY}"}, generate=GENERATE)], Vault(), check=check)
        shown = json.dumps(report(Secret, outcomes, check=check))
        assert outcomes[0].changed and "APP_KEY" in shown
        assert CANARY not in shown


def test_a_set_reads_its_values_by_twenty():
    class Vault:
        calls: list[str] = []

        def __call__(self, call):
            self.calls.append(call.operation)
            names = call.params.get("SecretIdList", ())
            return {"SecretValues": [{"Name": name, "SecretString": "{}"} for name in names]}

        def check(self, call):
            raise AssertionError(call)

    outcomes = converge([Secret(name=str(n)) for n in range(40)], vault := Vault())

    assert {outcome.action for outcome in outcomes} == {"none"}
    assert vault.calls.count("describe_secret") == 40
    assert vault.calls.count("batch_get_secret_value") <= 40


def test_a_key_that_does_not_exist_yet_can_be_planned():
    assert secret(kms_key=Pending("key")).changes(None)["kms_key"] == (None, Pending("key"))
