# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release that would not run is refused with all that is wrong."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.fitness import Unfit, refuse_unfit
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying import Candidate
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import Account

CANDIDATES = [Candidate({"serviceName": name}, {}, "1.5.0", (f"{name}:1.5.0",)) for name in ("api", "worker")]


def test_all_that_is_wrong_is_told_at_once(account: Account):
    account.problems = ["api: no such image", "worker: no such secret"]
    with pytest.raises(Unfit) as refused:
        account.play(refuse_unfit("1.5.0", CANDIDATES))

    assert str(refused.value).splitlines() == [
        "1.5.0 is not fit to run; nothing was changed.", "  - api: no such image", "  - worker: no such secret"]


def test_what_could_not_be_checked_is_told_where_something_is_wrong_too(account: Account):
    account.problems = ["api: no such image"]
    account.together(refuse_unfit("1.5.0", CANDIDATES))

    assert account.heard == ["  images: not checked"]


def test_what_was_found_out_is_handed_on(account: Account):
    found = account.play(refuse_unfit("1.5.0", CANDIDATES))

    assert found.digests == {"api:1.5.0": "sha256:1", "worker:1.5.0": "sha256:1"}
    assert account.heard == ["  images: not checked", "  1.5.0 is fit to run as api, worker"]
