# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the two commands write into a checkout."""

from __future__ import annotations

import json
from pathlib import Path

from ansible_collections.venturemond.envelope.tools import document, permissions
from ansible_collections.venturemond.envelope.tools.derived.module import GENERATED, MODULES


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def test_the_module_of_a_kind_that_is_gone_is_removed_and_one_by_hand_is_left(tmp_path: Path) -> None:
    gone = write(tmp_path / "plugins" / "modules" / "ecs_dreams.py", GENERATED)
    action = write(tmp_path / "plugins" / "action" / "ecs_dreams.py", GENERATED)
    by_hand = write(tmp_path / "plugins" / "modules" / "validate_inventory.py", "def main(): ...\n")
    files = document.derived(tmp_path)
    assert files[gone] is files[action] is None
    assert by_hand not in files
    assert {path.stem for path in files if path.parent == gone.parent and files[path]} == set(MODULES)


def test_a_playbook_gets_a_policy_with_what_its_modules_need_and_no_more(tmp_path: Path) -> None:
    write(tmp_path / "playbooks" / "secrets.yml", "- hosts: all\n  tasks: [{secretsmanager_secrets: {}}]\n")
    write(tmp_path / "playbooks" / "quiet.yml", "- hosts: all\n  tasks: [{ansible.builtin.debug: {}}]\n")
    stale = write(tmp_path / "docs" / "permissions" / "site.json", "{}")
    files = permissions.derived(tmp_path)
    made = {path.name: json.loads(text) for path, text in files.items() if text and path.suffix == ".json"}
    assert files[stale] is None
    assert {name for name in made if not name.startswith("read_only")} == {"secrets.json"}
    assert {action.partition(":")[0] for one in made["secrets.json"]["Statement"] for action in one["Action"]} == {
        "kms", "secretsmanager"}


def test_a_capability_gets_a_policy_and_all_runbooks_share_one(tmp_path: Path) -> None:
    write(tmp_path / "roles" / "secrets" / "tasks" / "main.yml", "- {secretsmanager_secrets: {}}\n")
    write(tmp_path / "roles" / "platform" / "tasks" / "main.yml", "- {import_role: {name: secrets}, tags: secrets}\n")
    write(tmp_path / "roles" / "tenant" / "tasks" / "main.yml", "- {import_tasks: names.yml, tags: names}\n")
    write(tmp_path / "roles" / "tenant" / "tasks" / "names.yml", "- {route53_records: {}}\n")
    write(tmp_path / "playbooks" / "runbooks" / "restart.yml", "- hosts: all\n  tasks: [{ecs_services: {}}]\n")
    write(tmp_path / "playbooks" / "runbooks" / "rotate.yml", "- hosts: all\n  tasks: [{sns_topics: {}}]\n")
    files = permissions.derived(tmp_path)
    made = {path.relative_to(tmp_path / "docs" / "permissions").as_posix(): text for path, text in files.items()
            if text and path.suffix == ".json"}
    assert {name for name in made if not name.startswith("read_only")} == {
        "runbooks.json", "roles/secrets.json", "roles/names.json"}
    assert "secretsmanager:CreateSecret" in made["roles/secrets.json"]
    assert "route53:ChangeResourceRecordSets" in made["roles/names.json"]
    assert "ecs:UpdateService" in made["runbooks.json"] and "sns:CreateTopic" in made["runbooks.json"]


def test_a_plan_needs_what_the_site_and_an_audit_look_at_and_nothing_of_other_playbooks(tmp_path: Path) -> None:
    tasks = "[{sns_topics: {}}, {secretsmanager_secrets: {}}]"
    write(tmp_path / "playbooks" / "site.yml", f"- hosts: all\n  tasks: {tasks}\n")
    write(tmp_path / "playbooks" / "audit.yml", "- hosts: all\n  tasks: [{s3_buckets: {}}]\n")
    write(tmp_path / "playbooks" / "runbooks" / "logs.yml", "- hosts: all\n  tasks: [{logs_show: {}}]\n")
    text = permissions.derived(tmp_path)[tmp_path / "docs" / "permissions" / "plan.json"] or ""
    assert "sns:GetTopicAttributes" in text and "s3:GetBucketPolicy" in text
    assert not [action for action in ("sns:CreateTopic", "s3:DeleteBucket", "logs:FilterLogEvents") if action in text]
    assert "secretsmanager:DescribeSecret" in text and "kms:Decrypt" not in text and "SecretValue" not in text


def test_check_mode_can_write_nothing(tmp_path: Path) -> None:
    files = permissions.derived(tmp_path)
    parts = [json.loads(text) for path, text in files.items() if text and path.match("read_only*.json")]
    verbs = ("Describe", "Get", "List", "BatchGet", "Decrypt", "Filter", "Simulate", "Test", "Check")
    actions = [action for part in parts for one in part["Statement"] for action in one["Action"]]
    assert len(actions) > 100 and [
        action for action in actions if not action.partition(":")[2].startswith(verbs)] == []
