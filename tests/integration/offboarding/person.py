# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Somebody who takes acme away."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.loop import Loop, Perform
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.tenant_offboard import OffboardTenant
from ansible_collections.venturemond.envelope.tests.integration.offboarding.possessions import OPTIONS, Client


class Person:
    """Asks for it, as the module would."""

    def __init__(self, aws: LocalAws, client: Client, perform: Perform) -> None:
        self.aws = aws
        self.client = client
        self.said: list[str] = []
        self.perform = perform

    def offboards(self, *, check: bool = False, **about: t.Any) -> t.Any:
        verb = OffboardTenant.given({**OPTIONS, **about})
        assert list(verb.problems()) == []
        [result] = Loop(self.perform, report=self.said.append).run([verb.act(check=check)])
        if isinstance(result, EnvelopeError):
            raise result
        return result

    def marked(self) -> list[str]:
        """The services of what bears the mark of a tenant that is taken away."""
        listed = self.client("resourcegroupstaggingapi").get_resources(TagFilters=[{"Key": "offboarding"}])
        return sorted(each["ResourceARN"].split(":")[2] for each in listed["ResourceTagMappingList"])

    def writes(self, **about: t.Any) -> int:
        before = self.aws.mark()
        self.offboards(**about)
        return len(self.aws.writes(since=before))
