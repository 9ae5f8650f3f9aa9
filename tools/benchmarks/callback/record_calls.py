# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes every reading call that modules of ours make to a file, for the benchmark to make them again."""

from __future__ import annotations

import json
import os
import typing as t
from pathlib import Path

from ansible.plugins.callback import CallbackBase
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud

DOCUMENTATION = """
name: record_calls
type: aggregate
short_description: Records the reading calls of a run
description: It is loaded before Ansible forks its workers, so it sees what they do too.
"""


class CallbackModule(CallbackBase):  # type: ignore[misc]
    """Wraps the one function that performs calls."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "record_calls"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: t.Any, **options: t.Any) -> None:
        super().__init__(*args, **options)
        Cloud.__call__ = recorded(Cloud.__call__, Path(os.environ["RECORD_CALLS_TO"]))  # type: ignore[method-assign]


def recorded(perform: t.Callable[[Cloud, Call], Reply], file: Path) -> t.Callable[[Cloud, Call], Reply]:
    def call_and_record(cloud: Cloud, call: Call) -> Reply:
        if call.reads:
            line = json.dumps([call.service.name, call.operation, call.params]) + "\n"
            with file.open("a", encoding="utf-8") as lines:  # short appends of several processes do not mix
                lines.write(line)
        return perform(cloud, call)

    return call_and_record
