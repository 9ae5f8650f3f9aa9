# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An address with a stroke at its end is the same as one without."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import read
from ansible_collections.venturemond.envelope.tests.awx.templates import ROLE
from jinja2 import Environment

MAIN = read("awx", "vars", "main", "main.yml")


@pytest.mark.parametrize("given", ["https://awx.example", "https://awx.example/", "https://awx.example//"])
def test_it_is_stripped(given):
    host = Environment().from_string(MAIN["__awx_host"]).render(awx_host=given)
    assert Environment().from_string(MAIN["__awx_ping_url"]).render(__awx_host=host) == \
        "https://awx.example/api/v2/ping/"


def test_it_is_stripped_once_for_all():
    used = [line for file in (*ROLE.glob("tasks/*.yml"), *ROLE.glob("vars/main/*.yml"))
            for line in file.read_text().splitlines() if "awx_host" in line.replace("__awx_host", "")]
    assert len(used) == 1
