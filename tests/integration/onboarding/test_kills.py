# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An onboarding that is killed at any of its writes is finished by the next run, as if nothing had happened."""

from __future__ import annotations

import concurrent.futures
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.settled import settled
from ansible_collections.venturemond.envelope.tests.integration.onboarding.flows import (
    Inventory,
    Killed,
    Moment,
    Onboarding,
)
from ansible_collections.venturemond.envelope.tests.integration.onboarding.possessions import Possessions, possessions
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

pytestmark = pytest.mark.long

AT_ONCE = 6
"""Most of an onboarding is waiting for its tasks."""

NEEDLESS = {"s3:put_public_access_block"}
"""What is not sent to a bucket that is there already: S3 makes each with all of it on."""


class Victim(t.NamedTuple):
    """A tenant, and what the run had written that was killed at bringing it on board."""

    onboarding: Onboarding
    written: list[str]


@pytest.fixture(scope="module")
def unbroken(site: Site, inventory: Inventory) -> list[str]:
    """The writes of an onboarding without trouble, which are those that AWS saw."""
    before = site.aws.mark()
    moment = inventory.tenant("whole").run()
    assert len(site.aws.writes(since=before)) == len(moment.writes)
    return moment.writes


@pytest.fixture(scope="module")
def victims(inventory: Inventory, unbroken: list[str]) -> dict[str, Victim]:
    """A tenant for each write: killed before that is sent, and run again."""
    tenants = [inventory.tenant(f"k{number:02}") for number in range(len(unbroken))]
    with concurrent.futures.ThreadPoolExecutor(AT_ONCE) as pool:
        found = pool.map(killed, tenants, [Moment(number) for number in range(1, len(unbroken) + 1)])
        return {each.onboarding.slug: each for each in found}


def killed(onboarding: Onboarding, moment: Moment) -> Victim:
    with pytest.raises(Killed):
        onboarding.run(moment)
    onboarding.run()
    return Victim(onboarding, moment.writes)


@pytest.fixture(scope="module")
def unlucky(inventory: Inventory, unbroken: list[str]) -> Victim:
    """A tenant whose every run is killed once its first write was carried out, and nobody has heard of the outcome."""
    onboarding, written = inventory.tenant("unlucky"), []
    while len(written) <= 2 * len(unbroken):
        moment = Moment(1, carried_out=True)
        try:
            onboarding.run(moment)
        except Killed:
            written += moment.writes
        else:
            break
    return Victim(onboarding, written)


@pytest.fixture(scope="module")
def held(site: Site, victims: dict[str, Victim], unlucky: Victim) -> dict[str, Possessions]:
    return possessions(site.client, ["whole", "unlucky", *victims])


def test_they_were_killed_at_every_write(unbroken: list[str], victims: dict[str, Victim], unlucky: Victim):
    assert [len(each.written) for each in victims.values()] == list(range(len(unbroken)))
    assert set(unbroken) - set(unlucky.written) == NEEDLESS and len(unlucky.written) == len(unbroken) - len(NEEDLESS)


def test_an_unbroken_one_makes_all_that_there_is(unbroken: list[str], held: dict[str, Possessions]):
    assert {each.partition(":")[0] for each in unbroken} == {
        "ecs", "guardduty", "kms", "route53", "s3", "secretsmanager", "sesv2"}
    assert [(sort, len(found)) for sort, found in held["whole"].items()] == [
        ("tagged", 6), ("records", 8), ("done", 2), ("tasks", 2)]


def test_the_next_run_leaves_what_an_unbroken_one_does(victims: dict[str, Victim], held: dict[str, Possessions]):
    different = {len(each.written): held[slug] for slug, each in victims.items() if held[slug] != held["whole"]}
    assert different == {}


def test_so_do_runs_of_which_each_was_killed(held: dict[str, Possessions]):
    assert held["unlucky"] == held["whole"]


def test_nothing_is_left_to_be_done(victims: dict[str, Victim], unlucky: Victim):
    every = {"unlucky": unlucky, **victims}
    found = settled({slug: each.onboarding.looked for slug, each in every.items()})
    assert found.settled.keys() == every.keys() and found.refused == {}
