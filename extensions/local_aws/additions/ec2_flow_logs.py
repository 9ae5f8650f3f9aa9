# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Flow logs, of which moto checks less than AWS.

AWS: a role that EC2 cannot assume is refused; a bucket takes no role, and may be followed by a folder, but not
`AWSLogs`.  That a flow log whose log group is not there fails to deliver, and that there is no second one to the same
destination, moto knows.  Its ARN, by which the tagging API lists it, ends in `vpc-flow-log/<id>`.
"""

from __future__ import annotations

import dataclasses
import typing as t

from moto.core.resource_tagging import TaggedResource
from moto.core.responses import ActionResult
from moto.ec2.models import EC2Backend
from moto.ec2.models.flow_logs import FlowLogs, FlowLogsBackend
from moto.ec2.responses.flow_logs import FlowLogs as FlowLogsResponse

from ._mend import AwsError, mends
from ._trust import assumable

SERVICE = "vpc-flow-logs.amazonaws.com"

Made = tuple[list[FlowLogs], list[t.Any]]


@mends(FlowLogsResponse)
def create_flow_logs(former: t.Any, self: FlowLogsResponse) -> ActionResult:
    role, to_bucket = self._get_param("DeliverLogsPermissionArn"), self._get_param("LogDestinationType") == "s3"
    if to_bucket and role:
        raise AwsError("InvalidParameter", "DeliverLogsPermissionArn is not applicable for s3 delivery")
    if role and not assumable(self.current_account, role, SERVICE):
        raise AwsError("InvalidParameter", "Unable to assume given IAM role")
    if to_bucket and self._get_param("LogDestination", "").rstrip("/").endswith("/AWSLogs"):
        raise AwsError("InvalidParameter", "AWSLogs is a reserved term and cannot be used as a subfolder name")
    result: ActionResult = former(self)
    return result


@mends(FlowLogsBackend, "create_flow_logs")
def create_in_a_folder(former: t.Any, self: FlowLogsBackend, **asked: t.Any) -> Made:
    """Make flow logs; moto takes the folder behind a bucket for a part of its name."""
    whole = asked["log_destination"]
    if asked["log_destination_type"] != "s3" or not whole:
        return t.cast(Made, former(self, **asked))
    for each in self.describe_flow_logs():
        if each.resource_id in asked["resource_ids"] and (each.log_destination or "").rstrip("/") == whole.rstrip("/"):
            text = "Error. There is an existing Flow Log with the same configuration and log destination."
            raise AwsError("FlowLogAlreadyExists", text)
    made, failed = former(self, **{**asked, "log_destination": whole.partition("/")[0]})
    for each in made:
        each.log_destination = whole
    return made, failed


@mends(EC2Backend)
def iter_tagged_resources(former: t.Any, self: EC2Backend) -> t.Iterator[TaggedResource]:
    return (_as_aws_calls_it(each) for each in former(self))


def _as_aws_calls_it(found: TaggedResource) -> TaggedResource:
    if found.resource_type != "ec2:flow-logs":
        return found
    return dataclasses.replace(
        found, resource_type="ec2:vpc-flow-log", arn=found.arn.replace(":flow-logs/", ":vpc-flow-log/"))
