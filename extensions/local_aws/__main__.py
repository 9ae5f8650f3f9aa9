# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: `serve`, `start`, `stop`, `status`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from .process import DEFAULT_PORT, DEFAULT_STATE, Failed, serve, start, status, stop


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 means done (for `status`: up), 1 means not, with the reason on standard error."""
    options = parser().parse_args(argv)
    try:
        return run(options)
    except Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def run(options: argparse.Namespace) -> int:
    if options.command == "serve":
        serve(options.port, options.exit_with_parent)
        return 0
    if options.command == "status":
        up, text = status(options.state_dir)
        print(text)
        return 0 if up else 1
    print(start(options.port, options.state_dir) if options.command == "start" else stop(options.state_dir))
    return 0


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="local_aws", description="The embedded AWS, on 127.0.0.1 only.")
    commands = top.add_subparsers(dest="command", required=True)
    for name, text in (
        ("serve", "Serve in the foreground."),
        ("start", "Serve in the background; return when it answers."),
        ("stop", "End the background server."),
        ("status", "Say whether the background server is up."),
    ):
        command = commands.add_parser(name, help=text, description=text)
        if name in ("serve", "start"):
            command.add_argument(
                "--port", type=int, default=DEFAULT_PORT, help="Default: %(default)s. 0: any free one."
            )
        if name == "serve":
            command.add_argument("--exit-with-parent", action="store_true", help="End when standard input ends.")
        else:
            command.add_argument("--state-dir", type=Path, default=DEFAULT_STATE, help="Default: %(default)s")
    return top


if __name__ == "__main__":
    sys.exit(main())
