# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Starting and stopping the embedded AWS: in the foreground, in the background, or as a child of a test run."""

from __future__ import annotations

import contextlib
import gc
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import time
import typing as t
from dataclasses import asdict, dataclass
from pathlib import Path

from .client import LocalAws, NotRunning

if t.TYPE_CHECKING:
    from werkzeug.serving import BaseWSGIServer

    from .authorising.authority import Authority

PACKAGE = __package__ or "ansible_collections.venturemond.envelope.extensions.local_aws"
DEFAULT_PORT = 4566
DEFAULT_STATE = Path(".local_aws")
PATIENCE = 60.0
MOTO = {
    "MOTO_IAM_LOAD_MANAGED_POLICIES": "true",
    "MOTO_EC2_LOAD_DEFAULT_AMIS": "false",
}


class Failed(RuntimeError):
    """The server could not be started or stopped; the text says why."""


@dataclass(frozen=True)
class Running:
    """What the state directory remembers of a background server."""

    pid: int
    port: int
    log: str

    @classmethod
    def read(cls, state: Path) -> Running | None:
        try:
            return cls(**json.loads((state / "server.json").read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None

    def write(self, state: Path) -> None:
        (state / "server.json").write_text(json.dumps(asdict(self)) + "\n", encoding="utf-8")

    @property
    def answers(self) -> bool:
        return pid_at(self.port) == self.pid


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


def start(port: int, state: Path, *options: str) -> str:
    """Start a background server, unless it is up already; return, in words, what was done."""
    if pid_at(port):
        return f"The embedded AWS is already up at http://127.0.0.1:{port}."
    state.mkdir(parents=True, exist_ok=True)
    log = (state / "server.log").resolve()
    with log.open("w", encoding="utf-8") as errors:
        child = spawn(port, *options, stdin=subprocess.DEVNULL, stderr=errors, start_new_session=True)
    try:
        url = first_line(child)
    except Failed as failure:
        raise Failed(log.read_text(encoding="utf-8").strip() or str(failure)) from None
    Running(child.pid, port, str(log)).write(state)
    return f"The embedded AWS is up at {url}, process {child.pid}, log {log}."


def stop(state: Path) -> str:
    """End the server of a state directory, and no other process."""
    running = Running.read(state)
    if running is None:
        return f"No embedded AWS was started from {state}."
    (state / "server.json").unlink()
    if not running.answers:
        return f"The embedded AWS of process {running.pid} had ended already."
    os.kill(running.pid, signal.SIGTERM)
    _wait_for_end(running)
    return f"The embedded AWS of process {running.pid} has ended."


def status(state: Path) -> tuple[bool, str]:
    """Whether the server of a state directory is up, and that in words."""
    running = Running.read(state)
    if running is None or not running.answers:
        return False, "The embedded AWS is not up."
    return True, f"The embedded AWS is up at http://127.0.0.1:{running.port}, process {running.pid}, log {running.log}."


def spawn(port: int, *options: str, **popen: t.Any) -> subprocess.Popen[str]:
    """A child process that serves; its standard output is the address, once it is ready."""
    command = [sys.executable, "-m", PACKAGE, "serve", "--port", str(port), *options]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **popen)


def first_line(child: subprocess.Popen[str]) -> str:
    """Wait for a child's first line of output, or its end."""
    assert child.stdout is not None
    ready, _unused, _unused2 = select.select([child.stdout], [], [], PATIENCE)
    line = child.stdout.readline().strip() if ready else ""
    if not line:
        child.kill()
        raise Failed(f"The embedded AWS did not come up within {PATIENCE:.0f} s; exit code {child.wait()}.")
    return line


def pid_at(port: int) -> int | None:
    """The process id of the embedded AWS that answers at a port."""
    try:
        return int(LocalAws(f"http://127.0.0.1:{port}").health()["pid"])
    except NotRunning:
        return None


def _exit_at_end_of(stream: t.BinaryIO) -> None:
    """A pipe from the parent ends with the parent, however that ended."""
    stream.read()
    os._exit(0)


def _wait_for_end(running: Running) -> None:
    deadline = time.monotonic() + PATIENCE
    while running.answers:
        if time.monotonic() > deadline:
            raise Failed(f"Process {running.pid} did not end within {PATIENCE:.0f} s.")
        time.sleep(0.02)
