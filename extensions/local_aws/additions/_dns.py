# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What public DNS answers: the records in the public zones of the embedded Route 53."""

from __future__ import annotations

from moto.route53.models import route53_backends


def answers(name: str, type_: str) -> set[str]:
    """The values of a record, in lower case and without final dots; DNS knows no accounts."""
    wanted = name.lower().rstrip(".")
    return {
        value.lower().rstrip(".")
        for account in route53_backends.values()
        for zone in account["aws"].zones.values()
        if not zone.private_zone and f".{wanted}".endswith(f".{zone.name.lower().rstrip('.')}")
        for record in zone.rrsets
        if record.type == type_ and record.name.lower().rstrip(".") == wanted
        for value in record.records or ()
    }
