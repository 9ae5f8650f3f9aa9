# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Say on a terminal how far a run over many tenants has come."""

from __future__ import annotations

DOCUMENTATION = r"""
name: progress
type: aggregate
short_description: says on a terminal how far a run over many tenants has come
version_added: 0.1.0
author:
  - Venturemond (@venturemond)
description:
  - The last line of the terminal says how many tenants are done, how many failed, about how long the rest takes, who
    took longest so far, and which task is at work. At the end, one line says what it came to.
  - A tenant is done when the batch it is in (C(serial)) has come to its end. The rest is estimated from batches before,
    and not said in the first. A failure counts as one even if the play rescues it; the last line counts as the recap
    does.
  - Where the output goes to a file, failures are shown on the terminal as they come, with the task's name and its
    message; not the message of a task with C(no_log).
  - Writes to standard error, and nothing at all where that is no terminal, as in CI and AWX, or where the output goes
    through a pipe.
requirements:
  - to be enabled, as C(callbacks_enabled = venturemond.envelope.progress) in C([defaults]) of C(ansible.cfg)
options:
  group:
    description: The group whose hosts are counted.
    type: str
    default: tenants
    env:
      - name: ENVELOPE_PROGRESS_GROUP
    ini:
      - section: callback_progress
        key: group
"""

import sys
import time
import typing as t
from collections import defaultdict

from ansible import constants
from ansible.plugins.callback import CallbackBase

from ..plugin_utils.progressing.counting import Progress
from ..plugin_utils.progressing.saying import failure, line, summed_up
from ..plugin_utils.progressing.terminal import StatusLine, is_watched

FEW = 2
"""A play over fewer tenants has nothing to count."""


class CallbackModule(CallbackBase):
    """Follows each play over tenants, in the main process."""

    CALLBACK_VERSION = 2.0
    CALLBACK_TYPE = "aggregate"
    CALLBACK_NAME = "venturemond.envelope.progress"
    CALLBACK_NEEDS_ENABLED = True

    def __init__(self, *args: t.Any, **options: t.Any) -> None:
        super().__init__(*args, **options)
        self.disabled = not is_watched()
        self._clock = time.monotonic
        self._began = self._clock()
        self._progress: Progress | None = None
        self._counted = False
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._tenants: set[str] = set()
        self._status = StatusLine(sys.stderr)
        if not self.disabled:
            self._status.keep_below(self._display)

    def v2_playbook_on_play_start(self, play: t.Any) -> None:
        known = play.get_variable_manager().get_vars(play=play)
        tenants = set(known["groups"].get(self.get_option("group"), ()))
        batch = tenants.intersection(known["ansible_play_batch"])
        title = play.get_name()
        if self._progress is None or not self._progress.goes_on_with(title, batch):
            self._status.clear()
            everyone = tenants.intersection(known["ansible_play_hosts_all"])
            self._tenants |= everyone
            self._progress = Progress(title, everyone, seconds=self._seconds) if len(everyone) >= FEW else None
        if self._progress:
            self._progress.next_batch(batch, self._clock())

    def v2_playbook_on_task_start(self, task: t.Any, is_conditional: bool) -> None:
        self._counted = not task.run_once
        if self._progress:
            self._progress.next_task(task.get_name())

    def v2_runner_on_start(self, host: t.Any, task: t.Any) -> None:
        if self._progress and self._counted:
            self._progress.begun(host.get_name(), self._clock())

    def v2_runner_on_ok(self, result: t.Any) -> None:
        self._ended(result)

    def v2_runner_on_skipped(self, result: t.Any) -> None:
        self._ended(result)

    def v2_runner_on_failed(self, result: t.Any, ignore_errors: bool = False) -> None:
        self._ended(result, failed=not ignore_errors)

    def v2_runner_on_unreachable(self, result: t.Any) -> None:
        self._ended(result, failed=True)

    def v2_playbook_on_stats(self, stats: t.Any) -> None:
        self._status.clear()
        failed = [host for host in self._tenants if host in stats.failures or host in stats.dark]
        if len(self._tenants) >= FEW:
            said = summed_up(len(self._tenants), len(failed), self._clock() - self._began, self._seconds)
            self._display.display(said, stderr=True)

    def _ended(self, result: t.Any, *, failed: bool = False) -> None:
        progress = self._progress
        if not progress or not self._counted:
            return
        host = result._host.get_name()
        progress.ended(host, self._clock(), failed=failed)
        if failed and not sys.stdout.isatty() and host in progress.batch:
            said = failure(host, result._task.get_name(), str(result._result.get("msg", "")))
            self._display.display(said, color=constants.COLOR_ERROR, stderr=True)
        self._status.show(lambda: line(progress, self._clock()))
