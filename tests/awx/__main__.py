# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the embedded AWX: `serve`, `start`, `stop`. A process is known again by the name of its node."""

from __future__ import annotations

import argparse
import http.client
import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

from .server import ROOT, node, running
from .store import Store
from .templates import all_templates

PACKAGE = "ansible_collections.venturemond.envelope.tests.awx"
PATIENCE = 60.0


def serve(port: int, state: Path) -> None:
    """Serve in this process until it is ended; print the address as soon as calls are taken."""
    with running(Store([one["playbook"] for one in all_templates().values()]), port=port) as address:
        about = {"pid": os.getpid(), "port": int(address.rpartition(":")[2])}
        remembered(state).write_text(json.dumps(about) + "\n")
        print(f"The embedded AWX is up at {address}, process {os.getpid()}.", flush=True)
        signal.pause()


def start(port: int, state: Path) -> None:
    """Serve in the background, unless one is up already; return when it answers."""
    if node_at(port):
        print(f"The embedded AWX is already up at http://127.0.0.1:{port}.")
        return
    state.mkdir(parents=True, exist_ok=True)
    log = state / "awx.log"
    command = [sys.executable, "-m", PACKAGE, "serve", "--port", str(port), "--state-dir", str(state)]
    with log.open("w") as errors:
        child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=errors, text=True,
                                 start_new_session=True)
    assert child.stdout is not None
    ready, _unused, _unused2 = select.select([child.stdout], [], [], PATIENCE)
    said = child.stdout.readline() if ready else ""
    if not said:
        child.kill()
        sys.exit(log.read_text() or f"The embedded AWX did not come up within {PATIENCE:.0f} s.")
    print(said, end="")


def stop(state: Path) -> None:
    """End the process that was started from a folder, and no other."""
    try:
        there = json.loads(remembered(state).read_text())
    except FileNotFoundError:
        print(f"No embedded AWX was started from {state}.")
        return
    ended = "had ended already"
    if node_at(there["port"]) == node(there["pid"]):
        os.kill(there["pid"], signal.SIGTERM)
        wait_for_end(**there)
        ended = "has ended"
    remembered(state).unlink()
    print(f"The embedded AWX of process {there['pid']} {ended}.")


def wait_for_end(pid: int, port: int) -> None:
    deadline = time.monotonic() + PATIENCE
    while node_at(port) == node(pid):
        if time.monotonic() > deadline:
            sys.exit(f"The embedded AWX of process {pid} did not end within {PATIENCE:.0f} s.")
        time.sleep(0.02)


def remembered(state: Path) -> Path:
    """Where it says which process serves."""
    return state / "awx.json"


def node_at(port: int) -> str:
    """The node of the AWX that answers at a port; empty where none does."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", f"{ROOT}ping/")
            return str(json.load(connection.getresponse()).get("active_node", ""))
        except (OSError, http.client.HTTPException, ValueError):
            return ""


def main() -> None:
    """Run one command; it ends with the reason on standard error where it cannot be done."""
    parser = argparse.ArgumentParser(prog="awx", description="The embedded AWX, on 127.0.0.1 only.")
    parser.add_argument("command", choices=("serve", "start", "stop"))
    parser.add_argument("--port", type=int, default=0, help="Any free one when left out.")
    parser.add_argument("--state-dir", type=Path, required=True, help="Where it is remembered which process serves.")
    options = parser.parse_args()
    if options.command == "stop":
        stop(options.state_dir)
    else:
        {"serve": serve, "start": start}[options.command](options.port, options.state_dir)


if __name__ == "__main__":
    main()
