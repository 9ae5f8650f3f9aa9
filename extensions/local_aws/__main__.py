# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The command line: `serve`, `start`, `stop`, `status`, `push`, `script`."""

from __future__ import annotations

import argparse
import sys
import typing as t
from pathlib import Path

from .background import Failed
from .client import LocalAws, NotRunning
from .process import DEFAULT_PORT, DEFAULT_STATE, EMBEDDED_AWS, Iam, serve


def main(argv: list[str] | None = None) -> int:
    """Run one command; 0 means done (for `status`: up), 1 means not, with the reason on standard error."""
    options = parser().parse_args(argv)
    try:
        return run(options)
    except (Failed, NotRunning, ValueError) as failure:
        print(failure, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


def run(options: argparse.Namespace) -> int:
    if options.command == "serve":
        serve(options.port, options.exit_with_parent, Iam(options.record_iam, options.enforce_iam))
        return 0
    if options.command == "push":
        push(options)
        return 0
    if options.command == "script":
        script(options)
        return 0
    if options.command == "status":
        up, text = EMBEDDED_AWS.status(options.state_dir)
        print(text)
        return 0 if up else 1
    state = options.state_dir
    print(EMBEDDED_AWS.start(options.port, state, *iam(options)) if options.command == "start"
          else EMBEDDED_AWS.stop(state))
    return 0


def iam(options: argparse.Namespace) -> list[str]:
    """What `start` passes on to `serve`."""
    enforced = ["--enforce-iam", str(options.enforce_iam)] if options.enforce_iam else []
    return [*(["--record-iam"] if options.record_iam else []), *enforced]


def push(options: argparse.Namespace) -> None:
    """Push an image to each repository, as a build pipeline does before a deploy."""
    aws = LocalAws(f"http://127.0.0.1:{options.port}")
    where = {name: value for name in ("account", "region") if (value := getattr(options, name))}
    for repository in options.repositories:
        architecture = options.architecture[0] if len(options.architecture) == 1 else options.architecture
        digest = aws.push(repository, options.tag, architecture, **where)
        print(f"{repository}:{options.tag} {digest}")


def script(options: argparse.Namespace) -> None:
    """Say what containers with such an image do from now on."""
    done = {"lines": options.line, "exit_code": options.exit_code}
    aws = LocalAws(f"http://127.0.0.1:{options.port}")
    aws.script(image=options.image, **{name: value for name, value in done.items() if value is not None})
    print(f"{options.image}: exits with {options.exit_code}")


def parser() -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="local_aws", description="The embedded AWS, on 127.0.0.1 only.")
    commands = top.add_subparsers(dest="command", required=True)
    add_push(commands)
    add_script(commands)
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
            add_iam(command)
        if name == "serve":
            command.add_argument("--exit-with-parent", action="store_true", help="End when standard input ends.")
        else:
            command.add_argument("--state-dir", type=Path, default=DEFAULT_STATE, help="Default: %(default)s")
    return top


def add_iam(command: argparse.ArgumentParser) -> None:
    command.add_argument("--record-iam", action="store_true", help="Put what IAM would be asked into the journal.")
    command.add_argument(
        "--enforce-iam", type=evaluator, metavar="EVALUATOR",
        help="Refuse users and sessions of roles what their policies do not allow, as the evaluator there says, which "
             "`make isolation` installs into .cache/isolation.")


def evaluator(place: str) -> Path:
    """Where npm has put the evaluator of policies."""
    found = Path(place).resolve()
    if not (found / "node_modules").is_dir():
        raise argparse.ArgumentTypeError(f"{place} has no evaluator of policies; `make isolation` installs it")
    return found


def add_push(commands: t.Any) -> None:
    text = "Push images to a running embedded AWS; a repository that does not exist yet gets its image when it is made."
    command = commands.add_parser("push", help="Push images.", description=text)
    command.add_argument("--port", type=int, default=DEFAULT_PORT, help="Default: %(default)s")
    command.add_argument("--tag", required=True)
    command.add_argument("--architecture", nargs="+", default=["arm64"], choices=("amd64", "arm64"))
    command.add_argument("--account", help="Default: the account of the embedded AWS's own keys.")
    command.add_argument("--region", help="Default: eu-west-1")
    command.add_argument("repositories", nargs="+", metavar="REPOSITORY")


def add_script(commands: t.Any) -> None:
    text = "Say what containers with such an image do from now on: print lines, and end."
    command = commands.add_parser("script", help="Say what containers do.", description=text)
    command.add_argument("--port", type=int, default=DEFAULT_PORT, help="Default: %(default)s")
    command.add_argument("--image", required=True, help="A pattern, such as '*/api:2.*'.")
    command.add_argument("--exit-code", type=int, default=1, help="Default: %(default)s")
    command.add_argument("--line", action="append", help="What they print first; may be given more than once.")


if __name__ == "__main__":
    sys.exit(main())
