# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms on what the application writes to its log, as data."""

from __future__ import annotations

from .watches import Metric, Watch

EXCEPTIONS, FAILED_JOBS = "Exceptions", "FailedJobs"
"""The metrics that are made of lines of the log."""

COUNTED = "every line counts as 0 or more, so that no figures are no lines"

APPLICATION = (
    Watch(name="exceptions", of="application", suffix="exceptions", title="Exceptions", measure="rate",
          threshold="5/min", says="{subject} logs many exceptions", runbook="application.md#exceptions",
          incident="degraded", metrics=(Metric("exceptions", "{Namespace}", EXCEPTIONS, "Sum"),), period=300,
          within=2, of_last=2, missing="notBreaching", because=COUNTED),
    Watch(name="failed_jobs", of="application", suffix="failed-jobs", title="Failed jobs", measure="rate",
          threshold="1/min", says="jobs of {subject} fail", runbook="application.md#failed-jobs",
          incident="degraded", metrics=(Metric("jobs", "{Namespace}", FAILED_JOBS, "Sum"),), period=300,
          within=2, of_last=2, missing="notBreaching", because=COUNTED),
)
