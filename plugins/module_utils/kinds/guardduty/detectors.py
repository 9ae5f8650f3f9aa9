# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Detectors: GuardDuty in one region."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Flow, here, in_region
from ...errors import Absent
from ...fields import computed, key, option, tagging
from ...left_alone import Administered
from ...places import misnamed_region
from ...resource import Resource
from ...tagging import missing
from ...wire import Codec, get, includes, plain
from . import features as named
from .service import guardduty

ADVICE = {"BadRequestException": "where a policy of the organization or an administrator's account manages GuardDuty, "
                                 "have it changed there, or leave it out here"}

status = Codec(lambda value: value, lambda found: found == "ENABLED")


@dataclass(frozen=True, kw_only=True)
class Detector(Administered, Resource):
    """GuardDuty in one region of the account, which has one detector or none, whoever made it."""

    plural = "guardduty_detectors"
    theirs = ("enabled", "finding_publishing_frequency", "features")
    examples: t.ClassVar[dict[str, t.Any]] = {
        "region": "eu-west-1", "enabled": True, "finding_publishing_frequency": "FIFTEEN_MINUTES",
        "features": {"S3_DATA_EVENTS": True, "RUNTIME_MONITORING": True,
                     "RUNTIME_MONITORING/ECS_FARGATE_AGENT_MANAGEMENT": True},
        "tags": {"project": "envelope"},
    }

    region: str = key("Region it watches, such as V(eu-west-1), whatever the region of the task. A detector that "
                      "is there already is this one; where the tags say C(managed-by), taking it over needs O(adopt).")
    enabled: bool | None = option("Whether it watches; V(false) suspends it. A new one does.",
                                  wire="Status", codec=status)
    finding_publishing_frequency: t.Literal["FIFTEEN_MINUTES", "ONE_HOUR", "SIX_HOURS"] | None = option(
        "How soon findings that occur again are published. AWS's default is V(SIX_HOURS).")
    features: dict[str, str] | None = option(
        "Features by AWS's name, each V(true) or V(false), such as C(S3_DATA_EVENTS: true); additional configuration "
        "behind a slash, as in C(RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT). Those not named are left alone; a new one "
        "has all but runtime monitoring.", codec=named.features, alike=includes)
    tags: dict[str, str] | None = tagging(codec=plain)
    detector_id: str | None = computed("Id of the detector.")
    administrator: str | None = computed(
        "Number of the account that manages it, where that is another one. What that account decides is left as it is.")
    left_alone: str | None = computed("What that account decided otherwise, and so is left as it is.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed_region(self.region)
        yield from (f"features: {problem}" for problem in named.problems(self.features or {}))

    def read(self) -> Flow:
        return (yield from in_region(self.region, self._read()))

    def create(self) -> Flow:
        yield from in_region(self.region, self._create())

    def update(self, now: Detector, changed: t.AbstractSet[str]) -> Flow:
        if changed & set(self.theirs):
            yield from in_region(self.region, self._decided(now, changed))
        if "tags" in changed:
            where = yield here()
            arn = f"arn:{where['partition']}:guardduty:{self.region}:{where['account']}:detector/{now.detector_id}"
            yield guardduty.tag_resource(ResourceArn=arn, Tags=missing(now.tags, self.tags)).to(self.region)

    def delete(self) -> Flow:
        yield from advised(guardduty.delete_detector(DetectorId=self.detector_id).to(self.region), ADVICE)

    def _read(self) -> Flow:
        call = guardduty.list_detectors()
        ids = (yield call).get("DetectorIds") or ()
        if not ids:
            raise Absent(call, "NotFound", f"there is no detector in {self.region}")
        about = yield guardduty.get_detector(DetectorId=ids[0])
        above = yield guardduty.get_administrator_account(DetectorId=ids[0])
        administrator = get(above, ("Administrator", "AccountId"))
        return self.yielding(self.seen({**about, "DetectorId": ids[0], "Administrator": administrator}))

    def _create(self) -> Flow:
        yield guardduty.create_detector(
            Enable=self.enabled is not False, **self.wire("finding_publishing_frequency", "features", "tags"))

    def _decided(self, now: Detector, changed: t.AbstractSet[str]) -> Flow:
        differing = named.differing(self.features or {}, now.features or {})
        wanted = dataclasses.replace(self, features=differing or None)
        yield from advised(guardduty.update_detector(
            DetectorId=now.detector_id, Enable=self.enabled if "enabled" in changed else None,
            **wanted.wire("finding_publishing_frequency", "features")), ADVICE)
