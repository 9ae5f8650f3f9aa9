# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The option table in a role's README.md."""

from __future__ import annotations

from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.tools.derived.role_readme import BEGIN, END, files

SPECS = """
argument_specs:
  main:
    options:
      network_vpc:
        description: [The VPC., "Made unless it is there."]
        type: dict
        options:
          cidr_block: {description: Its addresses., type: str}
          flow_logs: {description: Whether to log., type: bool, default: true}
      network_zones: {description: Zones., type: list, elements: str, required: true}
      network_tags: {description: Tags., type: dict}
"""
DEFAULTS = """
network_vpc: {cidr_block: 10.0.0.0/16}
network_tags: {project: envelope, environment: production, owner: the platform team}
"""
TABLE = """\
| Option | Type | Default | What it is |
| --- | --- | --- | --- |
| `network_vpc` | dict |  | The VPC. Made unless it is there. |
| `network_vpc.cidr_block` | str | `10.0.0.0/16` | Its addresses. |
| `network_vpc.flow_logs` | bool | `true` | Whether to log. |
| `network_zones` | list of str | required | Zones. |
| `network_tags` | dict | [see defaults](defaults/main.yml) | Tags. |
"""


@pytest.fixture
def roles(tmp_path: Path) -> Path:
    for name, written in {"meta/argument_specs.yml": SPECS, "defaults/main.yml": DEFAULTS}.items():
        (tmp_path / "network" / name).parent.mkdir(parents=True)
        (tmp_path / "network" / name).write_text(written)
    return tmp_path


def test_the_table_is_put_between_the_marks_and_the_rest_is_left(roles: Path) -> None:
    readme = roles / "network" / "README.md"
    readme.write_text(f"# Network\n\nBy hand.\n\n{BEGIN}\nstale\n{END}\n\nMore.\n")
    assert files(roles) == {readme: f"# Network\n\nBy hand.\n\n{BEGIN}\n{TABLE}{END}\n\nMore.\n"}


def test_a_readme_without_a_place_for_it_gets_the_table_at_its_end(roles: Path) -> None:
    readme = roles / "network" / "README.md"
    readme.write_text("# Network\n\nBy hand.\n")
    assert files(roles) == {readme: f"# Network\n\nBy hand.\n\n## Options\n\n{BEGIN}\n{TABLE}{END}\n"}
