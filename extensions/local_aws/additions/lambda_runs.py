# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Invocations that nobody waits for, whose output comes into CloudWatch Logs.

moto starts a container, and waits for it.  Here the archive is run as `functions.py` says, for runtimes of Python,
whichever their version; AWS tries a failed one twice more, minutes later, which is left out.  Invoke with `Event` and
`DryRun` does the same; one whose answer is waited for would keep the function from calling this AWS, and is refused.
"""

from __future__ import annotations

import json
import typing as t
import uuid
from datetime import UTC, datetime

from flask import request as current_request
from moto.awslambda.models import LambdaFunction
from moto.awslambda.responses import LambdaResponse
from moto.logs.models import logs_backends
from moto.logs.responses import LogsResponse
from moto.sts.models import sts_backends

from ..functions import Run, functions
from ._mend import mends


def invoke_later(function: LambdaFunction, event: str) -> None:
    """Run a function with an event, as a session of its role."""
    if not str(function.run_time).startswith("python"):
        raise NotImplementedError(f"functions of {function.run_time}")
    session = sts_backends[function.account_id]["aws"].assume_role(
        function.region, function.function_name, function.role, "", 3600, "")
    request_id = str(uuid.uuid4())
    stream = f"{datetime.now(UTC):%Y/%m/%d}/[$LATEST]{uuid.uuid4().hex}"
    environment = {
        **function.environment_vars,
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{current_request.environ['SERVER_PORT']}",
        "AWS_REGION": function.region,
        "AWS_DEFAULT_REGION": function.region,
        "AWS_ACCESS_KEY_ID": session.access_key_id,
        "AWS_SECRET_ACCESS_KEY": session.secret_access_key,
        "AWS_SESSION_TOKEN": session.session_token,
        "AWS_EXECUTION_ENV": f"AWS_Lambda_{function.run_time}",
        "AWS_LAMBDA_FUNCTION_NAME": function.function_name,
        "AWS_LAMBDA_FUNCTION_VERSION": "$LATEST",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE": str(function.memory_size),
        "AWS_LAMBDA_LOG_GROUP_NAME": function.logs_group_name,
        "AWS_LAMBDA_LOG_STREAM_NAME": stream,
        "_X_REQUEST_ID": request_id,
        "_X_FUNCTION_ARN": function.function_arn,
        "_X_SECONDS": str(function.timeout),
    }
    functions.start(Run(
        function.function_arn, str(function.handler), function.code_bytes, event, environment, function.timeout))


@mends(LambdaResponse)
def invoke(former: t.Any, self: LambdaResponse) -> t.Any:
    kind = self.headers.get("X-Amz-Invocation-Type", "RequestResponse")
    if kind == "RequestResponse":
        raise NotImplementedError("Invoke with an answer")
    function = self.backend.get_function(self.path.rsplit("/", 2)[-2].replace("%3A", ":"))
    if kind == "DryRun":
        return 204, {"status": "204"}, ""
    invoke_later(function, json.dumps(json.loads(self.body or "{}")))
    return 202, {"status": "202"}, ""


@mends(LogsResponse)
def call_action(former: t.Any, self: LogsResponse) -> t.Any:
    """What has been printed by now is there before anybody looks."""
    for run in functions.taken():
        _write(run)
    return former(self)


def _write(run: Run) -> None:
    about = run.environment
    logs = logs_backends[run.arn.split(":")[4]][run.arn.split(":")[3]]
    group, stream = about["AWS_LAMBDA_LOG_GROUP_NAME"], about["AWS_LAMBDA_LOG_STREAM_NAME"]
    logs.ensure_log_group(group)
    request_id = about["_X_REQUEST_ID"]
    milliseconds = (run.ended - run.began) * 1000
    lines = [
        f"START RequestId: {request_id} Version: $LATEST",
        *(line or " " for line in run.lines),
        f"END RequestId: {request_id}",
        f"REPORT RequestId: {request_id}\tDuration: {milliseconds:.2f} ms",
    ]
    logs.groups[group].create_log_stream(stream)
    events = [{"timestamp": int(run.ended * 1000), "message": line} for line in lines]
    logs.groups[group].put_log_events(stream, events)
