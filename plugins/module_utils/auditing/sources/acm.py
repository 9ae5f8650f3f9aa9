# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Certificates: those of the region, and those that CloudFront takes."""

from __future__ import annotations

from ...calls import Flow, in_region
from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.cloudfront.references import CERTIFICATES as EDGE
from ..place import Place
from ..reading import Source


def _certificates(place: Place) -> Flow:
    """All of the region, as listed: names, state and kind."""
    reply = yield acm.list_certificates(Includes={"keyTypes": KEY_TYPES})
    return reply.get("CertificateSummaryList", [])


def _of_the_edge(place: Place) -> Flow:
    return (yield from in_region(EDGE, _certificates(place)))


CERTIFICATES = Source("certificates", _certificates)
EDGE_CERTIFICATES = Source("certificates of CloudFront", _of_the_edge)
EVERY = (CERTIFICATES, EDGE_CERTIFICATES)
