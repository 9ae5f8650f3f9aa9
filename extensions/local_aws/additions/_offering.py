# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Offering a service that moto does not have at all."""

from __future__ import annotations

import re
import sys
import types
import typing as t

from moto import backend_index
from moto.backends import list_of_moto_modules
from moto.core.base_backend import BackendDict, BaseBackend
from moto.core.responses import BaseResponse

B = t.TypeVar("B", bound=BaseBackend)


def offer(
    name: str, host: str, backend: type[B], response: type[BaseResponse], paths: t.Iterable[str]
) -> BackendDict[B]:
    """Have moto's server answer at `host`, under these paths, from such a backend; returns the backends by account.

    Refuses a service that moto has, so a new version of moto that brings it is noticed at once.
    """
    if name in list_of_moto_modules():
        raise TypeError(f"moto has a service {name} of its own now")
    base = rf"https?://{host}\.(.+)\.amazonaws\.com"
    urls = types.SimpleNamespace(
        url_bases=[base], url_paths=dict.fromkeys((f"{{0}}{path}" for path in paths), response.dispatch)
    )
    backend._url_module = urls  # type: ignore[method-assign, assignment]
    backends = BackendDict(backend, name)
    module = types.ModuleType(f"moto.{name}")
    setattr(module, f"{name}_backends", backends)
    sys.modules[module.__name__] = module
    backend_index.backend_url_patterns.append((name, re.compile(base)))
    return backends
