# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Tags of alarms and dashboards: moto knows none of dashboards, and answers with none for what does not exist."""

from __future__ import annotations

import typing as t

from moto.cloudwatch.models import CloudWatchBackend

from ._mend import AwsError, mends


@mends(CloudWatchBackend)
def list_tags_for_resource(former: t.Any, self: CloudWatchBackend, arn: str) -> dict[str, str]:
    _there(self, arn)
    return t.cast("dict[str, str]", former(self, arn))


@mends(CloudWatchBackend)
def tag_resource(former: t.Any, self: CloudWatchBackend, arn: str, tags: dict[str, str]) -> None:
    _there(self, arn)
    self.tagger.tag_resource(arn, self.tagger.convert_dict_to_tags_input(tags))


@mends(CloudWatchBackend)
def untag_resource(former: t.Any, self: CloudWatchBackend, arn: str, tag_keys: list[str]) -> None:
    _there(self, arn)
    self.tagger.untag_resource_using_names(arn, tag_keys)


def _there(backend: CloudWatchBackend, arn: str) -> None:
    alarms = {each.alarm_arn for each in backend.alarms.values()}
    rules = {each.rule_arn for each in backend.insight_rules.values()}
    if arn not in alarms | rules | {each.arn for each in backend.dashboards.values()}:
        raise AwsError("ResourceNotFoundException", "The named resource does not exist.")
