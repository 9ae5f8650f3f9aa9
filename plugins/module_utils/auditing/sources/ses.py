# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Inbound mail: the rules of the set that is active, of which a region has one at most."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.ses.api import ses
from ..place import Place
from ..reading import Source


def _receipt_rules(place: Place) -> Flow:
    """The active set's `name` (None where none is) and its `rules`."""
    found = yield ses.describe_active_receipt_rule_set()
    return {"name": (found.get("Metadata") or {}).get("Name"), "rules": found.get("Rules", [])}


RECEIPT_RULES = Source("receipt rules", _receipt_rules)
EVERY = (RECEIPT_RULES,)
