# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What may be told of a tenant, or watch over it: topics, functions, alarms.

No role makes them for one tenant; whoever does so by hand, with its name and its tags, has them taken away too.
"""

from __future__ import annotations

from ...calls import Flow, Service
from ...errors import Absent
from ...kinds.lambda_.service import lambda_
from ...kinds.sns import sns
from ...wire import pairs
from ..tenant import Tenant
from ..things import Seen, Sort, Thing

cloudwatch = Service("cloudwatch", absent=frozenset({"ResourceNotFound", "ResourceNotFoundException"}))

KINDS_OF_ALARMS = ["MetricAlarm", "CompositeAlarm"]


def _topics(tenant: Tenant) -> Flow:
    listed = yield sns.list_topics()
    return [Thing(TOPICS.name, each["TopicArn"], each["TopicArn"]) for each in listed.get("Topics", ())
            if tenant.names(each["TopicArn"].rpartition(":")[2])]


def _topic(thing: Thing) -> Flow:
    yield sns.get_topic_attributes(TopicArn=thing.name)
    return Seen(pairs().into((yield sns.list_tags_for_resource(ResourceArn=thing.name)).get("Tags")))


def _topic_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield sns.delete_topic(TopicArn=thing.name)


def _functions(tenant: Tenant) -> Flow:
    listed = yield lambda_.list_functions()
    return [Thing(FUNCTIONS.name, each["FunctionArn"], each["FunctionName"]) for each in listed.get("Functions", ())
            if tenant.names(each["FunctionName"])]


def _function(thing: Thing) -> Flow:
    return Seen((yield lambda_.get_function(FunctionName=thing.name)).get("Tags") or {})


def _function_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield lambda_.delete_function(FunctionName=thing.name)


def _alarms(tenant: Tenant) -> Flow:
    """Those of its scaling are AWS's, and go with that."""
    listed = yield cloudwatch.describe_alarms(AlarmNamePrefix=tenant.prefix, AlarmTypes=KINDS_OF_ALARMS)
    return [Thing(ALARMS.name, each["AlarmArn"], each["AlarmName"])
            for each in (*listed.get("MetricAlarms", ()), *listed.get("CompositeAlarms", ()))
            if tenant.names(each["AlarmName"])]


def _alarm(thing: Thing) -> Flow:
    call = cloudwatch.describe_alarms(AlarmNames=[thing.name], AlarmTypes=KINDS_OF_ALARMS)
    found = yield call
    for each in (*found.get("MetricAlarms", ()), *found.get("CompositeAlarms", ())):
        tagged = yield cloudwatch.list_tags_for_resource(ResourceARN=each["AlarmArn"])
        return Seen(pairs().into(tagged.get("Tags")))
    raise Absent(call, "ResourceNotFound", f"there is no alarm {thing.name}")


def _alarm_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield cloudwatch.delete_alarms(AlarmNames=[thing.name])


TOPICS = Sort("sns_topics", r"(?P<name>arn:[^:]+:sns:[^:]+:\d+:[^:]+)", _topics, _topic, _topic_taken)
FUNCTIONS = Sort("lambda_functions", r"arn:[^:]+:lambda:[^:]+:\d+:function:(?P<name>[^:]+)",
                 _functions, _function, _function_taken)
ALARMS = Sort("cloudwatch_alarms", r"arn:[^:]+:cloudwatch:[^:]+:\d+:alarm:(?P<name>.+)", _alarms, _alarm, _alarm_taken)
