# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Emptying moto in a few milliseconds.

moto's own reset rebuilds each backend (a default VPC for every region seen, a thousand managed policies) and then
throws it away; only the backends that hold files or threads have to be asked.
"""

from __future__ import annotations

from moto.core.base_backend import BackendDict, BaseBackend, backend_lock
from moto.core.model_instances import reset_model_data

from .containers import scripts
from .functions import functions
from .timing import timing


def forget_everything() -> None:
    """Drop every resource of every account and region, the scripts of containers, functions that run and timings."""
    with backend_lock:
        for backends in BackendDict._instances:
            for _unused, _unused2, backend in list(backends.iter_backends()):
                if type(backend).reset is not BaseBackend.reset:
                    backend.reset()
            backends.clear()
        BackendDict._instances.clear()
    reset_model_data()
    scripts.clear()
    functions.clear()
    timing.clear()
