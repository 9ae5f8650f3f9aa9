# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line of the embedded AWX: `serve`, `start`, `stop`."""

from __future__ import annotations

import argparse
import http.client
import json
import signal
import sys
from contextlib import closing
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.background import PATIENCE, Background, Failed
from ansible_collections.venturemond.envelope.extensions.local_aws.process import DEFAULT_STATE

from .server import NODE, ROOT, running
from .store import Store
from .templates import all_templates

PACKAGE = "ansible_collections.venturemond.envelope.tests.awx"


def serve(port: int) -> None:
    """Serve in this process until it is ended; print the address as soon as calls are taken."""
    with running(Store([one["playbook"] for one in all_templates().values()]), port=port) as address:
        print(address, flush=True)
        signal.pause()


def pid_at(port: int) -> int | None:
    """The process id of the embedded AWX that answers at a port: the name of its only node tells."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)) as connection:
        try:
            connection.request("GET", f"{ROOT}ping/")
            node = str(dict(json.load(connection.getresponse())).get("active_node"))
            return int(node.removeprefix(NODE)) if node.startswith(NODE) else None
        except (OSError, http.client.HTTPException, TypeError, ValueError):
            return None


EMBEDDED_AWX = Background("embedded AWX", PACKAGE, pid_at)


def main() -> None:
    """Run one command; it ends with the reason on standard error where it cannot be done."""
    parser = argparse.ArgumentParser(prog="awx", description="The embedded AWX, on 127.0.0.1 only.")
    parser.add_argument("command", choices=("serve", "start", "stop"))
    parser.add_argument("--port", type=int, default=0, help="Any free one when left out.")
    parser.add_argument("--state-dir", type=Path, default=DEFAULT_STATE, help="Default: %(default)s")
    options = parser.parse_args()
    try:
        if options.command == "serve":
            serve(options.port)
        elif options.command == "start":
            print(EMBEDDED_AWX.start(options.port, options.state_dir))
        else:
            print(EMBEDDED_AWX.stop(options.state_dir))
    except Failed as failure:
        sys.exit(str(failure))


if __name__ == "__main__":
    main()
