# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Trails, of which moto checks less than AWS.

AWS: bucket, key and role have to let CloudTrail in, which it looks at whenever a trail is made or changed; 5 trails for
a region, shadows among them; a trail is changed in its home region alone; basic and advanced selectors replace each
other, and a trail without any has one that records all management events; no insights are an error; the status says
when the log group was last written to.
"""

from __future__ import annotations

import json
import typing as t

from moto.cloudtrail.models import CloudTrailBackend, Trail, cloudtrail_backends
from moto.cloudtrail.responses import CloudTrailResponse
from moto.logs.models import logs_backends

from ._mend import AwsError, mends
from ._trust import assumable
from .cloudtrail_access import SERVICE, refuse_bucket, refuse_key

TRAILS_PER_REGION = 5
USUAL = {
    "ReadWriteType": "All", "IncludeManagementEvents": True, "DataResources": [], "ExcludeManagementEventSources": []}

Selectors = list[dict[str, t.Any]]


@mends(CloudTrailBackend)
def create_trail(former: t.Any, self: CloudTrailBackend, *args: t.Any, **kwargs: t.Any) -> Trail:
    name = kwargs.get("name") or args[0]
    if name in self.trails:
        raise AwsError("TrailAlreadyExistsException", f"Trail {name} already exists for customer: {self.account_id}")
    if len(list(self.describe_trails(include_shadow_trails=True))) >= TRAILS_PER_REGION:
        text = f"User: {self.account_id} already has {TRAILS_PER_REGION} trails in {self.region_name}."
        raise AwsError("MaximumNumberOfTrailsExceededException", text)
    trail: Trail = former(self, *args, **kwargs)
    try:
        _refuse(trail)
    except AwsError:
        del self.trails[name]
        raise
    return trail


@mends(CloudTrailBackend)
def update_trail(former: t.Any, self: CloudTrailBackend, name: str, **settings: t.Any) -> Trail:
    trail = self.get_trail(name)
    before = dict(vars(trail))
    former(self, name, **settings)
    try:
        trail.check_bucket_exists()
        _refuse(trail)
    except Exception:
        vars(trail).update(before)
        raise
    return trail


@mends(CloudTrailBackend)
def get_trail(former: t.Any, self: CloudTrailBackend, name_or_arn: str) -> Trail:
    """A trail of this region; the ARN of one that is at home elsewhere is refused as AWS does."""
    region = name_or_arn.split(":")[3] if name_or_arn.startswith("arn:") else self.region_name
    if region != self.region_name and any(
            trail.arn == name_or_arn for trail in cloudtrail_backends[self.account_id][region].trails.values()):
        text = f"The trail {name_or_arn} can be changed only in its home region {region}."
        raise AwsError("InvalidHomeRegionException", text)
    return t.cast(Trail, former(self, name_or_arn))


@mends(CloudTrailBackend)
def delete_trail(former: t.Any, self: CloudTrailBackend, name: str) -> None:
    """Delete a trail by its name or ARN, of which moto knows the name alone."""
    former(self, self.get_trail(name).trail_name)


@mends(Trail)
def put_event_selectors(former: t.Any, self: Trail, event_selectors: Selectors,
                        advanced_event_selectors: Selectors) -> None:
    if bool(event_selectors) == bool(advanced_event_selectors):
        text = "Specify either EventSelectors or AdvancedEventSelectors."
        raise AwsError("InvalidEventSelectorsException", text)
    self.advanced_event_selectors = []
    former(self, [{**USUAL, **each} for each in event_selectors or ()], advanced_event_selectors)


@mends(Trail)
def get_event_selectors(former: t.Any, self: Trail) -> tuple[Selectors, Selectors]:
    basic, advanced = former(self)
    return (basic if basic or advanced else [USUAL]), advanced


@mends(Trail)
def put_insight_selectors(former: t.Any, self: Trail, insight_selectors: list[dict[str, str]]) -> None:
    self.insight_selectors = []
    former(self, insight_selectors)


@mends(CloudTrailResponse)
def get_trail_status(former: t.Any, self: CloudTrailResponse) -> str:
    found, asked = json.loads(former(self)), self._get_param("Name")
    trails = self.cloudtrail_backend.describe_trails(include_shadow_trails=True)
    trail = next(each for each in trails if asked in (each.trail_name, each.arn))
    if trail.cw_log_group_arn and "LatestDeliveryTime" in found:
        found["LatestCloudWatchLogsDeliveryTime"] = found["LatestDeliveryTime"]
    return json.dumps(found)


@mends(CloudTrailResponse)
def get_insight_selectors(former: t.Any, self: CloudTrailResponse) -> str:
    trail = self.cloudtrail_backend.get_trail(self._get_param("TrailName"))
    if not trail.insight_selectors:
        raise AwsError("InsightNotEnabledException", f"Trail {trail.arn} does not have Insights enabled.")
    return t.cast(str, former(self))


@mends(CloudTrailResponse, "get_event_selectors")
def get_present_selectors(former: t.Any, self: CloudTrailResponse) -> str:
    """Without the sort of selectors that the trail does not have."""
    found = json.loads(former(self))
    return json.dumps({name: value for name, value in found.items() if value})


@mends(Trail)
def description(former: t.Any, self: Trail, include_region: bool = False) -> dict[str, t.Any]:
    """A trail; moto shows settings that it does not have as null."""
    found = {name: value for name, value in former(self, include_region).items() if value not in (None, "")}
    custom = bool(self.event_selectors or self.advanced_event_selectors)
    return {**found, "HasCustomEventSelectors": custom, "HasInsightSelectors": bool(self.insight_selectors)}


def _refuse(trail: Trail) -> None:
    """Refuse what CloudTrail could not write to."""
    refuse_bucket(trail)
    if trail.kms_key_id:
        refuse_key(trail)
    if trail.cw_log_group_arn:
        _refuse_log_group(trail)


def _refuse_log_group(trail: Trail) -> None:
    if not trail.cw_role_arn:
        text = "You must specify a role ARN as well as a log group."
        raise AwsError("InvalidCloudWatchLogsRoleArnException", text)
    name = trail.cw_log_group_arn.partition(":log-group:")[2].removesuffix(":*")
    if name not in logs_backends[trail.account_id][trail.region_name].groups:
        text = "CloudTrail cannot validate the specified log group ARN."
        raise AwsError("InvalidCloudWatchLogsLogGroupArnException", text)
    if not assumable(trail.account_id, trail.cw_role_arn, SERVICE):
        text = "Access denied. Check the trust relationships for your role."
        raise AwsError("InvalidCloudWatchLogsRoleArnException", text)
