# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What runs in the process of a function: import its module, call its handler with the event from standard input.

Run as `python lambda_bootstrap.py <module.function>` in the folder of the code; it knows nothing of this collection.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
import time
import typing as t
from pathlib import Path


class Context:
    """The part of Lambda's context object that is known here."""

    def __init__(self) -> None:
        self.aws_request_id = os.environ["_X_REQUEST_ID"]
        self.function_name = os.environ["AWS_LAMBDA_FUNCTION_NAME"]
        self.function_version = os.environ["AWS_LAMBDA_FUNCTION_VERSION"]
        self.invoked_function_arn = os.environ["_X_FUNCTION_ARN"]
        self.memory_limit_in_mb = os.environ["AWS_LAMBDA_FUNCTION_MEMORY_SIZE"]
        self.log_group_name = os.environ["AWS_LAMBDA_LOG_GROUP_NAME"]
        self.log_stream_name = os.environ["AWS_LAMBDA_LOG_STREAM_NAME"]
        self._ends = time.monotonic() + float(os.environ["_X_SECONDS"])

    def get_remaining_time_in_millis(self) -> int:
        return max(0, int((self._ends - time.monotonic()) * 1000))


def handler_of(name: str) -> t.Callable[[t.Any, Context], t.Any]:
    module, _dot, function = name.replace("/", ".").rpartition(".")
    return t.cast("t.Callable[[t.Any, Context], t.Any]", getattr(importlib.import_module(module), function))


if __name__ == "__main__":
    sys.path[0] = str(Path.cwd())  # and not where this file is
    handler_of(sys.argv[1])(json.load(sys.stdin), Context())
