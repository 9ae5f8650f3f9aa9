# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Identity and Access Management."""

from __future__ import annotations

from .open_id_connect_providers import OpenIdConnectProvider
from .password_policies import PasswordPolicy
from .policies import IamPolicy
from .roles import IamRole
from .service import POLICY, ROLE, iam

__all__ = ["POLICY", "ROLE", "IamPolicy", "IamRole", "OpenIdConnectProvider", "PasswordPolicy", "iam"]
