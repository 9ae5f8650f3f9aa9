# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Where gaps of moto are closed: one file for each AWS service.

Each file's docstring says what moto lacks or gets wrong and what AWS documents.  `load` imports them, which mends
moto's classes in place; README.md, one folder up, says how to add one.
"""

from __future__ import annotations

import importlib
import pkgutil


def load() -> None:
    """Import every file of this folder."""
    for module in pkgutil.iter_modules(__path__):
        importlib.import_module(f"{__name__}.{module.name}")
