# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Quotas, what they are set to, and how much of Fargate's is in use."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta

import pytest

ON_DEMAND = "L-3032A538"


@pytest.fixture
def quotas(client):
    return client("service-quotas")


def set_value(aws, **given):
    request = urllib.request.Request(f"{aws.url}/_local/quotas", json.dumps(given).encode(), method="POST")
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)


def value(quotas, code=ON_DEMAND, service="fargate"):
    return quotas.get_service_quota(ServiceCode=service, QuotaCode=code)["Quota"]["Value"]


def test_what_applies_and_what_is_default(quotas):
    applied = quotas.get_service_quota(ServiceCode="fargate", QuotaCode=ON_DEMAND)["Quota"]
    assert (applied["QuotaName"], applied["Value"]) == ("Fargate On-Demand vCPU resource count", 4000.0)
    default = quotas.get_aws_default_service_quota(ServiceCode="fargate", QuotaCode=ON_DEMAND)["Quota"]
    assert default["Value"] == 6.0
    assert default["QuotaArn"] == f"arn:aws:servicequotas:eu-west-1::fargate/{ON_DEMAND}"
    assert applied["QuotaArn"] == f"arn:aws:servicequotas:eu-west-1:123456789012:fargate/{ON_DEMAND}"


@pytest.mark.parametrize("service", ["acm", "fargate", "ecs", "elasticloadbalancing", "vpc"])
def test_quotas_of_a_service_by_the_page(quotas, service):
    for operation in ("list_service_quotas", "list_aws_default_service_quotas"):
        whole = getattr(quotas, operation)(ServiceCode=service)["Quotas"]
        assert {quota["ServiceCode"] for quota in whole} == {service}
        pages = list(quotas.get_paginator(operation).paginate(ServiceCode=service, PaginationConfig={"PageSize": 1}))
        assert [page["Quotas"] for page in pages] == [[quota] for quota in whole]
        assert len(whole) > 1


def test_what_is_unknown(quotas, refused):
    with refused("NoSuchResourceException"):
        quotas.list_service_quotas(ServiceCode="nothing")
    with refused("NoSuchResourceException"):
        quotas.get_service_quota(ServiceCode="fargate", QuotaCode="L-00000000")
    with refused("NoSuchResourceException"):
        quotas.get_service_quota(ServiceCode="ecs", QuotaCode=ON_DEMAND)
    with refused("InvalidPaginationTokenException"):
        quotas.list_service_quotas(ServiceCode="ecs", NextToken="AAAA")


def test_a_quota_is_set_until_the_reset(aws, client, quotas):
    assert set_value(aws, code=ON_DEMAND, value=16)["Value"] == 16.0
    assert value(quotas) == 16.0
    listed = quotas.list_service_quotas(ServiceCode="fargate", QuotaCode=ON_DEMAND)["Quotas"]
    assert [quota["Value"] for quota in listed] == [16.0]
    set_value(aws, code=ON_DEMAND, value=8, region="eu-west-2")
    assert (value(quotas), value(client("service-quotas", "eu-west-2"))) == (16.0, 8.0)
    aws.reset()
    assert value(quotas) == 4000.0


@pytest.mark.parametrize(("given", "words"), [
    ({"code": "L-1", "value": 1}, "Unknown quota 'L-1'. Known: L-3032A538"),
    ({"code": ON_DEMAND, "value": "many"}, "is not a number"),
    ({"code": ON_DEMAND, "value": -1}, "is not a number"),
    ({"code": ON_DEMAND}, "value"),
    ({"code": "L-822D1B1B", "value": 200}, "AWS changes L-822D1B1B for nobody"),
    ({"code": ON_DEMAND, "value": 1, "region": "eu-nowhere-1"}, "Unknown region 'eu-nowhere-1'"),
    ({"code": [], "value": 1}, "Unknown quota []"),
    ([], "JSON object"),
])
def test_what_cannot_be_set(aws, given, words):
    request = urllib.request.Request(f"{aws.url}/_local/quotas", json.dumps(given).encode(), method="POST")
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(request)
    with raised.value as error:
        assert (error.code, words in json.load(error)["error"]) == (400, True)


@pytest.fixture
def usage(client, quotas):
    """The vCPUs in use, as the quota itself says they are counted."""
    def count(code=ON_DEMAND):
        metric = quotas.get_service_quota(ServiceCode="fargate", QuotaCode=code)["Quota"]["UsageMetric"]
        dimensions = [{"Name": name, "Value": text} for name, text in metric["MetricDimensions"].items()]
        named = {"Namespace": metric["MetricNamespace"], "MetricName": metric["MetricName"], "Dimensions": dimensions}
        now = datetime.now(UTC)
        times = {"StartTime": now - timedelta(minutes=5), "EndTime": now + timedelta(seconds=1)}
        statistic = metric["MetricStatisticRecommendation"]
        stat = {"Metric": named, "Period": 60, "Stat": statistic}
        cloudwatch = client("cloudwatch")
        data = cloudwatch.get_metric_data(MetricDataQueries=[{"Id": "used", "MetricStat": stat}], **times)
        points = cloudwatch.get_metric_statistics(**named, **times, Period=60, Statistics=[statistic])["Datapoints"]
        values = data["MetricDataResults"][0]["Values"]
        assert sorted(values) == sorted(point[statistic] for point in points)
        return values[0] if values else 0.0
    return count


def test_usage_counts_what_fargate_runs(ecs, usage, wanted, cluster):
    assert usage() == 0.0
    ecs.create_service(**{**wanted, "launchType": "FARGATE", "desiredCount": 3})
    vcpus = int(ecs.describe_task_definition(taskDefinition="api")["taskDefinition"]["cpu"]) / 1024
    assert usage() == 3 * vcpus
    assert usage("L-36FBB829") == 0.0
    spot = [{"capacityProvider": "FARGATE_SPOT", "weight": 1}]
    ecs.create_service(**{**wanted, "serviceName": "spot", "capacityProviderStrategy": spot, "desiredCount": 2})
    assert (usage(), usage("L-36FBB829")) == (3 * vcpus, 2 * vcpus)


HOST = [{"Field": "host-header", "Values": ["a.example.com"]}]
NOT_FOUND = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]


def test_what_is_set_holds_at_a_load_balancer(aws, elb, balancer, listener, refused):
    set_value(aws, code="L-7EED9B64", value=1)
    elb.create_rule(ListenerArn=listener, Priority=1, Conditions=HOST, Actions=NOT_FOUND)
    with refused("TooManyRules"):
        elb.create_rule(ListenerArn=listener, Priority=2, Conditions=HOST, Actions=NOT_FOUND)
    set_value(aws, code="L-B6DF7632", value=1)
    with refused("TooManyListeners"):
        elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTP", Port=81, DefaultActions=NOT_FOUND)


def test_what_is_set_holds_for_load_balancers(aws, elb, balancer, network, refused):
    set_value(aws, code="L-53DA6B97", value=1)
    with refused("TooManyLoadBalancers"):
        elb.create_load_balancer(Name="other", Subnets=network.subnets)


def test_what_is_set_holds_for_their_certificates(aws, elb, balancer, certificate, refused):
    set_value(aws, code="L-9365A611", value=1)
    first, second, third = ({"CertificateArn": certificate(f"{name}.example.com")} for name in "abc")
    [https] = elb.create_listener(LoadBalancerArn=balancer, Protocol="HTTPS", Port=443, DefaultActions=NOT_FOUND,
                                  Certificates=[first])["Listeners"]
    elb.add_listener_certificates(ListenerArn=https["ListenerArn"], Certificates=[second])
    with refused("TooManyCertificates"):
        elb.add_listener_certificates(ListenerArn=https["ListenerArn"], Certificates=[third])


def test_what_is_set_holds_for_the_names_of_a_certificate(aws, client, refused):
    names = {"DomainName": "example.com", "SubjectAlternativeNames": [f"{n}.example.com" for n in range(10)]}
    with refused("LimitExceededException"):
        client("acm").request_certificate(**names)
    set_value(aws, code="L-FB94F0B0", value=11)
    assert client("acm").request_certificate(**names)["CertificateArn"]
