# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about malware protection plans."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Together, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import observe
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.guardduty import MalwareProtectionPlan
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

BUCKET, ROLE = "envelope-prod-pool-acme", "arn:aws:iam::111122223333:role/scanner"
MARK = "guardduty-malware-protection-plan"


def wanted(**options: t.Any) -> MalwareProtectionPlan:
    return MalwareProtectionPlan(bucket=BUCKET, **{"role": ROLE, "tagging": True, **options})


def described(bucket: str = BUCKET) -> dict[str, t.Any]:
    return {
        "Arn": "arn:plan", "Role": ROLE, "ProtectedResource": {"S3Bucket": {"BucketName": bucket}},
        "Actions": {"Tagging": {"Status": "ENABLED"}}, "Tags": {"tenant": "acme"}, "Status": "WARNING",
        "StatusReasons": [{"Code": "INSUFFICIENT", "Message": "it may not"}]}


def marked(plan: str, **others: str) -> dict[str, t.Any]:
    return {"TagSet": [{"Key": name, "Value": value} for name, value in {**others, MARK: plan}.items()]}


class Account:
    """Plans by id, and the tags of the bucket; counts what it is asked."""

    def __init__(self, plans: dict[str, str], tags: dict[str, t.Any] | None = None) -> None:
        self.plans, self.tags = plans, tags
        self.asked: list[str] = []

    def __call__(self, call: Call) -> dict[str, t.Any]:
        self.asked.append(call.operation)
        if call.operation == "get_bucket_tagging" and self.tags is not None:
            return self.tags
        if call.operation == "list_malware_protection_plans":
            ids = sorted(self.plans)
            after = call.params.get("NextToken")
            shown = ids[1:] if after else ids[:1]
            return {"MalwareProtectionPlans": [{"MalwareProtectionPlanId": each} for each in shown],
                    **({"NextToken": "more"} if len(ids) > 1 and not after else {})}
        if call.operation == "get_malware_protection_plan" and call.params["MalwareProtectionPlanId"] in self.plans:
            return described(self.plans[call.params["MalwareProtectionPlanId"]])
        raise Absent(call, "ResourceNotFoundException", "nothing there")


def seen(account: Account) -> t.Any:
    return Loop(account).run([observe(wanted())])[0]


class TestReading:
    def test_a_plan_that_its_bucket_names_costs_two_calls_however_many_there_are(self):
        account = Account({"p1": "one", "p2": BUCKET, "p3": "three"}, marked("p2"))
        now = seen(account)

        assert account.asked == ["get_bucket_tagging", "get_malware_protection_plan"]
        assert (now.plan_id, now.marked, now.tagging, now.object_prefixes) == ("p2", True, True, [])
        assert (now.status, now.status_reasons) == ("WARNING", ["INSUFFICIENT: it may not"])

    @pytest.mark.parametrize("tags", [None, marked("gone"), marked("p1")], ids=["none", "gone", "of another bucket"])
    def test_without_a_mark_that_holds_all_are_looked_at(self, tags):
        now = seen(Account({"p1": "one", "p2": BUCKET}, tags))

        assert (now.plan_id, now.marked) == ("p2", False)
        assert wanted().changes(now) == {"marked": (False, True)}

    @pytest.mark.parametrize(("tags", "asked"), [
        ({MARK: "p2"}, ["get_malware_protection_plan"]),
        ({MARK: "gone"}, ["get_malware_protection_plan", "get_bucket_tagging", "get_malware_protection_plan"]),
        (None, ["get_bucket_tagging", "get_malware_protection_plan"]),
    ])
    def test_a_mark_that_another_module_has_read_saves_a_call(self, tags, asked):
        account = Account({"p1": "one", "p2": BUCKET}, marked("p2"))
        whole = Loop(account).run([wanted(buckets={BUCKET: {"tags": tags}}).resolved()])[0]
        now = Loop(account).run([observe(whole)])[0]

        assert (account.asked, now.plan_id, now.marked) == (asked, "p2", True)
        assert whole.buckets is None and whole.changes(now) == {}

    def test_a_bucket_without_a_plan(self):
        assert seen(Account({"p1": "one"})) is None

    def test_what_hinders_the_look_is_told(self):
        def cloud(call: Call) -> t.Any:
            if call.operation == "get_malware_protection_plan":
                raise AwsError(call, "AccessDeniedException", "no")
            return Account({"p1": "one"})(call)

        assert "AccessDeniedException" in str(Loop(cloud).run([observe(wanted())])[0])

    def test_plans_are_looked_at_side_by_side(self):
        flow = wanted().read()
        next(flow)
        flow.send({"TagSet": []})
        step = flow.send({"MalwareProtectionPlans": [{"MalwareProtectionPlanId": each} for each in ("p1", "p2")]})

        assert isinstance(step, Together) and len(step.flows) == 2


class TestWriting:
    def test_a_new_plan_is_marked_on_its_bucket_whose_tags_stay(self):
        made = []
        flow = wanted(tags={"tenant": "acme"}).create()
        step = next(flow)
        for reply in ({"MalwareProtectionPlanId": "p1"}, {"TagSet": [{"Key": "a", "Value": "b"}]}):
            made.append((step.operation, step.params))
            step = flow.send(reply)
        made.append((step.operation, step.params))

        assert made[0] == ("create_malware_protection_plan", {
            "ProtectedResource": {"S3Bucket": {"BucketName": BUCKET}}, "Role": ROLE,
            "Actions": {"Tagging": {"Status": "ENABLED"}}, "Tags": {"tenant": "acme"}})
        assert made[2] == ("put_bucket_tagging", {"Bucket": BUCKET, "Tagging": marked("p1", a="b")})

    def test_a_role_that_is_too_new_is_waited_for(self):
        flow = wanted().create()
        call = next(flow)
        step = flow.throw(AwsError(call, "BadRequestException", "GuardDuty cannot assume the IAM role."))

        assert isinstance(step, Wait) and step.call == call
        assert step.passing(AwsError(call, "BadRequestException", "The IAM role is not there."))
        assert not step.passing(AwsError(call, "BadRequestException", "There is no such bucket."))

    def test_another_refusal_is_one(self):
        with pytest.raises(AwsError, match="prefix"):
            play(wanted().create(), ("create_malware_protection_plan", "bad prefix"))

    def test_what_changes_is_sent_without_the_bucket(self):
        now = dataclasses.replace(wanted(), plan_id="p1", arn="arn:plan", tags={"tenant": "acme"})
        asked = wanted(object_prefixes=["uploads/"], tags={"tenant": "acme", "plan": "growth"})

        assert requests(asked.over(now).update(now, {"object_prefixes", "tags"})) == [
            ("update_malware_protection_plan", {
                "MalwareProtectionPlanId": "p1", "Role": ROLE, "Actions": {"Tagging": {"Status": "ENABLED"}},
                "ProtectedResource": {"S3Bucket": {"ObjectPrefixes": ["uploads/"]}}}),
            ("tag_resource", {"ResourceArn": "arn:plan", "Tags": {"plan": "growth"}})]

    def test_the_mark_goes_before_the_plan(self):
        now = dataclasses.replace(wanted(), plan_id="p1")

        play(now.delete(), ("get_bucket_tagging", marked("p1", a="b")), ("put_bucket_tagging", {}),
             ("delete_malware_protection_plan", {}))
        play(now.delete(), ("get_bucket_tagging", marked("p1")), ("delete_bucket_tagging", {}),
             ("delete_malware_protection_plan", {}))
        play(now.delete(), ("get_bucket_tagging", Absent), ("delete_malware_protection_plan", {}))

    def test_six_prefixes_are_one_too_many(self):
        assert list(wanted(object_prefixes=list("abcdef")).problems()) == ["object_prefixes: 6, allowed are 5"]
