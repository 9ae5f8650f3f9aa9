# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What helps where AWS refuses something for a reason that is known."""

from __future__ import annotations

import typing as t

from .calls import Call, Flow
from .errors import AwsError


def advised(call: Call, advice: t.Mapping[str, str]) -> Flow:
    """Make a call; where AWS refuses it with one of these codes, say what helps."""
    try:
        return (yield call)
    except AwsError as error:
        if error.code not in advice:
            raise
        raise AwsError(error.call, error.code, f"{error.message.rstrip('.')}: {advice[error.code]}") from error
