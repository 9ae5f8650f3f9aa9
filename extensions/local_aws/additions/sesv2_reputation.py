# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS/SES: the bounce and complaint rates of configuration sets.

moto lacks these metrics.  AWS keeps them for configuration sets that have them enabled, and publishes a rate while
mail is sent; here it is the one that a test has set.
"""

from __future__ import annotations

from datetime import timedelta

from moto.cloudwatch.models import MetricDatum
from moto.core.common_models import CloudWatchMetricProvider
from moto.core.utils import utcnow

from ._ses_account import account_of, backend_at
from .sesv2_configuration_sets import options_of

METRICS = {"bounce_rate": "Reputation.BounceRate", "complaint_rate": "Reputation.ComplaintRate"}


class SesReputation(CloudWatchMetricProvider):
    """moto asks every subclass for metrics."""

    @staticmethod
    def get_cloudwatch_metrics(account_id: str, region: str) -> list[MetricDatum]:
        backend, at = backend_at(account_id, region), utcnow() - timedelta(minutes=1)
        return [
            MetricDatum("AWS/SES", METRICS[rate], value, _dimensions(name), at, "None")
            for name, rates in account_of(backend).rates.items()
            if name in backend.config_sets
            and options_of(backend.config_sets[name])["ReputationOptions"]["ReputationMetricsEnabled"]
            for rate, value in rates.items()
        ]


def _dimensions(name: str) -> list[dict[str, str]]:
    return [{"Name": "ses:configuration-set", "Value": name}]
