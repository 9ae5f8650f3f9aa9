# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The plan as a comment on a pull request: what changes at a glance, whole, and short enough."""

from __future__ import annotations

import json
import re

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.summary_data import COUNTED, summed
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import plan
from ansible_collections.venturemond.envelope.tests.unit.reporting.samples import HOSTILE
from markdown_it import MarkdownIt


def change(name="api", action="update", module="ecs_services", **options):
    return {"module": module, "name": name, "action": action, "options": {
        option: {"before": pair[0], "after": pair[1]} for option, pair in options.items()}}


def host(*changes, name="envelope-prod", **said):
    counts = dict.fromkeys(COUNTED, 0)
    for each in changes:
        counts[each["action"]] += 1
    counts["refused"], counts["failed"] = len(said.get("refused", ())), len(said.get("failed", ()))
    return {"name": name, "kind": "platform", "leaving": "", "counts": counts, "changes": list(changes),
            "refused": [], "failed": [], "unseen": [], "remarks": [], **said}


def text(*hosts, check=True):
    return plan.text(summed(hosts, check=check))


def test_a_plan_says_what_changes_from_what_to_what():
    said = text(host(change(desired_count=(2, 3)), change("hq", "create", port=(None, 80))))
    assert said.startswith("## Plan: 1 to create, 1 to update\n")
    assert "| ✏️ update | `ecs_services` | api | `desired_count`: 2 → 3 |" in said
    assert "| 🆕 create | `ecs_services` | hq |  |" in said


def test_a_run_says_what_was_done():
    assert text(host(change(port=(1, 2))), check=False).startswith("## Run: 1 updated\n")


def test_of_a_long_value_the_difference_is_shown():
    statements = [{"Sid": f"S{number}", "Action": "s3:GetObject"} for number in range(40)]
    said = text(host(change(policy=({"Version": "1", "Statement": statements},
                                    {"Version": "1", "Statement": [*statements, {"Sid": "New"}]}))))
    assert '`policy`: {"Statement": &#91;&#93;} → {"Statement": &#91;{"Sid": "New"}&#93;}' in said


def test_an_order_that_changes_is_shown_whole():
    assert "&#91;1, 2&#93; → &#91;2, 1&#93;" in text(host(change(items=([1, 2], [2, 1]))))


def test_what_a_person_has_to_know_is_in_the_open():
    trouble = {"module": "rds_instances", "name": "envelope-prod", "why": "engine cannot change"}
    said = text(host(refused=[trouble], failed=[trouble], remarks=[{"about": "finding", "says": "nobody is told"}]))
    assert "⛔ A run would refuse rds_instances envelope-prod: engine cannot change" in said
    assert "❌ rds_instances envelope-prod: engine cannot change" in said
    assert "- finding: nobody is told" in said and "<details" not in said
    assert said.startswith("## Plan: 1 refused, 1 failed\n")


def test_what_may_not_be_seen_is_told_once_for_all_hosts():
    unseen = {"module": "secretsmanager_secrets", "why": "entries (denied)"}
    said = text(*(host(name=name, unseen=[{**unseen, "name": f"of-{name}"}]) for name in "abcde"))
    assert said == ("## Plan: nothing changes\n\n- 🔒 Not seen, and taken to be as it should be: entries (denied) of "
                    "secretsmanager_secrets of-a, of-b, of-c and 2 more\n\n5 hosts as they should be.\n")


def test_hosts_with_nothing_to_tell_are_counted():
    said = text(host(change(port=(1, 2))), host(name="acme"), host(name="old", leaving="is being taken away"))
    assert said.endswith("\n1 host as it should be.\n") and "acme" not in said
    assert "- Tenant old: is being taken away" in said
    assert text(host(), host()) == "## Plan: nothing changes\n\n2 hosts as they should be.\n"


def test_names_and_values_are_only_shown():
    said = text(host(change(HOSTILE, tags=({"a": HOSTILE}, {"a": "b"})), name=HOSTILE,
                     remarks=[{"about": "mail", "says": HOSTILE}]))
    assert "<script" not in said and "@acme" not in said
    rendered = MarkdownIt("gfm-like", {"linkify": False}).render(said)
    [table] = re.findall(r"<table>.*?</table>", rendered, re.DOTALL)
    assert {row.count("<t") - 1 for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)} == {4}


@pytest.mark.parametrize(("hosts", "changes"), [(1, 3_000), (40, 40), (3_000, 1), (1, 700)])
def test_it_is_never_too_long_and_says_what_was_left_out(hosts, changes):
    every = [change(f"{'n' * 40}-{number}", value=("a" * 150, "b" * 150)) for number in range(changes)]
    said = text(*(host(*every, name=f"tenant-{number}") for number in range(hosts)))
    assert len(said) <= plan.LONGEST
    assert said.startswith(f"## Plan: {hosts * changes:,} to update\n")
    shown, left = said.count("\n### "), re.search(r"Left out for length: ([\d,]+) more host", said)
    assert shown + (int(left[1].replace(",", "")) if left else 0) == hosts


def test_it_is_written_beside_the_data(tmp_path):
    data = summed([host(change(port=(1, 2)))], check=True)
    for name, comment in (("a/plan.json", "a/plan.md"), ("told", "told.md")):
        assert plan.write(data, tmp_path / name) == [tmp_path / name, tmp_path / comment]
        assert json.loads((tmp_path / name).read_text()) == data
        assert (tmp_path / comment).read_text() == plan.text(data)
