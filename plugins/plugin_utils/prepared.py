# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The modules of this collection, with all that each process forked from this one would make ready again."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import typing as t

from ansible.plugins.loader import filter_loader

from ..module_utils.cloud import warm
from ..module_utils.options import argument_spec
from ..module_utils.registry import KINDS, SERVICES, VERBS

MODULES: dict[str, t.Any] = {**KINDS, **VERBS}


@contextlib.contextmanager
def kept_for_good() -> t.Iterator[None]:
    """Keep Python's garbage collector away from what is made here, which lives as long as the process.

    It would look through all of it while it grows and again when the process ends (1 s of a run), and a
    collection in a worker would copy every page that the worker shares with its parent.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.freeze()


def _prepare() -> None:
    warm(sorted(SERVICES))
    with contextlib.suppress(OSError):
        socket.getaddrinfo("localhost", None)  # loads what the first request of a process looks names up with
    for module in MODULES.values():
        argument_spec(module)
    with contextlib.suppress(KeyError):  # which it raises where Ansible has not set up its loading of collections
        for name in ("ansible.builtin.mandatory", "venturemond.envelope.overlay"):  # brings in all filters beside it
            filter_loader.get(name)


os.register_at_fork(after_in_child=gc.freeze)
with kept_for_good():
    _prepare()
