# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""For whom an alarm is off that looks at many things with one query.

moto lacks DescribeAlarmContributors.  AWS names the time series that are beyond the threshold; no query is evaluated
here, so that nobody is named, as AWS names nobody for an alarm on one metric.
"""

from __future__ import annotations

from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from ._mend import AwsError, adds


@adds(CloudWatchResponse)
def describe_alarm_contributors(self: CloudWatchResponse) -> ActionResult:
    if self._get_param("AlarmName") not in self.cloudwatch_backend.alarms:
        raise AwsError("ResourceNotFoundException", "The named resource does not exist.")
    return ActionResult({"AlarmContributors": []})
