# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the command line of a run decides for all its hosts."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ansible.utils.vars import load_extra_vars

Tags = frozenset[str]
UNTAGGED = frozenset({"untagged"})


@dataclass(frozen=True)
class Invocation:
    """Variables that win over all others, and the tags that tell which tasks run."""

    said: frozenset[str] = frozenset()
    """The names of the variables that were given by `--extra-vars`."""
    tags: Tags = frozenset({"all"})
    skipped: Tags = frozenset()

    @classmethod
    def of(cls, loader: t.Any, variables: t.Mapping[str, t.Any]) -> Invocation:
        """That of the run that a task belongs to, given the task's variables."""
        return cls(frozenset(load_extra_vars(loader)), frozenset(variables.get("ansible_run_tags") or {"all"}),
                   frozenset(variables.get("ansible_skip_tags") or ()))

    @property
    def part(self) -> str:
        """The options by which parts of it were asked for; empty where all of it was."""
        chosen = (("--tags", self.tags - {"all"}), ("--skip-tags", self.skipped))
        return " ".join(f"{option} {','.join(sorted(tags))}" for option, tags in chosen if tags)

    def runs(self, tags: Tags) -> bool:
        """Whether a task of these tags runs, by Ansible's rules."""
        known = (tags or UNTAGGED) | {"all"} | ({"tagged"} if tags else set())
        if "always" in tags:
            return not (known - {"all"}) & self.skipped
        return bool(known & self.tags) and not known & self.skipped
