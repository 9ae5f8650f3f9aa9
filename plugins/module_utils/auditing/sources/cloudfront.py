# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distributions, and how they sign what they ask of buckets."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.cloudfront.api import access_controls, distributions
from ..place import Place
from ..reading import Source


def _distributions(place: Place) -> Flow:
    """All of the account, as listed: with origins, names, certificate and what they answer by default."""
    return (yield from distributions())


def _access_controls(place: Place) -> Flow:
    """All origin access controls of the account."""
    return (yield from access_controls())


DISTRIBUTIONS = Source("distributions", _distributions)
ACCESS_CONTROLS = Source("origin access controls", _access_controls)
EVERY = (DISTRIBUTIONS, ACCESS_CONTROLS)
