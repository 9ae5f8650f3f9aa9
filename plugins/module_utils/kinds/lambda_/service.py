# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lambda's API, how a function is found by name, and when it takes the next change."""

from __future__ import annotations

from ...calls import Call, Flow, Reply, Service, Wait
from ...errors import AwsError
from ...fields import Reference

lambda_ = Service(
    "lambda",
    absent=frozenset({"ResourceNotFoundException"}),
    transient=frozenset({"TooManyRequestsException", "ServiceException"}),
)

NOT_ASSUMABLE = "cannot be assumed by lambda"
"""How Lambda says that it does not know a role, for which it has no code."""


def find_function(name: str) -> Flow:
    """The ARN of a function."""
    found = yield lambda_.get_function_configuration(FunctionName=name)
    return found["FunctionArn"]


LAMBDA_FUNCTION = Reference("Lambda function", find_function, role="storage")


def trusted(call: Call, name: str) -> Flow:
    """Make a call that hands a function its role, again for a while where Lambda does not know the role yet."""
    try:
        return (yield call)
    except AwsError as error:
        if not _unknown_role(error):
            raise
    return (yield Wait(
        call, f"the role of function {name}", lambda reply: "taken", frozenset({"taken"}), timeout=60,
        hint="It must exist, and its trust policy must let lambda.amazonaws.com assume it", passing=_unknown_role))


def settled(name: str) -> Flow:
    """Wait until a function has been made or changed: before that it takes no other change, and may not run."""
    yield Wait(
        lambda_.get_function_configuration(FunctionName=name), f"function {name}", state_of, frozenset({"ready"}),
        frozenset({"Failed", "update Failed"}), timeout=300, absent="",
        hint=f"`aws lambda get-function-configuration --function-name {name}` says why")


def state_of(about: Reply) -> str:
    """Lambda's words for the state of a function, `ready` when it can be used and changed."""
    if about.get("State", "Active") not in ("Active", "Inactive"):
        return str(about["State"])
    update = about.get("LastUpdateStatus", "Successful")
    return "ready" if update == "Successful" else f"update {update}"


def _unknown_role(error: AwsError) -> bool:
    return error.code == "InvalidParameterValueException" and NOT_ASSUMABLE in error.message.lower()
