# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be said with `-e` when a tenant is brought on board."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.onboarding.command_line import refuse_misplaced

VARIABLES = ["cell_domain", "tenant_domain", "tenant_steps"]


@pytest.mark.parametrize("said", [[], ["tenant"], ["local_aws_port"], ["cell_domain"], ["tenant_of_another"]])
def test_what_is_no_variable_of_a_tenant_is_let_through(said: list[str]):
    refuse_misplaced(said, VARIABLES)


@pytest.mark.parametrize(("name", "told"), [
    ("tenant_domain", "-e tenant_domain would be every tenant's, and in no file: say -e domain=..."),
    ("tenant_steps", """say -e '{"variables": {"tenant_steps": ...}}'"""),
])
def test_what_would_be_everybodys_is_refused(name: str, told: str):
    with pytest.raises(Invalid) as error:
        refuse_misplaced(["tenant", name], VARIABLES)
    assert told in str(error.value)


def test_all_of_them_are_told_at_once():
    with pytest.raises(Invalid, match=r"-e tenant_domain .*; -e tenant_steps "):
        refuse_misplaced(["tenant_steps", "tenant_domain"], VARIABLES)
