# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page at `/_local/`: services and their deployments, what is there, and the last calls, newest first."""

from __future__ import annotations

import typing as t
from html import escape

from moto.core.model_instances import model_data
from moto.ecs.models import EC2ContainerServiceBackend, ecs_backends

STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; } td, th { text-align: left; padding: .2rem .6rem; }
tr:nth-child(even) { background: #8881; } .write { font-weight: 600; } .failed { color: #b00; }
"""
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>The embedded AWS</title>
<style>{style}</style></head><body><h1>The embedded AWS</h1>
<p><a href="/_local/calls">Journal</a> · <a href="/_local/faults">Faults</a> · <a href="/_local/health">Health</a> ·
<a href="/_local/containers">Containers</a> · <a href="/_local/ecs">Timings</a> ·
<a href="/moto-api/">moto's own pages</a> · <a href="/moto-api/data.json">all data</a></p>
<h2>Services</h2>{services}<h2>Objects made since the last reset</h2>{objects}<h2>Last calls</h2>{calls}</body></html>
"""


def render(calls: t.Sequence[t.Mapping[str, t.Any]]) -> str:
    """A page that needs nothing from elsewhere; everything that came from a request is escaped."""
    rows = [_row(call) for call in reversed(calls)]
    return PAGE.format(
        style=STYLE,
        services=_table(("Service", "Deployment", "Runs", "Desired", "Running", "State"), _deployments()),
        objects=_table(("Service", "Objects"), _counts()),
        calls="<p>None yet.</p>" if not rows else f"<table>{''.join(rows)}</table>",
    )


def _counts() -> list[tuple[str, str]]:
    """moto's own register of model instances: made since the last reset, by service."""
    counts = []
    for service, models in sorted(model_data.items()):
        found = {name: len(model.instances_tracked) for name, model in models.items()}  # type: ignore[attr-defined]
        text = ", ".join(f"{name.removeprefix('Fake')} {n}" for name, n in sorted(found.items()) if n)
        if text:
            counts.append((service, text))
    return counts


def _deployments() -> list[tuple[str, ...]]:
    """Every deployment of every service, the newest of each first."""
    return [
        (
            f"{service.cluster_name}/{service.name}",
            f"{shown['status']} {shown['id']}",
            shown["taskDefinition"].rpartition("/")[2],
            str(shown["desiredCount"]),
            str(shown["runningCount"]),
            shown["rolloutState"],
        )
        for _account, _region, backend in ecs_backends.iter_backends()
        for service in t.cast(EC2ContainerServiceBackend, backend).services.values()
        for shown in service.deployments
    ]


def _table(heads: tuple[str, ...], rows: t.Sequence[tuple[str, ...]]) -> str:
    if not rows:
        return "<p>Nothing yet.</p>"
    head = "".join(f"<th>{each}</th>" for each in heads)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows)
    return f"<table><tr>{head}</tr>{body}</table>"


def _row(call: t.Mapping[str, t.Any]) -> str:
    classes = f"{'write' if call['write'] else ''} {'failed' if not 200 <= call['status'] < 400 else ''}"
    cells = (call["n"], call["at"], f"{call['service']}:{call['operation']}", call["status"], call["principal"])
    return f'<tr class="{classes}">{"".join(f"<td>{escape(str(cell))}</td>" for cell in cells)}</tr>'
