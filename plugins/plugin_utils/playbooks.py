# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The playbooks of this collection, and what each can be told."""

from __future__ import annotations

import functools
import pathlib
import typing as t

import yaml

PLAYBOOKS = pathlib.Path(__file__).parents[2] / "playbooks"
META = ".meta.yml"

Spec = dict[str, t.Any]


def names() -> list[str]:
    """The playbooks that have arguments, by their path without its suffix: `deploy`, `runbooks/restart`."""
    return sorted(file.relative_to(PLAYBOOKS).as_posix().removesuffix(META) for file in PLAYBOOKS.rglob(f"*{META}"))


@functools.cache
def spec(playbook: str) -> Spec:
    """What `<playbook>.meta.yml` says of its arguments: `short_description`, `options` and `examples`."""
    said = yaml.safe_load((PLAYBOOKS / f"{playbook}{META}").read_text(encoding="utf-8"))
    return t.cast(Spec, said["argument_specs"][pathlib.PurePosixPath(playbook).name])
