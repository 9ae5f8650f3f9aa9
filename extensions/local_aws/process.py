# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Serving the embedded AWS in the foreground, and how it runs in the background or as a child of a test run."""

from __future__ import annotations

import contextlib
import gc
import os
import socket
import sys
import threading
import typing as t
from pathlib import Path

from .background import Background, Failed
from .client import LocalAws, NotRunning

if t.TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer

    from .authorising.authority import Authority

PACKAGE = "ansible_collections.venturemond.envelope.extensions.local_aws"
DEFAULT_PORT = 4566
DEFAULT_STATE = Path(".local_aws")
MOTO = {
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
}


class Iam(t.NamedTuple):
    """Whether the journal says what IAM would be asked, and where the evaluator is that decides, if anybody does."""

    recorded: bool = False
    enforced: Path | None = None


def serve(port: int, exit_with_parent: bool = False, iam: Iam | None = None) -> None:
    """Serve in this process until it is ended; print one line as soon as calls are taken."""
    for name, value in MOTO.items():
        os.environ.setdefault(name, value)
    if port and held(port):
        raise Failed(f"Port {port} is held by another program.")
    server = _loaded(port, iam or Iam())
    if exit_with_parent:
        threading.Thread(target=_exit_at_end_of, args=(sys.stdin.buffer,), daemon=True).start()
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    # moto prints which services it lacks, into a pipe that nobody reads on
    with Path(os.devnull).open("w", encoding="utf-8") as nobody, contextlib.redirect_stdout(nobody):
        server.serve_forever()


def _loaded(port: int, iam: Iam) -> BaseWSGIServer:
    """Import moto without the garbage collector, which would look through its tables again and again."""
    gc.disable()
    from .server import bind

    server = bind(port, _authority(iam))
    gc.freeze()
    gc.enable()
    return server


def _authority(iam: Iam) -> Authority | None:
    """Nothing of it is imported where nobody asks for it."""
    if not iam.recorded and not iam.enforced:
        return None
    from .authorising.authority import Authority

    return Authority(iam.enforced)


def held(port: int) -> bool:
    """Whether something listens on a port of this machine already."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _exit_at_end_of(stream: t.BinaryIO) -> None:
    """A pipe from the parent ends with the parent, however that ended."""
    stream.read()
    os._exit(0)


def pid_at(port: int) -> int | None:
    """The process id of the embedded AWS that answers at a port."""
    try:
        return int(LocalAws(f"http://127.0.0.1:{port}").health()["pid"])
    except NotRunning:
        return None


EMBEDDED_AWS = Background("embedded AWS", PACKAGE, pid_at)
