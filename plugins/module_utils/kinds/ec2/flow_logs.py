# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flow logs: which traffic a VPC, or one of its subnets, had."""

from __future__ import annotations

import dataclasses
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Service, here
from ...errors import Absent, Invalid
from ...fields import Reference, computed, constant, key, option, tagging
from ...resource import Resource
from ...tagging import MANAGED_BY
from ..iam import ROLE
from .api import BUSY, Found, born, ec2, misnamed, name_of, only, retag, tags_of
from .flow_log_delivery import deleted, delivering, superseding
from .names import SUBNET, VPC

SUPERSEDED = "superseded"
"""The tag of a flow log that a new one of its name is about to take the place of."""

RENEWING = frozenset({"vpc", "subnet", "log_group", "bucket", "role", "traffic_type", "max_aggregation_interval",
                      "log_format"})
"""What AWS does not let change: a new flow log is made, and then the old one is deleted."""

listing = Service("ec2", transient=BUSY)


def _bucket_arn(name: str) -> Flow:
    return f"arn:{(yield here())['partition']}:s3:::{name}"


BUCKET = Reference("bucket", _bucket_arn)


def _same_place(wanted: str | None, now: str | None) -> bool:
    return (wanted or "").rstrip("/") == (now or "").rstrip("/")


@dataclass(frozen=True, kw_only=True)
class FlowLog(Resource):
    """A flow log of a VPC or a subnet; where it has to change, a new one is made before the old one is deleted."""

    plural = "ec2_flow_logs"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod", "vpc": "envelope-prod", "log_group": "/vpc/envelope-prod",
        "role": "envelope-prod-flow-logs", "traffic_type": "ALL", "max_aggregation_interval": 600,
        "log_format": "${version} ${interface-id} ${srcaddr} ${dstaddr} ${action}", "tags": {"project": "envelope"},
    }

    name: str = key(
        "Name of the flow log, its tag C(Name). Where none bears it, one without a name that brings the traffic to the "
        "same place is taken for it: AWS allows no second one.")
    vpc: str | None = option("VPC whose traffic it records, by name or id. A new one needs this or "
                             "O(ec2_flow_logs[].subnet).", wire="VpcId", find=VPC)
    subnet: str | None = option("Subnet whose traffic it records, by name or id, in place of a VPC.",
                                wire="SubnetId", find=SUBNET)
    log_group: str | None = option(
        "Name of the log group of CloudWatch Logs that records come to. A new one needs this or "
        "O(ec2_flow_logs[].bucket).", wire="LogGroupName")
    bucket: str | None = option(
        "Bucket that records come to, by name or ARN, with a folder behind a slash if need be. Its policy must let "
        "C(delivery.logs.amazonaws.com) write; AWS adds that to it where it is not there and you may change it.",
        wire="LogDestination", find=BUCKET, alike=_same_place)
    role: str | None = option(
        "Role with which records are written to the log group, by name or ARN. C(vpc-flow-logs.amazonaws.com) must be "
        "able to assume it. A log group needs it, a bucket has none.", wire="DeliverLogsPermissionArn", find=ROLE)
    traffic_type: t.Literal["ALL", "ACCEPT", "REJECT"] | None = option(
        "Which traffic it records. V(ALL) for a new one where it is left out.")
    max_aggregation_interval: t.Literal[60, 600] | None = option(
        "Seconds that a record sums up at most. AWS's default is V(600).")
    log_format: str | None = option(
        "Fields of a record, such as V(${srcaddr} ${dstaddr}), in their order. AWS's default are the fields of "
        "version 2.")
    tags: dict[str, str] | None = tagging()
    named: bool = constant(True, "Whether it bears the name.")
    superseded: str = constant("", "Ids of those whose place it took and that are still to be deleted.")
    flow_log_id: str | None = computed("Id of the flow log.")
    delivery: str | None = computed("V(SUCCESS), or V(FAILED) where records do not arrive.", wire="DeliverLogsStatus")
    delivery_error: str | None = computed("What keeps them from arriving.", wire="DeliverLogsErrorMessage")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from misnamed(self.tags)
        for one, other in (("vpc", "subnet"), ("log_group", "bucket"), ("role", "bucket")):
            if getattr(self, one) and getattr(self, other):
                yield f"{one}: has no place beside {other}, leave one of them out"
        if self.log_group and not re.fullmatch(r"[.\-_/#A-Za-z0-9]{1,512}", self.log_group):
            yield f"log_group: {self.log_group!r} is not allowed: 1 to 512 letters, digits and . - _ / #"
        if self.bucket and re.search(r"/AWSLogs(/|$)", self.bucket):
            yield f"bucket: {self.bucket} ends in a folder AWSLogs, which AWS makes itself: leave it out"
        if self.log_format is not None and not re.fullmatch(r"\$\{[a-z0-9-]+\}( \$\{[a-z0-9-]+\})*", self.log_format):
            yield f"log_format: {self.log_format!r} is not allowed: fields such as ${{srcaddr}}, a blank between two"

    def over(self, now: t.Any) -> FlowLog:
        """With what it leaves open; a VPC takes the place of a subnet, and a bucket that of a log group."""
        whole = super().over(now)
        if self.vpc or self.subnet:
            whole = dataclasses.replace(whole, vpc=self.vpc, subnet=self.subnet)
        if self.bucket:
            whole = dataclasses.replace(whole, log_group=None, role=None)
        return dataclasses.replace(whole, bucket=None) if self.log_group else whole

    def read(self) -> Flow:
        call = listing.describe_flow_logs()
        found = (yield call).get("FlowLogs") or ()
        named = [each for each in found if name_of(each) == self.name]
        living = [each for each in named if SUPERSEDED not in tags_of(each)] or named
        chosen = only("flow log", self.name, living, "FlowLogId") or next(filter(self._equal, found), None)
        if chosen is None:
            raise Absent(call, "NotFound", f"no flow log is named {self.name}")
        left = sorted(each["FlowLogId"] for each in named if each["FlowLogId"] != chosen["FlowLogId"])
        return self.seen({**_placed(chosen), "Named": chosen in named, "Superseded": " ".join(left)})

    def create(self) -> Flow:
        for one, other in (("vpc", "subnet"), ("log_group", "bucket")):
            if not (getattr(self, one) or getattr(self, other)):
                raise Invalid(f"flow log {self.name} does not exist, and a new one needs {one} or {other}")
        if self.log_group and not self.role:
            raise Invalid(f"flow log {self.name} does not exist, and a new one with log_group needs role")
        yield from delivering(self._asked(), self.name)

    def update(self, now: FlowLog, changed: t.AbstractSet[str]) -> Flow:
        if "superseded" in changed:
            yield from deleted(now.superseded.split())
        if changed & RENEWING:
            yield ec2.create_tags(Resources=[now.flow_log_id], Tags=[{"Key": SUPERSEDED, "Value": "true"}])
            yield from superseding(self._asked(), self.name, t.cast(str, now.flow_log_id))
        elif changed & {"tags", "named"}:
            yield from retag(now.flow_log_id, now.tags, {**(self.tags or {}), "Name": self.name})

    def delete(self) -> Flow:
        yield from deleted([t.cast(str, self.flow_log_id), *self.superseded.split()])

    def _asked(self) -> dict[str, t.Any]:
        """The request for a new one."""
        place = ("bucket",) if self.bucket else ("log_group", "role")
        return {
            "ResourceIds": [self.subnet or self.vpc], "ResourceType": "Subnet" if self.subnet else "VPC",
            "LogDestinationType": "s3" if self.bucket else "cloud-watch-logs", **self.wire(*place),
            "TrafficType": self.traffic_type or "ALL", **self.wire("max_aggregation_interval", "log_format"),
            "TagSpecifications": born("vpc-flow-log", self.name, self.tags),
        }

    def _equal(self, found: Found) -> bool:
        """Whether it does what this one should, and is nobody else's of ours."""
        there, mark = self.seen(_placed(found)), (self.tags or {}).get(MANAGED_BY)
        foreign = name_of(found) is None or (mark is not None and (there.tags or {}).get(MANAGED_BY) != mark)
        wanted = {name: getattr(self, name) for name in ("vpc", "subnet", "log_group", "bucket")}
        return foreign and any(wanted.values()) and all(
            _same_place(value, getattr(there, name)) for name, value in wanted.items())


def _placed(found: Found) -> Found:
    """A reply, with what it is about and where its records go in a field of its own each."""
    kind = "SubnetId" if found["ResourceId"].startswith("subnet-") else "VpcId"
    tags = [each for each in found.get("Tags") or () if each["Key"] != SUPERSEDED]
    about: dict[str, t.Any] = {**found, kind: found["ResourceId"], "Tags": tags}
    where = about.pop("LogDestination", None) or ""
    if found.get("LogDestinationType") == "s3":
        return {**about, "LogDestination": where}
    group = found.get("LogGroupName") or where.partition(":log-group:")[2].removesuffix(":*")
    return {**about, "LogGroupName": group or None}
