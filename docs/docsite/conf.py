# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How Sphinx makes a site of the pages that tools/docsite.py lays out."""

from __future__ import annotations

import re

from docutils import nodes
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

project = "venturemond.envelope"
author = "Venturemond"

extensions = ["myst_parser", "sphinx_antsibull_ext"]
myst_heading_anchors = 4

html_theme = "sphinx_ansible_theme"
html_title = project
html_show_sphinx = False
html_use_index = False
html_copy_source = False
highlight_language = "text"

ANSIBLE = "https://docs.ansible.com/ansible/latest"
LABELS = {
    "action_plugins": "plugins/action",
    "ansible_configuration_settings": "reference_appendices/config",
    "callback_plugins": "plugins/callback",
    "common_return_values": "reference_appendices/common_return_values",
}
PLUGIN = re.compile(r"ansible_collections\.(?!venturemond\.)(\w+)\.(\w+)\.(\w+)")


def of_ansible(
    _app: Sphinx, _environment: BuildEnvironment, node: pending_xref, words: nodes.TextElement,
) -> nodes.reference | None:
    """A link to Ansible's own documentation, for which Sphinx would have to fetch its index."""
    label = node["reftarget"]
    plugin = PLUGIN.fullmatch(label)
    page = f"collections/{'/'.join(plugin.groups())}" if plugin else LABELS.get(label)
    return nodes.reference("", "", words, refuri=f"{ANSIBLE}/{page}.html", internal=False) if page else None


def setup(app: Sphinx) -> None:
    app.connect("missing-reference", of_ansible)
