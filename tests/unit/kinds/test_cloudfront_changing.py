# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How distributions are changed, named and deleted."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudfront import Distribution
from ansible_collections.venturemond.envelope.tests.unit.replies.cloudfront import (
    ARN,
    CONFIG,
    DISTRIBUTION,
    ID,
    SUMMARY,
    leading,
    listed,
    records,
)
from ansible_collections.venturemond.envelope.tests.unit.samples import sample
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests


def some(**options: t.Any) -> Distribution:
    return Distribution.given({"name": "envelope-prod-site-help", **options})


class TestChanging:
    @staticmethod
    def now() -> Distribution:
        return play(some().read(), listed(SUMMARY))

    def test_it_names_what_it_was_read_from(self):
        now = self.now()
        wanted = some(price_class="PriceClass_100")

        [_read, (operation, sent)] = requests(wanted.over(now).update(now, {"price_class"}))

        assert (operation, sent["Id"], sent["IfMatch"]) == ("update_distribution", ID, "E1")
        assert sent["DistributionConfig"] == {**CONFIG, "PriceClass": "PriceClass_100"}

    @pytest.mark.parametrize("code", ["PreconditionFailed", "InvalidIfMatchVersion"])
    def test_what_somebody_else_changed_meanwhile_is_read_and_changed_again_once(self, code: str):
        now, read = self.now(), ("get_distribution_config", {"DistributionConfig": CONFIG, "ETag": "E"})
        wanted = some(price_class="PriceClass_100").over(now)

        play(wanted.update(now, {"price_class"}), read, ("update_distribution", code), read,
             ("update_distribution", {}))
        with pytest.raises(AwsError, match=code):
            play(wanted.update(now, {"price_class"}), read, ("update_distribution", code), read,
                 ("update_distribution", code))

    def test_tags_are_set_without_a_new_configuration(self):
        now = self.now()

        assert requests(some(tags={"a": "b"}).over(now).update(now, {"tags"})) == [
            ("tag_resource", {"Resource": ARN, "Tags": {"Items": [{"Key": "a", "Value": "b"}]}})]

    def test_an_answer_that_was_lost_is_not_asked_for_twice(self):
        refused = "create_distribution_with_tags", "DistributionAlreadyExists"

        play(sample(Distribution).create(), refused, listed(SUMMARY))
        with pytest.raises(AwsError, match="DistributionAlreadyExists"):
            play(sample(Distribution).create(), refused, listed())

    def test_it_is_waited_for_where_that_is_asked_for(self):
        wanted = some(wait=True)
        under_way = listed({**SUMMARY, "Status": "InProgress"})
        now = play(wanted.read(), under_way)

        assert plan(wanted, now).changes.keys() == {"deployed"}
        step = next(wanted.over(now).update(now, {"deployed"}))
        assert isinstance(step, Wait) and step.state({"Distribution": DISTRIBUTION}) == "Deployed"
        assert plan(some(), play(some().read(), under_way)).action == "none"


class TestNames:
    ZONE: t.ClassVar = {"zone": "Z0123456789ABCDEFGHIJ", "aliases": ["help.example.com"]}

    def test_they_lead_to_it_in_one_change(self):
        wanted = sample(Distribution, **self.ZONE)
        flow = wanted.create()
        next(flow)

        call = flow.send({"Distribution": DISTRIBUTION})

        assert call.operation == "change_resource_record_sets"
        assert [each["ResourceRecordSet"] for each in call.params["ChangeBatch"]["Changes"]] == [
            {**leading(type_, "d1.cloudfront.net"), "Name": "help.example.com"} for type_ in ("A", "AAAA")]

    @pytest.mark.parametrize(("there", "published"), [
        ([leading("A"), leading("AAAA")], True), ([leading("A")], False),
        ([leading("A"), leading("AAAA", "d2.cloudfront.net.")], False), ([], False),
    ])
    def test_records_that_are_missing_or_lead_elsewhere_are_seen(self, there: list[t.Any], published: bool):
        aliases = {"Aliases": {"Quantity": 1, "Items": ["help.example.com"]}}
        wanted = some(**self.ZONE)

        now = play(wanted.read(), listed({**SUMMARY, **aliases}), records(*there))

        assert ("published" in plan(wanted, now).changes) is not published

    def test_in_a_zone_that_is_still_to_be_made_there_are_none(self):
        wanted = some(zone=Pending("zone"), aliases=["help.example.com"])

        assert play(wanted.read(), listed(SUMMARY), ("list_resource_record_sets", Absent)).published is False

    def test_they_go_before_it_does_and_those_of_others_stay(self):
        now = play(some(**self.ZONE).read(), listed(SUMMARY), records())
        flow = now.delete()
        next(flow)

        call = flow.send(records(leading("A"), leading("A", "d2.cloudfront.net", "b.example.com."))[1])

        assert call.params["ChangeBatch"]["Changes"] == [{"Action": "DELETE", "ResourceRecordSet": leading("A")}]


class TestDeleting:
    READ = "get_distribution_config", {"DistributionConfig": CONFIG, "ETag": "E1"}
    OFF = "get_distribution_config", {"DistributionConfig": {**CONFIG, "Enabled": False}, "ETag": "E1"}
    SPREAD = "get_distribution", {"Distribution": DISTRIBUTION, "ETag": "E2"}

    @staticmethod
    def now() -> Distribution:
        return play(some().read(), listed(SUMMARY))

    def test_it_is_switched_off_waited_for_and_deleted_as_it_is_then(self):
        made = requests(self.now().delete())

        assert [operation for operation, _sent in made] == [
            "get_distribution_config", "update_distribution", "get_distribution", "delete_distribution"]
        assert made[1][1]["DistributionConfig"] == {**CONFIG, "Enabled": False}
        assert made[3][1] == {"Id": ID, "IfMatch": "E2"}

    def test_a_run_that_was_killed_is_completed(self):
        play(self.now().delete(), self.OFF, self.SPREAD, ("delete_distribution", {}))

    def test_a_change_meanwhile_is_read_anew(self):
        play(self.now().delete(), self.READ, ("update_distribution", "PreconditionFailed"), self.OFF, self.SPREAD,
             ("delete_distribution", "PreconditionFailed"), self.SPREAD, ("delete_distribution", {}))

    def test_what_is_gone_meanwhile_is_gone(self):
        play(self.now().delete(), self.OFF, ("get_distribution", {}))
