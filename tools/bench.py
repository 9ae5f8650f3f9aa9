# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measure time, memory and API calls on an embedded AWS of its own, and show the ratios that matter.

It is no test: it fails only where a run is not what was to be measured, such as a second run that writes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import typing as t
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tools.benchmarks import platform, reads, secrets, site, tenants
from ansible_collections.venturemond.envelope.tools.benchmarks.measuring import Unusable
from ansible_collections.venturemond.envelope.tools.benchmarks.stage import Stage
from ansible_collections.venturemond.envelope.tools.benchmarks.tables import Report, Verdict, summary
from rich.console import Console

BENCHMARKS: dict[str, t.Callable[[Stage], Report]] = {
    "site": site.run, "platform": platform.run, "secrets": secrets.run, "reads": reads.run, "tenants": tenants.run}

WIDTH = 110


def main(arguments: list[str]) -> int:
    asked, console = options(arguments), Console(width=WIDTH)
    found: dict[str, Report] = {}
    started = time.monotonic()
    try:
        for name in asked.names or BENCHMARKS:
            console.print(f"{name}: {machine()}", highlight=False)
            found[name] = on_a_stage(BENCHMARKS[name], quick=asked.quick, full=asked.full)
            for table in found[name].tables:
                table.show(console)
    except Unusable as unusable:
        print(unusable, file=sys.stderr)
        return 1
    verdicts = [verdict for report in found.values() for verdict in report.verdicts]
    took = f"{time.monotonic() - started:.0f} s in all, {machine()}. Ratios matter, not seconds."
    summary(verdicts, [took]).show(console)
    if asked.json:
        asked.json.write_text(json.dumps(data(found, verdicts), indent=2) + "\n", encoding="utf-8")
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(BENCHMARKS)}; all if none is given")
    parser.add_argument("--quick", action="store_true", help="measure once, and smaller sets")
    parser.add_argument("--full", action="store_true", help="let the stock module do all of the work, too")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there as well")
    asked = parser.parse_args(arguments)
    if unknown := set(asked.names) - BENCHMARKS.keys():
        parser.error(f"there is no {', '.join(sorted(unknown))}, but {', '.join(BENCHMARKS)}")
    return asked


def on_a_stage(benchmark: t.Callable[[Stage], Report], *, quick: bool, full: bool) -> Report:
    """What a benchmark finds on an embedded AWS that ends with it."""
    with LocalAws.running() as aws, tempfile.TemporaryDirectory(prefix="bench-") as directory:
        return benchmark(Stage(aws, Path(directory), quick=quick, full=full))


def machine() -> str:
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def data(found: dict[str, Report], verdicts: list[Verdict]) -> dict[str, t.Any]:
    return {
        "machine": machine(),
        "tables": {name: [table.data() for table in report.tables] for name, report in found.items()},
        "verdicts": [{"what": each.what, "figure": each.figure, "unit": each.unit, "at_least": each.at_least,
                      "at_most": each.at_most, "met": each.met} for each in verdicts],
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
