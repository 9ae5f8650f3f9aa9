# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Write the IAM policies that the modules and playbooks need, and the page that explains them.

With --check nothing is written, and the exit code says whether a file has drifted.
"""

from __future__ import annotations

import sys
import typing as t
from pathlib import Path

from ansible_collections.venturemond.envelope.tools.derived import permissions_page, policies, usage
from ansible_collections.venturemond.envelope.tools.derived.actions import by_hand
from ansible_collections.venturemond.envelope.tools.derived.conversations import operations
from ansible_collections.venturemond.envelope.tools.derived.files import Files, command
from ansible_collections.venturemond.envelope.tools.derived.grants import Grant, needed
from ansible_collections.venturemond.envelope.tools.derived.module import MODULES

Needs = dict[str, set[Grant]]
"""Grants by the name of the module that needs them."""

BUILT = ("platform", "tenant")
"""The roles that `site.yml` runs, of which each task has the tag of a capability."""
PLANNED = ("site", "audit")
"""The playbooks that a plan on a pull request runs, the first of them in check mode."""
VALUES_OF_SECRETS = {Grant("secretsmanager:BatchGetSecretValue"), Grant("secretsmanager:GetSecretValue"),
                     Grant("kms:Decrypt", "secretsmanager.*.amazonaws.com")}
"""What a plan does without, as whoever may push a branch decides what it runs: values of secrets."""
FIRST = {"look_at_headroom"}
"""What `site.yml` asks AWS whatever its tags are."""


def derived(root: Path) -> Files:
    folder = root / "docs" / "permissions"
    taken = {**by_hand(root), **{name: operations(kind) for name, kind in MODULES.items()}}
    looking, changing = ({name: needed(call for call in calls if call.reads is reads) for name, calls in taken.items()}
                         for reads in (True, False))
    files: Files = dict.fromkeys(folder.glob("**/*.json"))
    purposes: dict[str, str] = {}
    for name, purpose, grants in _policies(root, looking, changing):
        for file, document in policies.documents(name, grants).items():
            files[folder / file], purposes[file] = document, purpose
    files[root / "docs" / "permissions.md"] = permissions_page.text(purposes, looking, changing)
    return files


def _policies(root: Path, looking: Needs, changing: Needs) -> t.Iterator[tuple[str, str, set[Grant]]]:
    """The name of each policy, what it is for, and what it allows."""
    for playbook in sorted((root / "playbooks").glob("*.yml")):
        if used := usage.modules_of(playbook, looking.keys()):
            yield playbook.stem, f"`playbooks/{playbook.name}`", _union(looking, used) | _union(changing, used)
    runbooks = sorted((root / "playbooks" / "runbooks").glob("*.yml"))
    if used := set().union(*(usage.modules_of(each, looking.keys()) for each in runbooks)):
        yield "runbooks", "every playbook in `playbooks/runbooks`", _union(looking, used) | _union(changing, used)
    if used := set().union(*(usage.modules_of(root / "playbooks" / f"{each}.yml", looking.keys()) for each in PLANNED)):
        grants = _union(looking, used) - VALUES_OF_SECRETS
        yield "plan", "`playbooks/site.yml --check` and `playbooks/audit.yml`", grants
    yield "read_only", "every playbook with `--check`, and runbooks that only look", _union(looking, looking)
    for tag, used in _capabilities(root, looking).items():
        allowed = _union(looking, used | (FIRST & looking.keys())) | _union(changing, used)
        yield f"roles/{tag}", f"`playbooks/site.yml --tags {tag}`", allowed


def _capabilities(root: Path, known: Needs) -> dict[str, set[str]]:
    """The modules that platforms and tenants have run under each tag."""
    found: dict[str, set[str]] = {}
    for role in BUILT:
        for tag, used in usage.modules_by_tag(root / "roles" / role, known.keys()).items():
            found.setdefault(tag, set()).update(used)
    return {tag: used for tag, used in found.items() if used}


def _union(needs: Needs, names: t.Iterable[str]) -> set[Grant]:
    return set().union(*(needs[name] for name in names))


if __name__ == "__main__":
    sys.exit(command(derived, "Write the IAM policies that the modules and playbooks need.", sys.argv[1:]))
