# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags choose tasks here as they do in Ansible itself."""

from __future__ import annotations

import pytest
from ansible.playbook.play import Play
from ansible.playbook.task import Task
from ansible_collections.venturemond.envelope.plugins.plugin_utils.invocation import Invocation

SAID = [frozenset(some) for some in ((), ("all",), ("tagged",), ("untagged",), ("storage",), ("always",),
                                     ("storage", "email"))]
TAGS = [frozenset(some) for some in ((), ("storage",), ("always",), ("always", "storage"), ("names",))]


@pytest.mark.parametrize("tags", TAGS)
@pytest.mark.parametrize("only", SAID[1:])
@pytest.mark.parametrize("skipped", SAID)
def test_as_ansible(tags: frozenset[str], only: frozenset[str], skipped: frozenset[str]):
    task = Task.load({"name": "x", "ansible.builtin.meta": "noop", "tags": sorted(tags)})
    task.get_play = Play
    assert Invocation(tags=only, skipped=skipped).runs(tags) == task.evaluate_tags(set(only), set(skipped), {})


def test_says_which_part_of_a_run_was_asked_for():
    assert Invocation().part == ""
    assert Invocation(tags=frozenset({"waf", "storage"})).part == "--tags storage,waf"
    assert Invocation(skipped=frozenset({"email"})).part == "--skip-tags email"
