# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Work out what a role asks for, once, so that its tasks only name it."""

from __future__ import annotations

import typing as t

from ansible.errors import AnsibleActionFail
from ansible.plugins.action import ActionBase

from ..module_utils.binding import native
from ..module_utils.errors import EnvelopeError
from ..module_utils.workings import WORKINGS, worked_out


class ActionModule(ActionBase):
    """The result holds what was worked out, to be registered."""

    _requires_connection = False
    _VALID_ARGS = frozenset(WORKINGS)

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        try:
            return {"changed": False, **worked_out(native(self._task.args))}
        except EnvelopeError as error:
            raise AnsibleActionFail(str(error)) from error
