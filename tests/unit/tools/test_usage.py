# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which modules a playbook can come to run."""

from __future__ import annotations

from pathlib import Path

from ansible_collections.venturemond.envelope.tools.derived.usage import modules_by_tag, modules_of

KNOWN = {"ecs_services", "ec2_vpcs", "ec2_subnets", "s3_buckets", "kms_keys", "acm_certificates"}

FILES = {
    "playbooks/site.yml": """
- hosts: platform
  roles: [{role: venturemond.envelope.network}, storage]
- ansible.builtin.import_playbook: venturemond.envelope.deploy
""",
    "playbooks/deploy.yml": """
- hosts: platform
  tasks:
    - block:
        - venturemond.envelope.ecs_services: {cluster: acme, ecs_services: []}
      rescue:
        - ansible.builtin.include_role: {name: venturemond.envelope.network, tasks_from: more}
""",
    "roles/network/tasks/main.yml": "- ec2_vpcs: {ec2_vpcs: []}\n- amazon.aws.ec2_vpc_igw: {}\n",
    "roles/network/meta/main.yml": "dependencies: [{role: venturemond.envelope.keys}]\n",
    "roles/network/tasks/more.yml": "- ec2_subnets: {ec2_subnets: []}\n",
    "roles/storage/tasks/main.yml": "- ansible.builtin.include_tasks: {file: deep/down.yml}\n",
    "roles/storage/tasks/deep/down.yml": "- when: true\n  venturemond.envelope.s3_buckets: {s3_buckets: []}\n",
    "roles/storage/tasks/unused.yml": "- acm_certificates: {acm_certificates: []}\n",
    "playbooks/list.yml": """
- hosts: platform
  vars: {step: more.yml}
  tasks:
    - ansible.builtin.include_role: {name: network, tasks_from: "{{ step }}"}
""",
    "playbooks/any.yml": """
- hosts: platform
  tasks:
    - ansible.builtin.include_role: {name: network, tasks_from: "{{ whatever }}"}
""",
    "roles/keys/handlers/main.yml": "- venturemond.envelope.kms_keys: {kms_keys: []}\n",
    "roles/platform/tasks/main.yml": """
- {import_role: {name: network}, tags: network}
- {include_role: {name: storage, apply: {tags: storage}}, tags: storage}
- {ecs_services: {}, tags: network}
- {acm_certificates: {}}
""",
    "roles/other/tasks/main.yml": "- venturemond.envelope.acm_certificates: {acm_certificates: []}\n",
}


def tree(root: Path) -> Path:
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root / "playbooks"


def test_a_playbook_uses_what_its_roles_their_dependencies_and_its_playbooks_use(tmp_path: Path) -> None:
    assert modules_of(tree(tmp_path) / "site.yml", KNOWN) == {
        "ec2_vpcs", "ec2_subnets", "s3_buckets", "kms_keys", "ecs_services"}


def test_a_playbook_uses_what_stands_in_its_blocks_and_the_roles_they_include(tmp_path: Path) -> None:
    assert modules_of(tree(tmp_path) / "deploy.yml", KNOWN) == {"ecs_services", "ec2_subnets", "kms_keys"}


def test_a_variable_names_the_tasks_that_the_play_says(tmp_path: Path) -> None:
    assert modules_of(tree(tmp_path) / "list.yml", KNOWN) == {"ec2_subnets", "kms_keys"}


def test_a_variable_of_the_inventory_may_name_any_tasks(tmp_path: Path) -> None:
    assert modules_of(tree(tmp_path) / "any.yml", KNOWN) == {"ec2_subnets", "ec2_vpcs", "kms_keys"}


def test_the_tasks_of_one_tag_are_a_capability(tmp_path: Path) -> None:
    role = tree(tmp_path).parent / "roles" / "platform"
    assert modules_by_tag(role, KNOWN) == {
        "network": {"ec2_vpcs", "kms_keys", "ecs_services"}, "storage": {"s3_buckets"}}
