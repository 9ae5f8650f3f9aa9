# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sizes that a Fargate task may have."""

from __future__ import annotations

import typing as t

MEMORY: dict[int, list[int]] = {
    256: [512, 1024, 2048],
    512: list(range(1024, 4096 + 1, 1024)),
    1024: list(range(2048, 8192 + 1, 1024)),
    2048: list(range(4096, 16384 + 1, 1024)),
    4096: list(range(8192, 30720 + 1, 1024)),
    8192: list(range(16384, 61440 + 1, 4096)),
    16384: list(range(32768, 122880 + 1, 8192)),
}
"""MiB of memory by CPU units."""


def size_problems(cpu: int | None, memory: int | None) -> t.Iterator[str]:
    """What is wrong with a pair of CPU units and MiB of memory, and the nearest that is allowed."""
    if cpu is None or memory is None:
        yield f"Fargate needs cpu and memory ({cpu} and {memory} given), such as cpu 256 with memory 512"
    elif cpu not in MEMORY:
        yield f"cpu is {cpu}, nearest that Fargate allows: {_near(cpu, list(MEMORY))} ({', '.join(map(str, MEMORY))})"
    elif memory not in MEMORY[cpu]:
        allowed = MEMORY[cpu]
        yield f"memory {memory} does not go with cpu {cpu}, nearest allowed: {_near(memory, allowed)} ({_all(allowed)})"


def _all(allowed: list[int]) -> str:
    if len(allowed) <= 3:
        return ", ".join(map(str, allowed))
    return f"{allowed[0]} to {allowed[-1]} in steps of {allowed[1] - allowed[0]}"


def _near(value: int, allowed: list[int]) -> str:
    """The allowed values next to one that is not."""
    below, above = [each for each in allowed if each < value][-1:], [each for each in allowed if each > value][:1]
    return " or ".join(map(str, below + above))
