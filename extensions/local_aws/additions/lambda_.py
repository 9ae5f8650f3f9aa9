# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Functions whose states take their time, and that take one change at a time.

moto makes a function active at once, forgets where it logs to and its processor when the code changes, takes any role
that exists, gives a policy two statements of one name, names an account otherwise than AWS does, and shows no
concurrency of 0.

AWS: Pending, then Active; an update is InProgress, then Successful, and until then every other change is refused with
ResourceConflictException.  Here a state is passed on at the next look.  The role has to trust lambda.amazonaws.com.
"""

from __future__ import annotations

import json
import re
import typing as t

from moto.awslambda.exceptions import UnknownFunctionException
from moto.awslambda.models import LambdaBackend, LambdaFunction, LambdaStorage
from moto.awslambda.policy import Policy
from moto.awslambda.responses import LambdaResponse
from moto.iam.models import iam_backends

from ._mend import AwsError, mends
from ._policy import Asked, verdict

PRINCIPAL = "lambda.amazonaws.com"
CHANGES = ("update_function_code", "update_function_configuration")
LOOKS = ("get_function", "get_function_configuration")


@mends(LambdaStorage)
def put_function(former: t.Any, self: LambdaStorage, fn: LambdaFunction) -> None:
    former(self, fn)
    try:
        _refuse_unless_assumable(self.account_id, fn.role)
    except AwsError:
        self._functions.pop(fn.function_name)
        self._arns.pop(fn.function_arn)
        raise
    fn.coming = "Pending"  # type: ignore[attr-defined]


@mends(LambdaFunction, "__init__")
def remember_log_group(
    former: t.Any, self: LambdaFunction, account_id: str, spec: dict[str, t.Any], *rest: t.Any, **named: t.Any
) -> None:
    former(self, account_id, spec, *rest, **named)
    self.logs_group_name = spec.get("LoggingConfig", {}).get("LogGroup", self.logs_group_name)


@mends(LambdaFunction)
def get_configuration(former: t.Any, self: LambdaFunction, on_create: bool = False) -> dict[str, t.Any]:
    about: dict[str, t.Any] = former(self, on_create)
    about["LoggingConfig"] = {"LogFormat": "Text", "LogGroup": self.logs_group_name}
    coming = getattr(self, "coming", "")
    if coming == "Pending":
        about["State"] = "Pending"
        about.pop("LastUpdateStatus", None)
    elif coming:
        about["LastUpdateStatus"] = coming
    return about


@mends(LambdaFunction)
def update_configuration(
    former: t.Any, self: LambdaFunction, config_updates: dict[str, t.Any]
) -> dict[str, t.Any]:
    if "Role" in config_updates:
        _refuse_unless_assumable(self.account_id, config_updates["Role"])
    group = config_updates.get("LoggingConfig", {}).get("LogGroup")
    self.logs_group_name = group or self.logs_group_name
    return t.cast("dict[str, t.Any]", former(self, config_updates))


@mends(LambdaFunction)
def update_function_code(former: t.Any, self: LambdaFunction, updated_spec: dict[str, t.Any]) -> dict[str, t.Any]:
    self.architectures = updated_spec.get("Architectures", self.architectures)
    return t.cast("dict[str, t.Any]", former(self, updated_spec))


@mends(LambdaFunction)
def get_code(former: t.Any, self: LambdaFunction) -> dict[str, t.Any]:
    about: dict[str, t.Any] = former(self)
    if self.reserved_concurrency is not None:
        about["Concurrency"] = {"ReservedConcurrentExecutions": self.reserved_concurrency}
    return about


@mends(Policy)
def principal_formatter(former: t.Any, self: Policy, obj: t.Any) -> t.Any:
    if isinstance(obj, str) and re.fullmatch(r"\d{12}", obj):
        return {"AWS": f"arn:aws:iam::{obj}:root"}
    return {"AWS": obj} if isinstance(obj, str) and obj.startswith("arn:") else former(self, obj)


@mends(LambdaBackend)
def add_permission(
    former: t.Any, self: LambdaBackend, function_name: str, qualifier: str, raw: str
) -> dict[str, t.Any]:
    name = json.loads(raw)["StatementId"]
    if any(each["Sid"] == name for each in self.get_function(function_name, qualifier).policy.statements):
        text = f"The statement id ({name}) provided already exists. Please provide a new statement id, or remove the "
        raise AwsError("ResourceConflictException", f"{text}existing statement.")
    return t.cast("dict[str, t.Any]", former(self, function_name, qualifier, raw))


def _change(operation: str) -> None:
    @mends(LambdaResponse, operation)
    def one_at_a_time(former: t.Any, self: LambdaResponse) -> t.Any:
        function = _function(self)
        if function and getattr(function, "coming", ""):
            text = "The operation cannot be performed at this time. "
            text += "The function is currently in the following state: Pending" if function.coming == "Pending" else (
                f"An update is in progress for resource: {function.function_arn}")
            raise AwsError("ResourceConflictException", text)
        answer = former(self)
        if function is None:
            return answer
        function.coming = "InProgress"
        status, headers, body = answer
        return status, headers, json.dumps({**json.loads(body), "LastUpdateStatus": "InProgress"})


def _look(operation: str) -> None:
    @mends(LambdaResponse, operation)
    def pass_on(former: t.Any, self: LambdaResponse) -> t.Any:
        function = _function(self)
        if function:
            function.coming = ""
        return former(self)


def _function(response: LambdaResponse) -> t.Any:
    name = re.search(r"/functions/([^/]+)", response.path)
    try:
        return response.backend.get_function(name[1].replace("%3A", ":")) if name else None
    except UnknownFunctionException:  # which moto says itself
        return None


def _refuse_unless_assumable(account: str, arn: str) -> None:
    role = next((each for each in iam_backends[account]["aws"].roles.values() if each.arn == arn), None)
    trust = json.loads(role.assume_role_policy_document)["Statement"] if role else []
    listed = [{**each, "Resource": "*"} for each in (trust if isinstance(trust, list) else [trust])]
    asked = Asked(PRINCIPAL, "sts:AssumeRole", arn, {"aws:SourceAccount": account})
    if verdict(json.dumps({"Statement": listed}), asked) != "Allow":
        text = "The role defined for the function cannot be assumed by Lambda."
        raise AwsError("InvalidParameterValueException", text)


for _operation in CHANGES:
    _change(_operation)
for _operation in LOOKS:
    _look(_operation)
