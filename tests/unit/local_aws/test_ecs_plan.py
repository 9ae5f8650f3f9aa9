# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The arithmetic of rolling updates."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.additions import _ecs_plan as plan
from ansible_collections.venturemond.envelope.extensions.local_aws.additions._ecs_rollout import Deployment, Rollout

START = datetime.datetime(2026, 1, 1)


def rollout(*tasks, state="IN_PROGRESS"):
    """A rollout with tasks in a state each: `healthy`, `new` or `stopping`."""
    made = [
        SimpleNamespace(
            name=f"{kind}{number}",
            healthy=kind == "healthy",
            alive=kind != "stopping",
            stopped=False,
            created_at=START + datetime.timedelta(seconds=number),
        )
        for number, kind in enumerate(tasks)
    ]
    return Rollout("1", {}, START, START, state=state, tasks=made)


def names(tasks):
    return [task.name for task in tasks]


@pytest.mark.parametrize(
    ("primary", "former", "minimum", "stopped"),
    [
        ((), ("healthy", "healthy"), 100, []),
        (("healthy",), ("healthy", "healthy"), 100, ["healthy0"]),
        (("new", "new"), ("healthy", "healthy"), 50, ["healthy0"]),
        ((), ("healthy", "healthy"), 0, ["healthy0", "healthy1"]),
        ((), ("healthy", "new"), 100, ["new1"]),
        ((), ("healthy",), 51, []),
    ],
)
def test_superseded(primary, former, minimum, stopped):
    assert names(plan.superseded([rollout(*primary), rollout(*former)], 2, minimum)) == stopped


def test_a_rollout_that_has_failed_stops_and_starts_nothing():
    rollouts = [rollout("new", state="FAILED"), rollout("healthy", "healthy")]
    assert plan.superseded(rollouts, 2, 0) == []
    assert plan.missing(rollouts, 2, 200) == 0
    assert not plan.at_rest([rollout(state="FAILED")], 0)


def test_surplus():
    assert names(plan.surplus(rollout("healthy", "new", "healthy", "healthy"), 2)) == ["healthy3", "new1"]
    assert plan.surplus(rollout("healthy"), 2) == []


@pytest.mark.parametrize(
    ("rollouts", "desired", "maximum", "count"),
    [
        ([rollout()], 2, 200, 2),
        ([rollout(), rollout("healthy", "healthy")], 2, 200, 2),
        ([rollout(), rollout("healthy", "healthy")], 2, 150, 1),
        ([rollout(), rollout("healthy", "stopping")], 2, 100, 0),
        ([rollout(), rollout("healthy")], 1, 199, 0),
        ([rollout("healthy", "healthy", "healthy")], 2, 200, 0),
    ],
)
def test_missing(rollouts, desired, maximum, count):
    assert plan.missing(rollouts, desired, maximum) == count


def test_at_rest():
    assert plan.at_rest([rollout("healthy", "healthy")], 2)
    assert not plan.at_rest([rollout("healthy", "new")], 2)
    assert not plan.at_rest([rollout("healthy", "healthy", "stopping")], 2)
    assert not plan.at_rest([rollout("healthy"), rollout("stopping")], 1)


@pytest.mark.parametrize(
    ("configured", "desired", "threshold"),
    [
        (None, 1, 3),
        (None, 7, 4),
        (None, 1000, 200),
        ({"type": "COUNT", "value": 1}, 10, 1),
        ({"type": "UNBOUNDED_PERCENT", "value": 10}, 10, 1),
        ({"type": "BOUNDED_PERCENT", "value": 10}, 10, 3),
    ],
)
def test_how_many_failures_are_too_many(configured, desired, threshold):
    breaker = {"enable": True, "rollback": True} | ({"thresholdConfiguration": configured} if configured else {})
    deployment = Deployment("1", rollout(), [], START, {"deploymentCircuitBreaker": breaker})
    assert deployment.threshold(desired) == threshold
