# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Lines of the application's log that are counted: exceptions, and jobs that failed."""

from __future__ import annotations

import typing as t

from .application_table import EXCEPTIONS, FAILED_JOBS
from .subjects import Wanted, among_services

Entry = dict[str, t.Any]

LEVELS = ("ERROR", "CRITICAL", "ALERT", "EMERGENCY")

EXCEPTION = " ".join(
    [*(f'?".{level}:"' for level in LEVELS), *(f'?"\\"level_name\\":\\"{level}\\""' for level in LEVELS)])
"""As Laravel writes them: `prod.ERROR: ...` in lines, `"level_name":"ERROR"` in JSON."""

FAILED_JOB = r'?" FAIL" ?"\"status\":\"failed\""'
"""As `queue:work` writes them, in lines and with `--json`."""


def log_filters(wanted: Wanted) -> list[Entry]:
    """A filter for each log group; all groups add to one metric, as each metric costs."""
    prefix = wanted["prefix"]
    counted = [(name, EXCEPTIONS, EXCEPTION) for name in among_services(wanted, "php_services")]
    counted += [(name, FAILED_JOBS, FAILED_JOB) for name in among_services(wanted, "queue_services")]
    return [{
        "log_group": f"/ecs/{prefix}-{name}", "name": f"{prefix}-{metric}", "filter_pattern": pattern,
        "metric_transformations": [{"metric_name": metric, "metric_namespace": prefix, "metric_value": "1",
                                    "default_value": 0.0, "unit": "Count"}],
    } for name, metric, pattern in counted]
