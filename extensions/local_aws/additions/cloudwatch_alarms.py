# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Alarms: what is refused, what an update keeps, and what is told of them.

moto takes any period and any mixture of a metric and expressions, gives every new or updated alarm the state OK and
the tags of the request, tells no `Metrics`, pages nothing, ignores `AlarmTypes` and keeps the tags of deleted alarms.
AWS: a new alarm is in INSUFFICIENT_DATA, an update leaves state and tags as they are, DescribeAlarms tells metric
alarms only unless it is asked for others.
"""

from __future__ import annotations

import typing as t

from moto.cloudwatch.models import Alarm, CloudWatchBackend
from moto.cloudwatch.responses import CloudWatchResponse
from moto.core.responses import ActionResult

from ._alarm_rules import Rule
from ._mend import AwsError, mends
from ._pages import page

OF_METRIC = ("Namespace", "MetricName", "Dimensions", "Period", "Unit", "Statistic", "ExtendedStatistic")
KEPT = ("history", "state_reason", "state_reason_data", "state_value", "state_updated_timestamp")
ACTIONS = ("AlarmActions", "OKActions", "InsufficientDataActions")
ALARMS_PER_PAGE = 50
HOUR, DAY, WEEK = 3600, 86400, 604800


@mends(CloudWatchBackend)
def put_metric_alarm(former: t.Any, self: CloudWatchBackend, **given: t.Any) -> Alarm:
    there = self.alarms.get(given["name"])
    extended = given.pop("extended_statistic", None)  # moto knows percentiles only
    alarm = t.cast(Alarm, former(self, **given | ({"tags": None} if there else {})))
    alarm.extended_statistic = extended
    if there is None:
        alarm.state_value = "INSUFFICIENT_DATA"
    else:
        vars(alarm).update({name: getattr(there, name) for name in KEPT})
    return alarm


@mends(CloudWatchResponse, "put_metric_alarm")
def refuse_and_remember(former: t.Any, self: CloudWatchResponse) -> ActionResult:
    asked = dict(self._get_params())
    backend = self.cloudwatch_backend
    there = backend.alarms.get(asked["AlarmName"])
    if there is not None and there.rule is not None:
        raise refusal(f"Alarm {there.name} is a composite alarm, and cannot become a metric alarm")
    _refuse(asked)
    answer = t.cast(ActionResult, former(self))
    remember(backend.alarms[asked["AlarmName"]], asked)
    return answer


def remember(alarm: Alarm, asked: dict[str, t.Any]) -> None:
    """Keep what was asked for, as that is what AWS tells."""
    alarm.told = {name: value for name, value in asked.items() if name != "Tags"}  # type: ignore[attr-defined]


def refusal(message: str) -> AwsError:
    return AwsError("ValidationError", message)


@mends(CloudWatchResponse)
def describe_alarms(former: t.Any, self: CloudWatchResponse) -> ActionResult:
    asked = self._get_params()
    listed = [alarm for _name, alarm in sorted(self.cloudwatch_backend.alarms.items()) if _fits(alarm, asked, self)]
    size = int(asked.get("MaxRecords") or ALARMS_PER_PAGE)
    wrong = AwsError("InvalidNextToken", "The next token specified is invalid.")
    found, following = page(listed, size, asked.get("NextToken"), wrong)
    lists = {
        "MetricAlarms": [_described(alarm) for alarm in found if alarm.rule is None],
        "CompositeAlarms": [_described(alarm) for alarm in found if alarm.rule is not None],
    }
    return ActionResult(lists | ({"NextToken": following} if following else {}))


@mends(CloudWatchBackend)
def delete_alarms(former: t.Any, self: CloudWatchBackend, alarm_names: list[str]) -> None:
    known = [self.alarms[name] for name in alarm_names if name in self.alarms]
    if len([alarm for alarm in known if alarm.rule is not None]) > 1:
        raise refusal("You can't delete more than one composite alarm in one operation.")
    if used := sorted(alarm.name for alarm in known if parents(self, alarm.name)):
        raise refusal(f"Cannot delete {','.join(used)} as there are composite alarm(s) depending on "
                      f"{'them' if len(used) > 1 else 'it'}.")
    former(self, alarm_names)
    for alarm in known:
        self.tagger.delete_all_tags_for_resource(alarm.alarm_arn)


def parents(backend: CloudWatchBackend, name: str) -> list[Alarm]:
    """The composite alarms whose rules name an alarm."""
    return [alarm for alarm in backend.alarms.values() if alarm.rule is not None and name in Rule(alarm.rule).alarms]


def _fits(alarm: Alarm, asked: t.Mapping[str, t.Any], response: CloudWatchResponse) -> bool:
    backend = response.cloudwatch_backend
    if above := asked.get("ParentsOfAlarmName"):
        return alarm in parents(backend, above)
    if below := asked.get("ChildrenOfAlarmName"):
        rule = backend.alarms[below].rule if below in backend.alarms else None
        return rule is not None and alarm.name in Rule(rule).alarms
    sort = "MetricAlarm" if alarm.rule is None else "CompositeAlarm"
    names, action = asked.get("AlarmNames"), asked.get("ActionPrefix", "")
    return (
        sort in (asked.get("AlarmTypes") or ["MetricAlarm"])
        and (not names or alarm.name in names)
        and alarm.name.startswith(asked.get("AlarmNamePrefix", ""))
        and alarm.state_value == asked.get("StateValue", alarm.state_value)
        and (not action or any(each.startswith(action) for each in alarm.alarm_actions))
    )


def _described(alarm: Alarm) -> t.Any:
    told: dict[str, t.Any] | None = getattr(alarm, "told", None)
    if told is None:  # made by another service of moto's
        return alarm
    queries = {"Metrics": [{"ReturnData": True, **each} for each in told["Metrics"]]} if told.get("Metrics") else {}
    return {
        **{name: [] for name in ACTIONS},
        **({} if alarm.rule is not None or queries else {"Dimensions": []}),
        **told,
        **queries,
        "AlarmArn": alarm.alarm_arn,
        "ActionsEnabled": alarm.actions_enabled,
        "AlarmConfigurationUpdatedTimestamp": alarm.configuration_updated_timestamp,
        "StateValue": alarm.state_value,
        "StateReason": alarm.state_reason,
        "StateReasonData": alarm.state_reason_data,
        "StateUpdatedTimestamp": alarm.state_updated_timestamp,
    }


def _refuse(asked: t.Mapping[str, t.Any]) -> None:
    """Refuse what AWS refuses."""
    if asked.get("Metrics"):
        _refuse_queries(asked)
    elif not asked.get("MetricName"):
        raise refusal("MetricName must not be null")
    elif bool(asked.get("Statistic")) == bool(asked.get("ExtendedStatistic")):
        raise refusal("Exactly one of Statistic and ExtendedStatistic must be specified")
    else:
        _refuse_period(asked.get("Period"), asked.get("EvaluationPeriods"))
    if (asked.get("DatapointsToAlarm") or 0) > (asked.get("EvaluationPeriods") or 0):
        raise refusal("DatapointsToAlarm must be less than or equal to EvaluationPeriods")
    if asked.get("Threshold") is None and not asked.get("ThresholdMetricId"):
        raise refusal("Threshold must not be null")


def _refuse_queries(asked: t.Mapping[str, t.Any]) -> None:
    for name in OF_METRIC:
        if asked.get(name):
            raise refusal(f"{name} should not be set if list of Metrics is set.")
    band = asked.get("ThresholdMetricId")
    watched = [each for each in asked["Metrics"] if each.get("ReturnData", True) and each["Id"] != band]
    if len(watched) != 1:
        raise refusal("Exactly one element of the metrics list should return data.")


def _refuse_period(period: int | None, periods: int | None) -> None:
    if period is None or periods is None:
        raise refusal(f"{'Period' if period is None else 'EvaluationPeriods'} must not be null")
    if period not in (10, 20, 30) and period % 60:
        raise refusal("Period must be 10, 20, 30 or a multiple of 60")
    most = DAY if period < HOUR else WEEK
    if period * periods > most:
        days = "a day" if most == DAY else "seven days"
        text = f"Metrics cannot be checked across more than {days}"
        raise refusal(f"{text} (EvaluationPeriods * Period must be <= {most})")
