# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How flow logs are made and deleted: EC2 answers 200 and says inside what it did not do."""

from __future__ import annotations

import contextlib
import typing as t

from ...calls import Call, Flow, Service, Wait
from ...errors import Absent, AwsError
from .api import BUSY, ec2

EXISTS = "FlowLogAlreadyExists"
GONE = "InvalidFlowLogId.NotFound"
TAKEN = "taken"

deleting = Service("ec2", absent=frozenset({GONE}), transient=BUSY)

ROLE_HINT = "The role must exist, and its trust policy must let vpc-flow-logs.amazonaws.com assume it"
BUCKET_HINT = "The policy of the bucket, and that of its key, must let delivery.logs.amazonaws.com write"


def delivering(asked: dict[str, t.Any], name: str) -> Flow:
    """Make a flow log; again for a while where EC2 cannot use its role, or write to its bucket, yet.

    A role is known to IAM at once, and a policy to S3, and to EC2 some seconds later; AWS has no code for either.
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
        reply = yield _let_in(call, name, ROLE_HINT)
    else:
        if _denied(reply) != TAKEN:
            reply = yield _let_in(call, name, BUCKET_HINT)
    _done(call, reply)


def _let_in(call: Call, name: str, hint: str) -> Wait:
    return Wait(call, f"delivery of flow log {name}", _denied, frozenset({TAKEN}), timeout=60, hint=hint,
                passing=_about_the_role)


def _denied(reply: t.Mapping[str, t.Any]) -> str:
    """What AWS says where it may not write to the bucket."""
    said = (str((each.get("Error") or {}).get("Message")) for each in reply.get("Unsuccessful") or ())
    return next((message for message in said if message.startswith("Access Denied")), TAKEN)


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
    """Delete flow logs; one that is gone already is deleted."""
    for each in ids:
        call = deleting.delete_flow_logs(FlowLogIds=[each])
        with contextlib.suppress(Absent):
            _done(call, (yield call))


def _done(call: Call, reply: t.Mapping[str, t.Any]) -> None:
    """Raise what was not done, if anything."""
    for each in reply.get("Unsuccessful") or ():
        error = each.get("Error") or {}
        message = str(error.get("Message") or "AWS does not say why")
        if "destination" in message.lower():
            message = f"{message.rstrip('.')}. The bucket must exist. {BUCKET_HINT}"
        raise AwsError(call, str(error.get("Code") or "Unsuccessful"), message)


def _about_the_role(error: AwsError) -> bool:
    return error.code == "InvalidParameter" and "assume" in error.message.lower()
