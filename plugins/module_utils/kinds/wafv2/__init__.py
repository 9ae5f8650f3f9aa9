# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""WAF: web ACLs, the IP sets that their rules refer to, and what they protect."""

from __future__ import annotations

from .associations import Association
from .ip_sets import IpSet
from .references import WEB_ACL
from .web_acls import WebAcl

__all__ = ["WEB_ACL", "Association", "IpSet", "WebAcl"]
