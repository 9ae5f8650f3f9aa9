# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS answers, where a flow goes on with something from the answer.

`replies/` has one file a service: `REPLIES` by operation, and `HELD` the values that AWS
decides (computed properties) where an ARN would not be plausible.
"""

from __future__ import annotations

import importlib
import pkgutil
import typing as t

from ansible_collections.venturemond.envelope.tests.unit import replies

_FILES = [importlib.import_module(f"{replies.__name__}.{found.name}")
          for found in pkgutil.iter_modules(replies.__path__)]

REPLIES: dict[str, dict[str, t.Any]] = {name: reply for file in _FILES for name, reply in file.REPLIES.items()}
HELD: dict[str, t.Any] = {name: value for file in _FILES for name, value in file.HELD.items()}
