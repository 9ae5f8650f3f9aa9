# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Run any module of this collection in the controller's own process.

They all talk to AWS and never to the managed host, so there is nothing to
ship and no interpreter to start.  Each has a file of one line in
`plugins/action/` that leads here; without it a module runs as a plain module
and does the same.
"""

from __future__ import annotations

import contextlib
import os
import typing as t

from ansible.errors import AnsibleActionFail
from ansible.module_utils.common.arg_spec import ArgumentSpecValidator, ValidationResult
from ansible.module_utils.common.parameters import remove_values
from ansible.plugins.action import ActionBase
from ansible.utils.display import Display

from ..module_utils.binding import Clouds, native, run
from ..module_utils.options import argument_spec, mistakes
from .prepared import MODULES

AMAZON_AWS = ("group/ansible.builtin.aws", "group/amazon.aws.aws")
"""The `module_defaults` that users of amazon.aws have already, as `group/aws` and by its full name."""


class ActionModule(ActionBase):
    """The action behind every module that converges a set or does one thing."""

    _requires_connection = False
    _supports_async = True

    def run(self, tmp: None = None, task_vars: dict[str, t.Any] | None = None) -> dict[str, t.Any]:
        super().run(tmp, task_vars)
        self._clouds = Clouds()
        self._host = (task_vars or {}).get("inventory_hostname", "")
        name = self._task.action.rpartition(".")[2]
        args = {**self._inherited_defaults(), **self._task.args}
        if self._needs_a_module():
            return self._execute_module(module_name=f"venturemond.envelope.{name}", module_args=args,
                                        task_vars=task_vars, wrap_async=self._task.async_val)
        with self._environment():
            return self._converge(name, args)

    def _converge(self, name: str, args: dict[str, t.Any]) -> dict[str, t.Any]:
        return self._done(name, self._checked(name, argument_spec(MODULES[name]), args))

    @staticmethod
    def _checked(name: str, spec: dict[str, t.Any], args: dict[str, t.Any]) -> ValidationResult:
        """The options of a module as it takes them."""
        checked = ArgumentSpecValidator(spec).validate(native(args))
        if wrong := mistakes(checked):
            raise AnsibleActionFail(f"{name}: {'; '.join(wrong)}")
        return checked

    def _done(self, name: str, checked: ValidationResult) -> dict[str, t.Any]:
        result = run(MODULES[name], checked.validated_parameters, check=self._task.check_mode, progress=self._say,
                     clouds=self._clouds)
        return t.cast("dict[str, t.Any]", remove_values(result, checked._no_log_values))

    def _say(self, message: str) -> None:
        Display().display(f"  {self._host} | {message.strip()}")

    def _needs_a_module(self) -> bool:
        """Whether the task has a keyword that means something only where a module is executed."""
        delegated = self._task.delegate_to not in (None, "localhost", "127.0.0.1")
        return bool(self._task.async_val or delegated or self._play_context.become)

    def _inherited_defaults(self) -> dict[str, t.Any]:
        defaults: dict[str, t.Any] = {}
        for given in self._task.module_defaults or ():
            for group in AMAZON_AWS:
                defaults.update(self._templar.template(given.get(group) or {}))
        return defaults

    @contextlib.contextmanager
    def _environment(self) -> t.Iterator[None]:
        """The task's `environment:`, as a module would find it."""
        given: dict[str, str] = {}
        self._compute_environment_string(given)
        before = dict(os.environ)
        os.environ.update({name: str(value) for name, value in given.items()})
        try:
            yield
        finally:
            os.environ.clear()
            os.environ.update(before)
