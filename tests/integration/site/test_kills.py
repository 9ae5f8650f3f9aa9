# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A run that is killed, wherever that is, leaves nothing that the next one does not find."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.site.holdings import Holdings, holdings
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

pytestmark = pytest.mark.long

MOMENTS = [
    ("ec2", "AllocateAddress"), ("acm", "RequestCertificate"), ("kms", "CreateKey"), ("rds", "CreateDBInstance"),
    ("s3", "CreateBucket"), ("ecs", "RegisterTaskDefinition"),
]
"""Calls that each make something which AWS would gladly make twice, or which is of no use alone; in a run's order."""


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        yield Site(aws, tmp_path_factory.mktemp("victim"))


@pytest.fixture(scope="module")
def killed(victim: Site) -> list[Run]:
    return [victim.killed_at(service, operation) for service, operation in MOMENTS]


@pytest.fixture(scope="module")
def completed(victim: Site, killed: list[Run]) -> Run:
    return victim.run()


def test_each_ends_in_the_middle(killed: list[Run]):
    assert [run.code for run in killed] == [-9] * len(MOMENTS)
    assert ["PLAY RECAP" in run.printed for run in killed] == [False] * len(MOMENTS)
    assert [f"{service}:{operation}" in run.writes
            for run, (service, operation) in zip(killed, MOMENTS, strict=True)] == [True] * len(MOMENTS)


def test_the_next_run_completes_what_there_is(completed: Run):
    assert completed.code == 0, completed.printed


def test_nothing_is_there_twice_or_left_behind(victim: Site, completed: Run, held: Holdings):
    assert holdings(victim.client) == held


def test_nothing_is_left_to_be_done(victim: Site, completed: Run):
    run = victim.run()
    assert run.code == 0 and run.writes == []
