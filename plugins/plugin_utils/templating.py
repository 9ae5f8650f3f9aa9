# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Templates worked out for many hosts: each is compiled once, where Ansible compiles it for every value anew."""

from __future__ import annotations

import functools
import typing as t

Variables = t.Mapping[str, t.Any]


class Templates:
    """Works out templates and conditions with one environment of Jinja for all of them."""

    def __init__(self, templar: t.Any) -> None:
        self._templar = templar.copy_with_new_env(available_variables={})
        # ansible-core has no public way to its environment since 2.19; without it templates are only slower
        engine = getattr(self._templar, "_engine", None)
        if engine is not None and hasattr(engine, "environment"):
            engine.environment.compile = functools.cache(engine.environment.compile)

    def value(self, value: t.Any, variables: Variables) -> t.Any:
        """What a template comes to; raises `AnsibleError` when it cannot be worked out."""
        self._templar.available_variables = variables
        return self._templar.template(value)

    def holds(self, condition: t.Any, variables: Variables) -> bool:
        """Whether a task's condition is true."""
        if isinstance(condition, bool):
            return condition
        if isinstance(condition, list):
            return all(self.holds(each, variables) for each in condition)
        self._templar.available_variables = variables
        if hasattr(self._templar, "evaluate_conditional"):
            return bool(self._templar.evaluate_conditional(condition))
        return str(self._templar.template("{{ " + condition + " }}")) == "True"
