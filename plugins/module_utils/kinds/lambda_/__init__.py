# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lambda."""

from __future__ import annotations

from .functions import LambdaFunction
from .service import LAMBDA_FUNCTION, lambda_

__all__ = ["LAMBDA_FUNCTION", "LambdaFunction", "lambda_"]
