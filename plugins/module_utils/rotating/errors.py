# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can become of a rotation."""

from __future__ import annotations

from ..errors import EnvelopeError


class RotationFailed(EnvelopeError):
    """A service does not run with the new values."""

    def __init__(self, message: str, *, undone: bool) -> None:
        super().__init__(message)
        self.undone = undone
        """Whether the former values count again."""
