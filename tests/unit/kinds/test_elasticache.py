# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about replication groups."""

from __future__ import annotations

import dataclasses
import json
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError, Invalid, Unresolved
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elasticache import ReplicationGroup, auth_token
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.elasticache.service import state_of
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.secretsmanager import secretsmanager
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

NAME, SECRET, KEY = "envelope-prod", "envelope-prod/platform", "REDIS_PASSWORD"
OLD, NEW = "11111111-aaaa", "22222222-bbbb"
TOKENS = {OLD: "the-first-of-the-tests", NEW: "the-second-of-the-tests"}
MODIFY, TAG = "modify_replication_group", "add_tags_to_resource"


def group(**options: t.Any) -> ReplicationGroup:
    return ReplicationGroup(name=NAME, **options)


def guarded(**options: t.Any) -> ReplicationGroup:
    return group(auth_token_secret=SECRET, auth_token_key=KEY, **options)


def described(**about: t.Any) -> dict[str, t.Any]:
    member = {"NodeGroupId": "0001", "NodeGroupMembers": [{}, {}],
              "PrimaryEndpoint": {"Address": "master.example", "Port": 6379},
              "ReaderEndpoint": {"Address": "replica.example", "Port": 6379}}
    return {"ReplicationGroups": [{
        "ReplicationGroupId": NAME, "Status": "available", "ARN": "arn:group", "Engine": "redis",
        "TransitEncryptionEnabled": True, "AtRestEncryptionEnabled": True, "NodeGroups": [member],
        "CacheNodeType": "cache.t4g.small", "ReplicationGroupCreateTime": "2026-01-31 09:15:00+00:00", **about}]}


def nodes(**about: t.Any) -> dict[str, t.Any]:
    return {"CacheClusters": [{"ReplicationGroupId": "other"},
                              {"ReplicationGroupId": NAME, "EngineVersion": "7.1.0", **about}]}


def tagged(mark: str | None = None) -> dict[str, t.Any]:
    return {"TagList": [{"Key": "auth-token-version", "Value": mark}] if mark else []}


def seen(wanted: ReplicationGroup, *, mark: str | None = None, version: str = OLD, node: t.Any = None,
         **about: t.Any) -> t.Any:
    secret = [("describe_secret", {"VersionIdsToStages": {version: ["AWSCURRENT"], "x": ["AWSPREVIOUS"]}})]
    return play(observe(wanted), ("describe_replication_groups", described(**about)),
                ("describe_cache_clusters", nodes(**(node or {}))), ("list_tags_for_resource", tagged(mark)),
                *(secret if wanted.auth_token_secret else []))


def converse(flow: Flow, current: str = NEW) -> list[tuple[str, t.Any]]:
    """The writes of a flow, with what matters of each, where the secret's current version is that."""
    made: list[tuple[str, t.Any]] = []
    reply: t.Any = None
    try:
        while True:
            step = flow.send(reply)
            call = step.call if isinstance(step, Wait) else step
            if not call.reads:
                made.append((call.operation, told(call)))
            reply = answer(call, current)
    except StopIteration:
        return made


def told(call: Call) -> t.Any:
    if call.operation == TAG:
        return {each["Key"]: each["Value"] for each in call.params["Tags"]}
    return call.params.get("AuthTokenUpdateStrategy") or call.params


def answer(call: Call, current: str) -> dict[str, t.Any]:
    if call.operation == "get_secret_value":
        version = call.params.get("VersionId", current)
        return {"SecretString": json.dumps({KEY: TOKENS[version]}), "VersionId": version}
    return described() if call.operation == "describe_replication_groups" else {}


class TestReading:
    def test_a_group_and_its_nodes_tell_one_thing(self):
        wanted = group(engine_version="7.1", replicas_per_node_group=1, security_groups=["sg-1"])
        now = seen(wanted, node={"SecurityGroups": [{"SecurityGroupId": "sg-1", "Status": "active"}]})

        assert plan(wanted, now).action == "none"
        assert (now.primary_endpoint, now.reader_endpoint, now.configuration_endpoint, now.port) == (
            "master.example", "replica.example", None, 6379)

    @pytest.mark.parametrize(("wanted", "there", "same"), [
        ("7.1", "7.1.0", True), ("7.1.0", "7.1.0", True), ("7.1", "7.10.0", False), ("7.0", "7.1.0", False)])
    def test_a_version_is_as_exact_as_it_is_written(self, wanted, there, same):
        asked = group(engine_version=wanted)

        assert (plan(asked, seen(asked, node={"EngineVersion": there})).action == "none") is same

    def test_one_that_changes_is_waited_for_because_aws_shows_no_tags_of_it(self):
        flow = group().read()
        next(flow)
        step = flow.send(described(Status="creating"))

        assert isinstance(step, Wait) and step.timeout == 3600 and "create-failed" in step.failed
        assert flow.send(described()).operation == "describe_cache_clusters"

    def test_one_that_is_being_deleted_is_not_there_any_more(self):
        assert play(observe(group()), ("describe_replication_groups", described(Status="deleting"))) is None

    @pytest.mark.parametrize(("about", "state"), [
        ({}, "available"), ({"Status": "modifying"}, "modifying"),
        ({"PendingModifiedValues": {"AuthTokenStatus": "ROTATING"}}, "ROTATING"),
        ({"PendingModifiedValues": {"Resharding": {"SlotMigration": {}}}}, "resharding")])
    def test_available_and_still_busy_is_busy(self, about, state):
        assert state_of(described(**about)) == state


class TestToken:
    @pytest.mark.parametrize(("mark", "version", "keep", "settled"), [
        (f"set/{KEY}/{OLD}", OLD, False, True), (f"set/{KEY}/{OLD}", NEW, False, False),
        (f"set/OTHER/{OLD}", OLD, False, False), (f"rotated/{KEY}/{OLD}", OLD, False, False),
        (f"rotated/{KEY}/{OLD}", OLD, True, True), (None, OLD, False, False), ("nonsense", OLD, False, False)])
    def test_no_value_is_read_to_see_whether_it_is_the_secret_s(self, mark, version, keep, settled):
        now = seen(guarded(keep_former_auth_token=keep), mark=mark, version=version)

        assert now.auth_token_settled is settled

    @pytest.mark.parametrize(("label", "settled"), [
        (f"ENVELOPE_PREPARED.{KEY}", True), (f"ENVELOPE_ROLLING.APP_KEY.{KEY}", True),
        ("ENVELOPE_ROLLING.APP_KEY", False), (f"OTHER.{KEY}", False)])
    def test_it_is_left_to_a_rotation_that_is_under_way(self, label, settled):
        versions = {NEW: ["AWSCURRENT"], OLD: [label]}
        flow = auth_token.settled(SECRET, KEY, auth_token.Mark("rotated", KEY, OLD), keep_former=False)

        assert play(flow, ("describe_secret", {"VersionIdsToStages": versions})) is settled

    @pytest.mark.parametrize(("mark", "token", "writes"), [
        (f"set/{KEY}/{OLD}", TOKENS[OLD], [(TAG, {"auth-token-version": f"set/{KEY}/{NEW}"})]),
        (f"set/{KEY}/{OLD}", TOKENS[NEW], []), (f"set/{KEY}/{NEW}", TOKENS[NEW], []), ("nonsense", TOKENS[NEW], [])])
    def test_its_mark_follows_a_version_with_the_same_token_and_no_other(self, mark, token, writes):
        assert converse(auth_token.followed("arn:group", mark, SECRET, token, NEW)) == writes

    def test_a_secret_that_does_not_exist_is_said_before_anything_is_made(self):
        with pytest.raises(Unresolved, match="no secret named envelope-prod/platform"):
            play(guarded().resolved(), ("describe_secret", Absent))

    def test_a_new_group_is_made_with_it_and_with_the_mark_in_one_call(self):
        made = converse(guarded(node_type="cache.t4g.small", subnet_group=NAME).create())

        (operation, params), = made
        assert (operation, params["AuthToken"], params["TransitEncryptionEnabled"]) == (
            "create_replication_group", TOKENS[NEW], True)
        assert params["Tags"] == [{"Key": "auth-token-version", "Value": f"set/{KEY}/{NEW}"}]

    @pytest.mark.parametrize(("mark", "writes"), [
        (None, ["ROTATE", f"rotated/{KEY}/{NEW}", "SET", f"set/{KEY}/{NEW}"]),
        (f"set/{KEY}/{OLD}", ["ROTATE", f"rotated/{KEY}/{NEW}", "SET", f"set/{KEY}/{NEW}"]),
        (f"rotated/{KEY}/{NEW}", ["SET", f"set/{KEY}/{NEW}"])])
    def test_it_is_rotated_in_and_set_and_a_killed_run_is_completed(self, mark, writes):
        wanted = guarded()
        made = converse(plan(wanted, seen(wanted, mark=mark, version=NEW)).flow())

        assert [next(iter(each.values())) if name == TAG else each for name, each in made] == writes

    def test_the_former_one_can_be_kept_until_services_have_the_new_one(self):
        wanted = guarded(keep_former_auth_token=True)
        made = converse(plan(wanted, seen(wanted, mark=f"set/{KEY}/{OLD}", version=NEW)).flow())

        assert made == [(MODIFY, "ROTATE"), (TAG, {"auth-token-version": f"rotated/{KEY}/{NEW}"})]

    def test_where_only_another_entry_of_the_secret_has_changed_the_mark_follows(self, monkeypatch):
        monkeypatch.setitem(TOKENS, NEW, TOKENS[OLD])
        wanted = guarded()
        made = converse(plan(wanted, seen(wanted, mark=f"set/{KEY}/{OLD}", version=NEW)).flow())

        assert made == [(TAG, {"auth-token-version": f"set/{KEY}/{NEW}"})]

    def test_a_version_that_is_gone_tells_nothing(self):
        wanted = guarded()
        flow = plan(wanted, seen(wanted, mark=f"set/{KEY}/{OLD}", version=NEW)).flow()
        next(flow)
        former = flow.send(answer(Call(secretsmanager, "get_secret_value"), NEW))
        step = flow.throw(Absent(former, "ResourceNotFoundException", "gone"))

        assert former.params["VersionId"] == OLD
        assert (step.operation, step.params["AuthTokenUpdateStrategy"]) == (MODIFY, "ROTATE")

    @pytest.mark.parametrize("value", ["short", "with/a/slash/in/it/and/long", 1234567890123456])
    def test_a_value_that_cannot_be_one_is_refused_and_not_shown(self, value):
        flow = guarded(node_type="cache.t4g.small", subnet_group=NAME).create()
        with pytest.raises(Invalid, match="cannot be an auth token") as refused:
            play(flow, ("get_secret_value", {"SecretString": json.dumps({KEY: value}), "VersionId": NEW}))

        assert str(value) not in str(refused.value)


class TestChanging:
    def test_replicas_come_before_failover_is_switched_on_and_go_after_it_is_off(self):
        one = group(replicas_per_node_group=0, automatic_failover=False)
        two = group(replicas_per_node_group=1, automatic_failover=True)

        def writes(wanted: ReplicationGroup, now: ReplicationGroup) -> list[str]:
            made = requests(plan(wanted, dataclasses.replace(now, arn="arn:group")).flow())
            return [name for name, _params in made if not name.startswith("describe")]

        assert writes(two, one) == ["increase_replica_count", MODIFY]
        assert writes(one, two) == [MODIFY, "decrease_replica_count"]

    def test_the_last_shards_go(self):
        wanted = group(num_node_groups=2)
        flow = plan(wanted, group(num_node_groups=3, arn="arn:group")).flow()
        next(flow)
        shards = [{"NodeGroupId": each} for each in ("0003", "0001", "0005")]
        call = flow.send(described(NodeGroups=shards))

        assert call.params["NodeGroupsToRemove"] == ["0005"] and call.params["ApplyImmediately"] is True

    def test_a_log_that_is_not_named_any_more_is_ended(self):
        slow = {"log_type": "slow-log", "log_group": "/redis", "log_format": "json"}
        wanted = ReplicationGroup.given({"name": NAME, "log_delivery_configurations": [slow]})
        there = [{**slow, "log_type": "engine-log"}]
        now = dataclasses.replace(ReplicationGroup.given({"name": NAME, "log_delivery_configurations": there}), arn="a")
        (_name, params), *_rest = requests(plan(wanted, now).flow())

        assert params["LogDeliveryConfigurations"] == [
            {"LogType": "slow-log", "LogFormat": "json", "DestinationType": "cloudwatch-logs",
             "DestinationDetails": {"CloudWatchLogsDetails": {"LogGroup": "/redis"}}},
            {"LogType": "engine-log", "Enabled": False}]

    @pytest.mark.parametrize(("now", "says"), [
        ({"at_rest_encryption": False}, "is not encrypted at rest"),
        ({"transit_encryption": "off"}, "mode of encryption in transit to preferred"),
        ({"working": False}, "delete it with state absent"), ({"engine": "valkey"}, "runs valkey")])
    def test_what_needs_another_group_says_what_to_do(self, now, says):
        step = plan(group(engine="redis"), group(**{"engine": "redis", **now}))
        assert says in play(decided(step, agreed=True)).refused

    def test_clients_that_all_encrypt_make_it_required(self):
        made = requests(plan(group(), group(transit_encryption="preferred")).flow())

        assert made[0] == (MODIFY, {
            "ReplicationGroupId": NAME, "TransitEncryptionMode": "required", "ApplyImmediately": True})


class TestComingAndGoing:
    def test_a_former_one_of_that_name_is_waited_for(self):
        flow = group(node_type="cache.t4g.small", subnet_group=NAME).create()
        call = next(flow)
        step = flow.throw(AwsError(call, "ReplicationGroupAlreadyExists", "it does"))

        assert isinstance(step, Wait) and step.done == {"absent"}
        assert flow.send({}) == call

    def test_a_subnet_group_that_is_missing_is_said_with_what_makes_it(self):
        flow = group(node_type="cache.t4g.small", subnet_group=NAME).create()
        call = next(flow)
        with pytest.raises(AwsError, match="elasticache_subnet_groups makes it"):
            flow.throw(AwsError(call, "CacheSubnetGroupNotFoundFault", "not found"))

    def test_a_final_snapshot_has_the_same_name_however_often_it_is_tried(self):
        now = seen(group())

        assert requests(now.delete())[0] == ("delete_replication_group", {
            "ReplicationGroupId": NAME, "FinalSnapshotIdentifier": f"{NAME}-final-20260131091500"})

    @pytest.mark.parametrize("options", [{"final_snapshot": False}, {"working": False}])
    def test_none_is_made_where_none_is_wanted_or_can_be(self, options):
        assert requests(group(**options).delete())[0] == (
            "delete_replication_group", {"ReplicationGroupId": NAME})

    @pytest.mark.parametrize("options", [{"subnet_group": NAME}, {"node_type": "cache.t4g.small"}])
    def test_a_new_one_needs_nodes_and_a_place(self, options):
        with pytest.raises(Invalid, match="is new and needs"):
            next(group(**options).create())
