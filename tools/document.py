# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write everything that is derived from the kinds, the roles' options and the playbooks' arguments.

That is the modules and their action plugins, meta/runtime.yml, docs/kinds.md, docs/playbooks.md and the option table of
each role's README.md. With --check nothing is written, and the exit code says whether a file has drifted.
"""

from __future__ import annotations

import sys
from pathlib import Path

from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS
from ansible_collections.venturemond.envelope.tools.derived import (
    kinds_page,
    module,
    playbooks_page,
    role_readme,
    runtime,
)
from ansible_collections.venturemond.envelope.tools.derived.files import Files, command, current

SEVERAL = "converge"
"""The module that converges several sets, and takes what all of them take."""


def derived(root: Path) -> Files:
    modules, actions, routing = root / "plugins" / "modules", root / "plugins" / "action", root / "meta" / "runtime.yml"
    files: Files = dict.fromkeys(path for path in (*modules.glob("*.py"), *actions.glob("*.py")) if _is_generated(path))
    for name in module.MODULES:
        files |= {modules / f"{name}.py": module.source(name), actions / f"{name}.py": module.ACTION}
    files[routing] = runtime.text(current(routing) or "", {*module.MODULES, SEVERAL}, {*KINDS, SEVERAL})
    files[root / "docs" / "kinds.md"] = kinds_page.text()
    files[root / "docs" / "playbooks.md"] = playbooks_page.text(root / "playbooks")
    return files | role_readme.files(root / "roles")


def _is_generated(path: Path) -> bool:
    return module.GENERATED in path.read_text(encoding="utf-8")


if __name__ == "__main__":
    sys.exit(command(derived, "Write what is derived from the kinds and the roles' options.", sys.argv[1:]))
