# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The moment at which these tests ask: always the same, however long they take."""

from __future__ import annotations

import datetime

NOW = datetime.datetime(2026, 11, 22, 12, 0, tzinfo=datetime.UTC)


def before(**span: float) -> datetime.datetime:
    return NOW - datetime.timedelta(**span)


class Stopped(datetime.datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: datetime.tzinfo | None = None) -> datetime.datetime:
        return NOW
