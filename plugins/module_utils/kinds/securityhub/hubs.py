# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hubs: Security Hub in one region."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow, here, in_region
from ...fields import computed, key, option, tagging
from ...left_alone import Administered
from ...places import misnamed_region
from ...resource import Resource
from ...tagging import missing
from ...wire import get, plain
from . import standards as named
from .service import decided, looking, securityhub


@dataclass(frozen=True, kw_only=True)
class Hub(Administered, Resource):
    """Security Hub in one region of the account, which has one hub or none, whoever enabled it."""

    plural = "securityhub_hubs"
    theirs = ("control_finding_generator", "auto_enable_controls", "standards")
    examples: t.ClassVar[dict[str, t.Any]] = {
        "region": "eu-west-1", "control_finding_generator": "SECURITY_CONTROL", "auto_enable_controls": True,
        "standards": ["aws-foundational-security-best-practices/v/1.0.0", "cis-aws-foundations-benchmark/v/3.0.0"],
        "tags": {"project": "envelope"},
    }

    region: str = key("Region it watches, such as V(eu-west-1), whatever the region of the task. A hub that is there "
                      "already is this one; where the tags say C(managed-by), taking it over needs O(adopt).")
    control_finding_generator: t.Literal["SECURITY_CONTROL", "STANDARD_CONTROL"] | None = option(
        "Whether a control that is in several standards finds a thing once, or once for each. AWS's default is "
        "V(SECURITY_CONTROL).")
    auto_enable_controls: bool | None = option(
        "Whether controls that AWS adds to standards are enabled. AWS's default is V(true).")
    standards: list[str] | None = option(
        "Standards that are enabled, by short name, such as V(cis-aws-foundations-benchmark/v/3.0.0), or ARN. Others "
        "are left alone; a new hub has AWS's default ones where this is left out.", alike=named.includes)
    tags: dict[str, str] | None = tagging(codec=plain)
    arn: str | None = computed("ARN of the hub.", wire="HubArn")
    wanting: list[str] | None = computed("Standards that AWS cannot check in full, with its reason.")
    administrator: str | None = computed(
        "Number of the account that manages it, where that is another one. What that account may decide is left alone.")
    left_alone: str | None = computed("What differs, and is left as it is as that account decides.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed_region(self.region)
        yield from named.problems(self.standards or ())

    def read(self) -> Flow:
        return (yield from in_region(self.region, self._read()))

    def create(self) -> Flow:
        yield from in_region(self.region, self._create())

    def update(self, now: Hub, changed: t.AbstractSet[str]) -> Flow:
        yield from in_region(self.region, self._changed(now, changed))

    def delete(self) -> Flow:
        yield from decided(securityhub.disable_security_hub().to(self.region))

    def _read(self) -> Flow:
        about = dict((yield looking.describe_hub()))
        above = yield securityhub.get_administrator_account()
        about["Administrator"] = get(above, ("Administrator", "AccountId"))
        if self.standards is not None:
            found = (yield securityhub.get_enabled_standards()).get("StandardsSubscriptions") or ()
            about |= {"Standards": self._mine(named.enabled(found)), "Wanting": named.wanting(found) or None}
        if self.tags is not None:
            about["Tags"] = (yield securityhub.list_tags_for_resource(ResourceArn=about["HubArn"])).get("Tags")
        return self.yielding(self.seen(about))

    def _create(self) -> Flow:
        yield from decided(securityhub.enable_security_hub(
            EnableDefaultStandards=None if self.standards is None else False,
            **self.wire("control_finding_generator", "tags")))
        if self.auto_enable_controls is False:
            yield from decided(securityhub.update_security_hub_configuration(**self.wire("auto_enable_controls")))
        yield from self._enable(())

    def _changed(self, now: Hub, changed: t.AbstractSet[str]) -> Flow:
        settings = [name for name in ("control_finding_generator", "auto_enable_controls") if name in changed]
        if settings:
            yield from decided(securityhub.update_security_hub_configuration(**self.wire(*settings)))
        if "standards" in changed:
            yield from self._enable(now.standards or ())
        if "tags" in changed:
            yield securityhub.tag_resource(ResourceArn=now.arn, Tags=missing(now.tags, self.tags))

    def _enable(self, there: t.Sequence[str]) -> Flow:
        absent = [name for name in self.standards or () if named.short(name) not in there]
        if not absent:
            return
        partition = (yield here())["partition"]
        yield from decided(securityhub.batch_enable_standards(StandardsSubscriptionRequests=[
            {"StandardsArn": named.arn(name, partition=partition, region=self.region)} for name in absent]))

    def _mine(self, there: t.Sequence[str]) -> list[str]:
        """Those of its standards that are enabled, as it calls them."""
        return [name for name in self.standards or () if named.short(name) in there]
