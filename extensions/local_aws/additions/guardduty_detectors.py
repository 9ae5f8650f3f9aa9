# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty's detectors, of which moto keeps any number, with whatever features they are given.

AWS: one detector for an account and region; a new one has all features on but runtime monitoring, beside the three
that always are; the two sorts of runtime monitoring exclude each other; data sources, which features have replaced, say
the same as those; only an administrator's account may change the detectors of its members.  The words of that last
refusal are not documented; the code is.

EnableOrganizationAdminAccount with another account's id makes this account a member of that one, as in moto.
"""

from __future__ import annotations

import datetime
import typing as t

from moto.guardduty.models import Detector, GuardDutyBackend

from ._mend import AwsError, mends

FOUNDATIONAL = ("CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS")
USUAL = ("S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS")
RUNTIME = {
    "EKS_RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT",),
    "RUNTIME_MONITORING": ("EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"),
}

Feature = dict[str, t.Any]
Given = list[Feature] | None


@mends(GuardDutyBackend)
def create_detector(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: GuardDutyBackend,
    enable: bool,
    finding_publishing_frequency: str,
    data_sources: dict[str, t.Any],
    tags: dict[str, str],
    features: Given,
) -> str:
    if self.detectors:
        _refuse("a detector already exists for the current account.")
    whole = _with(_usual(), features)
    return t.cast(str, former(self, enable, finding_publishing_frequency, data_sources, tags, whole))


@mends(GuardDutyBackend)
def update_detector(  # noqa: PLR0917 (moto's own signature)
    former: t.Any,
    self: GuardDutyBackend,
    detector_id: str,
    enable: bool,
    finding_publishing_frequency: str,
    data_sources: dict[str, t.Any],
    features: Given,
) -> None:
    if self.get_administrator_account(detector_id):
        _refuse("the current account is a member, and its administrator account manages this detector.")
    whole = _with(self.get_detector(detector_id).features, features)
    former(self, detector_id, enable, finding_publishing_frequency, data_sources, whole)


@mends(GuardDutyBackend)
def delete_detector(former: t.Any, self: GuardDutyBackend, detector_id: str) -> None:
    if self.get_administrator_account(detector_id):
        _refuse("the current account cannot delete detector while it is associated with an administrator account.")
    former(self, detector_id)


@mends(GuardDutyBackend)
def get_administrator_account(former: t.Any, self: GuardDutyBackend, detector_id: str) -> dict[str, t.Any]:
    """The administrator's account; nothing for that account itself."""
    found: dict[str, t.Any] = former(self, detector_id)
    if found.get("Administrator", {}).get("AccountId") in (None, self.account_id):
        return {}
    return {"administrator": {"accountId": found["Administrator"]["AccountId"], "relationshipStatus": "Enabled"}}


@mends(Detector)
def to_json(former: t.Any, self: Detector) -> dict[str, t.Any]:
    always = [{"name": name, "status": "ENABLED", "updatedAt": self.created_at.timestamp()} for name in FOUNDATIONAL]
    return {**former(self), "features": [*always, *self.features], "dataSources": _data_sources(self.features)}


def _data_sources(features: list[Feature]) -> dict[str, t.Any]:
    state = {each["name"]: {"status": each["status"]} for each in features}
    volumes = {"ebsVolumes": state["EBS_MALWARE_PROTECTION"]}
    return {
        **{name: {"status": "ENABLED"} for name in ("cloudTrail", "dnsLogs", "flowLogs")},
        "s3Logs": state["S3_DATA_EVENTS"], "kubernetes": {"auditLogs": state["EKS_AUDIT_LOGS"]},
        "malwareProtection": {"scanEc2InstanceWithFindings": volumes}}


def _usual() -> list[Feature]:
    plain = [_state(name, "ENABLED") for name in USUAL]
    return [*plain, *({**_state(name, "DISABLED"), "additionalConfiguration": [_state(each, "DISABLED") for each in of]}
                      for name, of in RUNTIME.items())]


def _with(there: list[Feature], given: Given) -> list[Feature]:
    """The features there are, with those that are given as they are given."""
    wanted = {each["name"]: each for each in given or ()}
    if wanted.keys() >= RUNTIME.keys():
        _refuse("EKS_RUNTIME_MONITORING and RUNTIME_MONITORING cannot be specified together.")
    if unknown := wanted.keys() - {each["name"] for each in there}:
        _refuse(f"an invalid or out-of-range value is specified as an input parameter: {', '.join(sorted(unknown))}.")
    return [_changed(each, wanted[each["name"]]) if each["name"] in wanted else each for each in there]


def _changed(there: Feature, given: Feature) -> Feature:
    found = {**there, **_state(there["name"], given["status"])}
    if "additionalConfiguration" in there:
        inner = {each["name"]: each["status"] for each in given.get("additionalConfiguration") or ()}
        found["additionalConfiguration"] = [
            _state(each["name"], inner[each["name"]]) if each["name"] in inner else each
            for each in there["additionalConfiguration"]]
    return found


def _state(name: str, status: str) -> Feature:
    return {"name": name, "status": status, "updatedAt": datetime.datetime.now(datetime.UTC).timestamp()}


def _refuse(why: str) -> t.NoReturn:
    raise AwsError("BadRequestException", f"The request is rejected because {why}")
