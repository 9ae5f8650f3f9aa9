# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How flow logs are made and deleted: EC2 answers 200 and says inside what it did not do."""

from __future__ import annotations

import typing as t

from ...calls import Call, Flow, Service, Wait
from ...errors import AwsError
from .api import BUSY, ec2

EXISTS = "FlowLogAlreadyExists"
GONE = "InvalidFlowLogId.NotFound"

deleting = Service("ec2", absent=frozenset({GONE}), transient=BUSY)

HINT = ("The role must exist, and its trust policy must let vpc-flow-logs.amazonaws.com assume it")


def delivering(asked: dict[str, t.Any], name: str) -> Flow:
    """Make a flow log; again for a while where EC2 cannot use its role yet.

    A role is known to IAM at once, and to EC2 some seconds later; AWS has no code for that.
    """
    call = ec2.create_flow_logs(**asked)
    try:
        reply = yield call
    except AwsError as error:
        if error.code == EXISTS:
            raise AwsError(call, error.code, f"{error.message.rstrip('.')}: it bears another name; give that one, "
                                             "or another destination") from error
        if not _about_the_role(error):
            raise
        reply = yield Wait(call, f"the role of flow log {name}", lambda found: "taken", frozenset({"taken"}),
                           timeout=60, hint=HINT, passing=_about_the_role)
    _done(call, reply)


def superseding(asked: dict[str, t.Any], name: str, old: str) -> Flow:
    """Make a flow log and then delete the old one; the other way round where AWS takes them for equal."""
    try:
        yield from delivering(asked, name)
    except AwsError as error:
        if error.code != EXISTS:
            raise
        yield from deleted([old])
        yield from delivering(asked, name)
    else:
        yield from deleted([old])


def deleted(ids: list[str]) -> Flow:
    call = deleting.delete_flow_logs(FlowLogIds=ids)
    _done(call, (yield call))


def _done(call: Call, reply: t.Mapping[str, t.Any]) -> None:
    """Raise what was not done, if anything."""
    for each in reply.get("Unsuccessful") or ():
        error = each.get("Error") or {}
        message = str(error.get("Message") or "AWS does not say why")
        if "destination" in message.lower():
            message = (f"{message.rstrip('.')}: the bucket must exist, and its policy (and that of its key) must let "
                       "delivery.logs.amazonaws.com write")
        raise AwsError(call, str(error.get("Code") or "Unsuccessful"), message)


def _about_the_role(error: AwsError) -> bool:
    return error.code == "InvalidParameter" and "assume" in error.message.lower()
