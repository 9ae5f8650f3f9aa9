# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the documentation site is made of."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from ansible_collections.venturemond.envelope.tools.documenting.pages import lay_out, linked
from ansible_collections.venturemond.envelope.tools.documenting.specs import without_templates


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name, text in {
        "README.md": "See [the map](docs/map.md#words), [runbooks](docs/runbooks) and [acme](tenants/acme.yml).",
        "docs/map.md": "[back](../README.md)", "docs/runbooks/README.md": "", "docs/docsite/index.md": "# First",
        "docs/docsite/conf.py": "", "tenants/acme.yml": "acme:", "plugins/modules/unasked.py": "",
    }.items():
        path = tmp_path / "checkout" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "checkout"


def test_pages_lie_as_in_the_checkout_beside_the_files_they_lead_to(checkout, tmp_path):
    site = tmp_path / "site"
    lay_out(checkout, site)
    assert {str(path.relative_to(site)) for path in site.rglob("*") if path.is_file()} == {
        "README.md", "docs/map.md", "docs/runbooks/README.md", "index.md", "conf.py", "tenants/acme.yml"}


@pytest.mark.parametrize(("text", "shown", "files"), [
    ("[the map](docs/map.md#words)", "[the map](docs/map.md#words)", []),
    ("[runbooks](docs/runbooks/)", "[runbooks](docs/runbooks/README.md)", []),
    ("[modules](plugins/modules)", "modules", []),
    ("[acme](tenants/acme.yml#L3)", "[acme](tenants/acme.yml)", ["tenants/acme.yml"]),
    ("[AWS](https://aws.amazon.com) [above](#words)", "[AWS](https://aws.amazon.com) [above](#words)", []),
    ("![a picture](tenants)", "![a picture](tenants)", []),
])
def test_links_hold_on_the_site(checkout, text, shown, files):
    assert linked(text, checkout / "README.md") == (shown, [checkout / name for name in files])


def test_a_default_that_is_a_template_is_no_value():
    specs = {"argument_specs": {"main": {"options": {
        "waf_tags": {"type": "dict", "default": "{{ cell_tags }}"},
        "waf_mode": {"type": "str", "default": "count"},
        "waf_rules": {"type": "dict", "options": {"limit": {"type": "int", "default": "{{ 5 }}"}}},
    }}, "restore": {}}}
    shown = yaml.safe_load(without_templates(yaml.safe_dump(specs)))["argument_specs"]
    assert shown == {"main": {"options": {
        "waf_tags": {"type": "dict"},
        "waf_mode": {"type": "str", "default": "count"},
        "waf_rules": {"type": "dict", "options": {"limit": {"type": "int"}}},
    }}, "restore": {}}
