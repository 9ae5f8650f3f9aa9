# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trails: what was done in the account, by whom."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, in_region
from ...errors import Absent, Invalid
from ...fields import computed, constant, instruction, key, option, tagging
from ...left_alone import Theirs
from ...resource import Resource
from ...tagging import missing
from ...wire import Codec, pairs, truth, unordered
from ..iam import ROLE
from ..kms import KEY
from .finding import Excuse, Found, covering, visible
from .selectors import AdvancedEventSelector, EventSelector, advanced_alike, basic_alike, problems
from .service import LOG_GROUP, cloudtrail, delivering, insights

SETTINGS = ("bucket", "prefix", "kms_key", "multi_region", "log_file_validation", "include_global_service_events",
            "log_group", "role")
SELECTING = ("event_selectors", "advanced_event_selectors")
NAME = re.compile(r"(?!.*[._-]{2})(?!\d+\.\d+\.\d+\.\d+$)[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]")

Insight = t.Literal["ApiCallRateInsight", "ApiErrorRateInsight"]

folder = Codec(lambda value: value, lambda found: found or "")
kinds_of_insights = Codec(
    lambda value: None if value is None else [{"InsightType": each} for each in value],
    lambda found: None if found is None else sorted(each["InsightType"] for each in found))


def _same_group(wanted: str, now: str | None) -> bool:
    return wanted.removesuffix(":*") == (now or "").removesuffix(":*")


@dataclass(frozen=True, kw_only=True)
class Trail(Theirs, Resource):
    """A trail of CloudTrail that records, and is started again where somebody stopped it."""

    plural = "cloudtrail_trails"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "bucket": "envelope-prod-trail", "prefix": "trail", "kms_key": "alias/envelope-prod",
        "multi_region": True, "log_file_validation": True, "include_global_service_events": True,
        "log_group": "/cloudtrail/envelope-prod", "role": "envelope-prod-cloudtrail",
        "advanced_event_selectors": [AdvancedEventSelector.examples], "tags": {"project": "envelope"},
    }

    name: str = key("Name of the trail. One of another region that bears it and records here is this one, and is "
                    "changed there.")
    bucket: str | None = option(
        "Bucket that logs come to, whose policy must let C(cloudtrail.amazonaws.com) write. A new trail needs it.",
        wire="S3BucketName")
    prefix: str | None = option("Folder in the bucket, before C(AWSLogs). Empty for none.",
                                wire="S3KeyPrefix", codec=folder)
    kms_key: str | None = option(
        "Key that encrypts logs: alias, id or ARN. Its policy must let CloudTrail use it.", wire="KmsKeyId", find=KEY)
    multi_region: bool | None = option("Whether it records in all regions. AWS's default is V(false).",
                                       wire="IsMultiRegionTrail", codec=truth)
    log_file_validation: bool | None = option(
        "Whether digests tell that nobody changed the logs. AWS's default is V(false).",
        wire="EnableLogFileValidation", codec=truth)
    include_global_service_events: bool | None = option(
        "Whether events of IAM and other global services are recorded. AWS's default is V(true).")
    log_group: str | None = option(
        "Log group that events come to, too, by name or ARN.", wire="CloudWatchLogsLogGroupArn", find=LOG_GROUP,
        alike=_same_group)
    role: str | None = option("Role with which they are written there, by name or ARN.",
                              wire="CloudWatchLogsRoleArn", find=ROLE)
    event_selectors: list[EventSelector] | None = option(
        "Which events it records: exactly these. A new trail records all management events.", alike=basic_alike)
    advanced_event_selectors: list[AdvancedEventSelector] | None = option(
        "Which events it records, told by their fields: exactly these.", alike=advanced_alike)
    insight_selectors: list[Insight] | None = option(
        "Unusual activity that it records, too: exactly these. V([]) records none.",
        codec=kinds_of_insights, alike=unordered)
    tags: dict[str, str] | None = tagging(wire="TagsList", codec=pairs())
    leave_to: Excuse = instruction(
        "Whose trail, where it records all regions, makes this one superfluous, so that none is made: that of an "
        "organization, in another account; any other; nobody's. One that is there is kept in any case.",
        default="organization")
    is_logging: bool = constant(True, "Whether it records.", codec=truth)
    arn: str | None = computed("ARN of the trail.", wire="TrailARN")
    home_region: str | None = computed("Region where it can be changed.")
    is_organization_trail: bool | None = computed("Whether it records all accounts of an organization.")
    left_alone: str | None = computed("What was found in its place, and is left alone.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not NAME.fullmatch(self.name):
            yield (f"name: {self.name!r} is not allowed: 3 to 128 letters, digits and single . - _ between them, no "
                   "address")
        if len(self.prefix or "") > 200:
            yield f"prefix: {len(self.prefix or '')} characters, allowed are 200"
        if self.multi_region and self.include_global_service_events is False:
            yield "include_global_service_events: false, but a trail of all regions (multi_region) includes them"
        if self.log_group and not self.role:
            yield "log_group: needs role, with which CloudTrail writes there"
        yield from problems(self.event_selectors, self.advanced_event_selectors)

    def read(self) -> Flow:
        trails = yield from visible()
        ours = next((each for each in trails if each["Ours"] and each["Name"] == self.name), None)
        if ours:
            return (yield from in_region(ours["HomeRegion"], self._seen(ours)))
        other = yield from covering(trails, self.leave_to)
        if other is None:
            raise Absent(cloudtrail.describe_trails(), "NotFound", f"no trail {self.name}")
        said = f"Leaving alone {other['TrailARN']}: it records this account in all regions"
        return dataclasses.replace(self.seen(_worded(other)), left_alone=said)

    def create(self) -> Flow:
        if self.bucket is None:
            raise Invalid(f"trail {self.name} does not exist, and a new one needs bucket")
        about = {name: value for name, value in self.wire("name", *SETTINGS, "tags").items() if value != ""}
        made = yield from delivering(cloudtrail.create_trail(**about), self.name)
        yield from self._recording(made["TrailARN"], {name for name in (*SELECTING, "insight_selectors")
                                                      if getattr(self, name)} | {"is_logging"})

    def update(self, now: Trail, changed: t.AbstractSet[str]) -> Flow:
        yield from in_region(t.cast(str, now.home_region), self._changed(now, changed))

    def delete(self) -> Flow:
        yield cloudtrail.delete_trail(Name=self.arn).to(t.cast(str, self.home_region))

    def _changed(self, now: Trail, changed: t.AbstractSet[str]) -> Flow:
        if changed & set(SETTINGS):  # some of them are valid only together
            yield from delivering(cloudtrail.update_trail(Name=now.arn, **self.wire(*SETTINGS)), self.name)
        yield from self._recording(now.arn, changed)
        if "tags" in changed:
            yield cloudtrail.add_tags(ResourceId=now.arn, TagsList=pairs().out(missing(now.tags, self.tags)))

    def _recording(self, arn: str | None, changed: t.AbstractSet[str]) -> Flow:
        """Say what is recorded, and record."""
        for name in SELECTING:
            if name in changed:
                yield cloudtrail.put_event_selectors(TrailName=arn, **self.wire(name))
        if "insight_selectors" in changed:
            yield cloudtrail.put_insight_selectors(TrailName=arn, **self.wire("insight_selectors"))
        if "is_logging" in changed:
            yield cloudtrail.start_logging(Name=arn)

    def _seen(self, found: Found) -> Flow:
        """All of a trail of ours; what costs a call of its own only where it matters."""
        arn = found["TrailARN"]
        about = {**_worded(found), **(yield cloudtrail.get_trail_status(Name=arn))}
        if self.event_selectors is not None or self.advanced_event_selectors is not None:
            about.update((yield cloudtrail.get_event_selectors(TrailName=arn)))
        if self.insight_selectors is not None:
            about["InsightSelectors"] = yield from _insights(arn)
        if self.tags is not None:
            listed = (yield cloudtrail.list_tags(ResourceIdList=[arn])).get("ResourceTagList") or ()
            about["TagsList"] = [tag for each in listed for tag in each.get("TagsList") or ()]
        return self.seen(about)


def _worded(found: Found) -> dict[str, t.Any]:
    """A reply, which calls one thing differently from a request."""
    return {**found, "EnableLogFileValidation": found.get("LogFileValidationEnabled")}


def _insights(arn: str) -> Flow:
    try:
        return (yield insights.get_insight_selectors(TrailName=arn)).get("InsightSelectors")
    except Absent:
        return []
