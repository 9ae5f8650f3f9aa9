# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The example site, built once for all runbooks: whoever makes an incident of it also ends it."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import OnCall
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

NOT_NEEDED = "pipelines,security_baseline"
"""Roles that no runbook looks at, and that take long."""


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    """The platform `envelope-local` with its tenants, as playbooks see it: `site.running("runbooks/triage").run()`."""
    with LocalAws.running() as aws:
        for repository in ("api", "hq", "tenant"):
            aws.push(f"envelope-local-{repository}", "1.0.0")
        aws.timing(start_seconds=0.0, stop_seconds=0.0, health_seconds=0.0)
        found = Site(aws, tmp_path_factory.mktemp("runbooks"))
        built = found.run("--skip-tags", NOT_NEEDED)
        assert built.code == 0, built.printed
        yield found


@pytest.fixture
def on_call(site: Site) -> OnCall:
    """Asks the modules of runbooks without a playbook: a hundred times as fast."""
    return OnCall(site.aws)
