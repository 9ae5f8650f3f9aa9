# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is peculiar to some sorts of things."""

from __future__ import annotations

import dataclasses

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.freezing import frozen
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.sorts.names import RECORDS
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.sorts.running import SCALABLE_TARGETS
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.sorts.storage import (
    RECORDS as RELEASE_RECORDS,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.tenant import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.things import Thing
from ansible_collections.venturemond.envelope.tests.unit.script import play

TENANT = Tenant(slug="acme", prefix="acme", hosts=("acme.example",), tags={"tenant": "acme"}, zones=(), cluster="c",
                load_balancers=())
TARGET = "arn:aws:application-autoscaling:eu-west-1:111122223333:scalable-target/1"
TARGETS = {"ScalableTargets": [{"ScalableTargetARN": TARGET, "ResourceId": "service/c/acme-api"}]}
RECORD = Thing("route53_records", "Z1 acme.example. A", "Z1 acme.example. A")


def weighted(name: str) -> dict[str, str]:
    return {"Name": "acme.example.", "Type": "A", "SetIdentifier": name}


class TestAScalableTarget:
    def test_is_frozen_by_the_resource_that_its_arn_does_not_tell(self):
        flow = frozen([Thing(SCALABLE_TARGETS.name, TARGET, TARGET)], "now")
        assert next(flow).operation == "describe_scalable_targets"
        call = flow.send(TARGETS)
        assert (call.operation, call.params["ResourceId"]) == ("deregister_scalable_target", "service/c/acme-api")
        with pytest.raises(StopIteration) as end:
            flow.send({})
        assert end.value.value == 1

    def test_that_is_gone_needs_no_freeze(self):
        thing = Thing(SCALABLE_TARGETS.name, TARGET, TARGET)
        assert play(frozen([thing], "now"), ("describe_scalable_targets", {})) == 0


class TestARecord:
    def test_is_taken_away_with_all_that_a_routing_policy_makes_of_it(self):
        entries = [weighted("blue"), weighted("green")]
        flow = RECORDS.take(RECORD, TENANT)
        assert next(flow).operation == "list_resource_record_sets"
        call = flow.send({"ResourceRecordSets": [*entries, {"Name": "b.acme.example.", "Type": "A"}]})
        assert [each["ResourceRecordSet"] for each in call.params["ChangeBatch"]["Changes"]] == entries

    def test_may_have_a_space_in_its_name(self):
        thing = dataclasses.replace(RECORD, name="Z1 a b.acme.example. A")
        found = {"ResourceRecordSets": [{"Name": "a\\040b.acme.example.", "Type": "A"}]}
        assert play(RECORDS.look(thing), ("list_resource_record_sets", found)).tags is None

    def test_that_is_gone_is_told(self):
        with pytest.raises(Absent):
            play(RECORDS.look(RECORD), ("list_resource_record_sets", {"ResourceRecordSets": []}))


def test_nothing_is_recorded_where_there_is_no_bucket_for_releases():
    assert play(RELEASE_RECORDS.search(TENANT)) == []
