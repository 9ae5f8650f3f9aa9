# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The written policies allow what the site asks of AWS, and would not without any of the actions that it asks for."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.judging import Judge, asked, judge, written
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run


@pytest.fixture(scope="module")
def judging() -> t.Iterator[Judge]:
    with judge() as found:
        yield found


def test_a_site_is_built_and_looked_at_with_its_policies(built: Run, again: Run, judging: Judge) -> None:
    every = asked([*built.calls, *again.calls])
    assert len({each.action for each in every}) > 200
    assert judging.refused(every, written("site")) is None


@pytest.mark.parametrize("policy", ["plan", "read_only"])
def test_a_plan_needs_what_only_looks(planned: Run, judging: Judge, policy: str) -> None:
    assert judging.refused(asked(planned.calls), written(policy)) is None


def test_each_action_that_is_asked_for_is_needed(built: Run, judging: Judge) -> None:
    assert judging.dispensable(asked(built.calls), written("site")) == []
