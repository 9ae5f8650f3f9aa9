# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Secrets, without what is in them."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.secretsmanager import secretsmanager
from ..place import Place
from ..reading import Source


def _secrets(place: Place) -> Flow:
    """All of the region, as listed: names, keys, rotation and tags."""
    reply = yield secretsmanager.list_secrets()
    return reply["SecretList"]


SECRETS = Source("secrets", _secrets)
EVERY = (SECRETS,)
