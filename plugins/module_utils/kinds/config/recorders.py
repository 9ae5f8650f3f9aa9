# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Recorders: how the account's resources are configured, and have been."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...advising import advised
from ...calls import Flow, in_region
from ...errors import Absent, Invalid
from ...fields import computed, constant, key, option, tagging
from ...left_alone import Theirs
from ...places import misnamed_region
from ...resource import Resource
from ...tagging import retag
from ...wire import Case, camel, pairs, truth, unordered
from ..iam import ROLE
from ..kms import KEY
from ..sns import TOPIC
from .recording import Cadence, Found, ModeOverride, Strategy, group, problems, remark, ungrouped
from .service import ADVICE, Frequency, config, delivering, linked_role, own_tags_of

NAME = "default"
"""What AWS's own console calls a new recorder and its channel."""

CONTROL_TOWER = "aws-controltower-"
RECORDED = ("role", "recording_strategy", "include_global_resource_types", "resource_types", "recording_frequency",
            "recording_mode_overrides")
GROUPED = ("recording_strategy", "include_global_resource_types", "resource_types")
DELIVERED = ("bucket", "prefix", "kms_key", "sns_topic", "delivery_frequency")


@dataclass(frozen=True, kw_only=True)
class ConfigRecorder(Theirs, Resource):
    """AWS Config in one region of the account: the recorder, whatever its name, its channel, and that it runs."""

    plural = "config_recorders"
    casing: t.ClassVar[Case] = staticmethod(camel)
    examples: t.ClassVar[dict[str, t.Any]] = {
        "region": "eu-west-1", "role": "arn:aws:iam::111122223333:role/envelope-prod-config",
        "recording_strategy": "EXCLUSION_BY_RESOURCE_TYPES", "resource_types": ["AWS::EC2::NetworkInterface"],
        "include_global_resource_types": False, "recording_frequency": "CONTINUOUS",
        "recording_mode_overrides": [
            {"resource_types": ["AWS::IAM::Role"], "recording_frequency": "DAILY", "description": "seldom change"}],
        "bucket": "envelope-prod-config", "prefix": "config", "kms_key": "alias/envelope-prod",
        "delivery_frequency": "TwentyFour_Hours", "tags": {"project": "envelope"},
    }

    region: str = key("Region it records, such as V(eu-west-1), whatever the region of the task. A recorder that is "
                      "there already is this one, but for those that services of AWS have for themselves; where the "
                      "tags say C(managed-by), taking it over needs O(adopt).")
    role: str | None = option(
        "Role with which it looks at resources, by name or ARN. A new recorder has AWS's own "
        "C(AWSServiceRoleForConfig), which is made if need be, where this is left out.", wire="roleARN", find=ROLE)
    recording_strategy: Strategy | None = option(
        "Whether all types of resources are recorded, those of O(config_recorders[].resource_types), or all but those. "
        "A new recorder records all.", wire="recordingGroup.recordingStrategy.useOnly")
    include_global_resource_types: bool | None = option(
        "Whether users, groups, roles and policies of IAM are recorded, too, which one region should do. A new "
        "recorder leaves them out.", wire="recordingGroup.includeGlobalResourceTypes", codec=truth)
    resource_types: list[str] | None = option(
        "Types, such as V(AWS::S3::Bucket): exactly these.", wire="recordingGroup.resourceTypes", alike=unordered)
    recording_frequency: Cadence | None = option(
        "Whether every change is recorded, or what is there once a day. AWS's default is V(CONTINUOUS).",
        wire="recordingMode.recordingFrequency")
    recording_mode_overrides: list[ModeOverride] | None = option(
        "Types that are recorded at another frequency; AWS takes one entry. V([]) for none.",
        wire="recordingMode.recordingModeOverrides", alike=unordered)
    bucket: str | None = option("Bucket that history and snapshots come to, whose policy must let "
                                "C(config.amazonaws.com) write. A new recorder needs it.", wire="s3BucketName")
    prefix: str | None = option("Folder in the bucket, before C(AWSLogs). Empty for none.",
                                wire="s3KeyPrefix", codec=remark)
    kms_key: str | None = option(
        "Key that encrypts what is delivered: alias, id or ARN. Its policy must let Config use it.",
        wire="s3KmsKeyArn", find=KEY)
    sns_topic: str | None = option("Topic that is told of changes, by name or ARN.", wire="snsTopicARN", find=TOPIC)
    delivery_frequency: Frequency | None = option(
        "How often a snapshot of everything is delivered. None are where it was never said.",
        wire="configSnapshotDeliveryProperties.deliveryFrequency")
    tags: dict[str, str] | None = tagging()
    recording: bool = constant(True, "Whether it records.", codec=truth)
    name: str | None = computed("Name of the recorder.")
    arn: str | None = computed("ARN of the recorder.")
    delivery_channel: str | None = computed("Name of its channel.")
    failure: str | None = computed("What kept it from recording or delivering when it last tried.")
    left_alone: str | None = computed("Whose recorder it is, where it is left as it is.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed_region(self.region)
        yield from problems(self.recording_strategy, self.resource_types,
                            with_global=self.include_global_resource_types)
        if len(self.recording_mode_overrides or ()) > 1:
            yield f"recording_mode_overrides: {len(self.recording_mode_overrides or ())} entries, AWS takes one"
        if self.recording_mode_overrides is not None and self.recording_frequency is None:
            yield "recording_mode_overrides: say with recording_frequency how often the rest is recorded"

    def resolved(self, *, pending: bool = False) -> Flow:
        """Keys and topics are looked up where the recorder is."""
        return (yield from in_region(self.region, super().resolved(pending=pending)))

    def read(self) -> Flow:
        return (yield from in_region(self.region, self._read()))

    def create(self) -> Flow:
        if self.bucket is None:
            raise Invalid(f"there is no recorder in {self.region}, and a new one needs bucket")
        yield from in_region(self.region, self._create())

    def update(self, now: ConfigRecorder, changed: t.AbstractSet[str]) -> Flow:
        yield from in_region(self.region, self._changed(now, changed))

    def delete(self) -> Flow:
        yield from in_region(self.region, self._delete())

    def _read(self) -> Flow:
        call = config.describe_configuration_recorders()
        listed = (yield call).get("ConfigurationRecorders") or ()
        found = next((each for each in listed if not each.get("servicePrincipal")), None)
        if found is None:
            raise Absent(call, "NotFound", f"there is no recorder in {self.region}")
        states = (yield config.describe_configuration_recorder_status(
            ConfigurationRecorderNames=[found["name"]])).get("ConfigurationRecordersStatus")
        channel = yield from _channel()
        about = {**channel, **ungrouped(found), **_state(states), **_others(found),
                 "deliveryChannel": channel.get("name")}
        if self.tags is not None:
            about["tags"] = yield from own_tags_of(found["arn"])
        return self.seen(about)

    def _create(self) -> Flow:
        role = self.role or (yield from linked_role())
        yield config.put_configuration_recorder(
            ConfigurationRecorder=self._recorded(NAME, role), Tags=pairs().out(self.tags))
        channel = yield from _channel()  # one that a recorder before this one has left
        yield from self._deliver(channel.get("name") or NAME)
        yield from advised(config.start_configuration_recorder(ConfigurationRecorderName=NAME), ADVICE)

    def _changed(self, now: ConfigRecorder, changed: t.AbstractSet[str]) -> Flow:
        if changed & set(RECORDED):
            yield config.put_configuration_recorder(ConfigurationRecorder=self._recorded(now.name, self.role))
        if changed & {"role", *DELIVERED} and self.bucket:  # by which Config tries the role
            yield from self._deliver(now.delivery_channel or NAME)
        if "recording" in changed:
            yield from advised(config.start_configuration_recorder(ConfigurationRecorderName=now.name), ADVICE)
        if "tags" in changed:
            yield from retag(config, now.tags, self.tags, ResourceArn=now.arn)

    def _delete(self) -> Flow:
        """The recorder goes last, so that what is left of an interrupted deletion is found by it."""
        yield config.stop_configuration_recorder(ConfigurationRecorderName=self.name)
        if self.delivery_channel:
            yield config.delete_delivery_channel(DeliveryChannelName=self.delivery_channel)
        yield config.delete_configuration_recorder(ConfigurationRecorderName=self.name)

    def _recorded(self, name: str | None, role: str | None) -> dict[str, t.Any]:
        about = {"name": name, "roleARN": role, **self.wire("recording_frequency", "recording_mode_overrides")}
        if any(getattr(self, each) is not None for each in GROUPED):
            about["recordingGroup"] = group(
                self.recording_strategy, self.resource_types, with_global=self.include_global_resource_types)
        return about

    def _deliver(self, channel: str) -> Flow:
        yield from delivering(
            config.put_delivery_channel(DeliveryChannel={"name": channel, **self.wire(*DELIVERED)}), self.bucket)


def _channel() -> Flow:
    """The region's channel, of which there is one or none."""
    found = (yield config.describe_delivery_channels()).get("DeliveryChannels")
    return found[0] if found else {}


def _state(states: t.Sequence[Found] | None) -> dict[str, t.Any]:
    """Whether a recorder records, and what went wrong; nothing is known of one that was never started."""
    about = states[0] if states else {}
    failed = str(about.get("lastStatus")).lower() == "failure"  # AWS spells it either way
    said = f"{about.get('lastErrorCode')}: {about.get('lastErrorMessage')}" if failed else None
    return {"recording": about.get("recording"), "failure": said}


def _others(found: Found) -> dict[str, str]:
    """AWS Control Tower denies to everybody else any change to its recorders."""
    name = found["name"]
    return {"leftAlone": f"Leaving alone {name}: AWS Control Tower manages it"} if name.startswith(
        CONTROL_TOWER) else {}
