# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Nobody goes back behind a migration that took something away without saying so."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.contracts import (
    Contracted,
    contracting,
    refuse_contracted,
)
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.records import Live, Manifest, Records
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.store import Store
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import BUCKET, PREFIX, Account

MANIFESTS = [Manifest(release=release, at=f"2026-11-2{day}", by="", task_definitions={}, contracting=took)
             for day, (release, took) in enumerate([("1", True), ("2", False), ("3", True), ("4", False), ("5", True)])]


@pytest.mark.parametrize(("live", "release", "crossed"), [
    ("2", "1", []),            # what the older one took away itself does not hinder it
    ("3", "2", ["3"]),
    ("4", "3", []),
    ("4", "2", ["3"]),
    ("5", "1", ["5", "3"]),
    ("2", "4", []),            # forward
    ("4", "9", []),            # a new one
    ("?", "2", ["5", "3"]),    # live, and not recorded: as new as can be
])
def test_those_between_are_found(live: str, release: str, crossed: list[str]):
    assert contracting(MANIFESTS[::-1], live, release) == crossed


def test_it_is_refused_with_the_release_and_the_way_out(account: Account):
    records = Records(Store(BUCKET, PREFIX))
    for each in MANIFESTS:
        account.play(records.record(each))
    with pytest.raises(Contracted, match=r"2 needs what the migration of 3 took away.*-e release=2 -e across_contr"):
        account.play(refuse_contracted(records, Live(release="4", before=("3", "2")), "2"))


@pytest.mark.parametrize("live", [None, Live(release="2")])
def test_nothing_is_asked_where_nothing_is_gone_back_from(account: Account, live: Live | None):
    account.play(refuse_contracted(Records(Store(BUCKET, PREFIX)), live, "2"))

    assert account.calls == []
