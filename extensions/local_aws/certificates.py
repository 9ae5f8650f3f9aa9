# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test says of certificates: that one is issued, goes on waiting, or fails."""

from __future__ import annotations

import typing as t

from moto.acm.models import acm_backends
from moto.core.models import DEFAULT_ACCOUNT_ID

from .told import told

STATES = ("PENDING_VALIDATION", "ISSUED", "FAILED", "VALIDATION_TIMED_OUT")
PLACE = {"account": DEFAULT_ACCOUNT_ID, "region": "eu-west-1"}
KNOWN = {"domain", "status", "after_reads", "after_seconds", *PLACE}


def tell(given: t.Any) -> dict[str, t.Any]:
    """Take the `status` that certificates of a `domain` show, `after_reads` more and `after_seconds`, and return it.

    null lets them look at DNS again; one that failed stays so, as at AWS.
    """
    if not isinstance(given, dict) or not {"domain", "status"} <= set(given) <= KNOWN:
        raise ValueError(f"What is said of certificates is a JSON object with 'domain' and 'status'. Known: "
                         f"{', '.join(sorted(KNOWN))}.")
    where = PLACE | given
    backends = acm_backends[str(where["account"])]
    if where["region"] not in list(backends.regions):
        raise ValueError(f"Unknown region {where['region']!r}.")
    mine = [each for each in backends[where["region"]]._certificates.values()
            if each.common_name == given["domain"] and each.type == "AMAZON_ISSUED"]
    if not mine:
        raise ValueError(f"There is no certificate {given['domain']!r}.")
    for bundle in mine:
        bundle.told = told(  # type: ignore[attr-defined]
            given["status"], STATES, given.get("after_reads", 0), given.get("after_seconds", 0))
    return given
