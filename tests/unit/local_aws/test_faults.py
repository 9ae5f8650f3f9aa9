# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Faults: each kind, as botocore understands it, and when they strike."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from botocore.exceptions import ConnectionClosedError

PROTOCOLS = {
    "ec2": ("describe_vpcs", {}),
    "elbv2": ("describe_load_balancers", {}),
    "iam": ("list_roles", {}),
    "ecs": ("list_clusters", {}),
    "secretsmanager": ("list_secrets", {}),
    "sesv2": ("list_email_identities", {}),
    "backup": ("list_backup_vaults", {}),
    "cloudwatch": ("describe_alarms", {}),
    "route53": ("list_hosted_zones", {}),
    "cloudfront": ("list_distributions", {}),
    "s3": ("list_buckets", {}),
}
CODES = {
    "throttle": {
        "ec2": ("RequestLimitExceeded", 503),
        "elbv2": ("Throttling", 400),
        "iam": ("Throttling", 400),
        "ecs": ("ThrottlingException", 400),
        "secretsmanager": ("ThrottlingException", 400),
        "sesv2": ("TooManyRequestsException", 429),
        "backup": ("ThrottlingException", 429),
        "cloudwatch": ("ThrottlingException", 400),
        "route53": ("Throttling", 400),
        "cloudfront": ("Throttling", 400),
        "s3": ("SlowDown", 503),
    },
    "error": {
        "ec2": ("InternalError", 500),
        "elbv2": ("InternalFailure", 500),
        "ecs": ("ServerException", 500),
        "secretsmanager": ("InternalServiceError", 500),
        "sesv2": ("InternalFailure", 500),
        "route53": ("InternalFailure", 500),
        "s3": ("InternalError", 500),
    },
}
CASES = [(kind, service, *answer) for kind, services in CODES.items() for service, answer in services.items()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case[0]}-{case[1]}")
def test_answers_parse_in_each_protocol(aws, client, refused, case):
    kind, service, code, status = case
    method, options = PROTOCOLS[service]
    aws.fault(kind=kind, service=service)
    with refused(code):
        getattr(client(service), method)(**options)
    getattr(client(service), method)(**options)
    assert [call["status"] for call in aws.calls()] == [status, 200]


@pytest.mark.parametrize(
    "case",
    [
        ("ec2", "create_vpc", {"CidrBlock": "10.0.0.0/16"}, "UnauthorizedOperation"),
        ("iam", "create_user", {"UserName": "ana"}, "AccessDenied"),
        ("ecs", "create_cluster", {"clusterName": "c"}, "AccessDeniedException"),
        ("s3", "create_bucket", {"Bucket": "bucket"}, "AccessDenied"),
    ],
)
def test_refuse(aws, client, refused, case):
    service, method, options, code = case
    aws.fault(kind="refuse")
    with refused(code, f"not authorized to perform: {service}:"):
        getattr(client(service), method)(**options)


def test_refuse_lets_reads_pass_and_hits_the_fifth_write(aws, client, refused):
    ecs = client("ecs")
    aws.fault(kind="refuse", writes_only=True, after=4)
    for number in range(4):
        ecs.create_cluster(clusterName=f"c{number}")
        ecs.list_clusters()
    with refused("AccessDeniedException"):
        ecs.create_cluster(clusterName="c4")
    assert len(ecs.list_clusters()["clusterArns"]) == 4


def test_drop_closes_the_connection_and_changes_nothing(aws, client):
    aws.fault(kind="drop", operation="CreateCluster")
    with pytest.raises(ConnectionClosedError):
        client("ecs").create_cluster(clusterName="c")
    assert [(call["operation"], call["status"]) for call in aws.calls()] == [("CreateCluster", 0)]
    assert client("ecs").list_clusters()["clusterArns"] == []


def test_a_latent_call_does_not_hold_others_up(aws, client):
    client("elbv2").describe_load_balancers()  # the first call of a service takes longer
    before = aws.mark()
    aws.fault(kind="latency", service="ecs", seconds=2)
    with ThreadPoolExecutor() as pool:
        start = time.monotonic()
        slow = pool.submit(client("ecs").list_clusters)
        while not aws.faults()[0]["fired"]:
            time.sleep(0.005)
        client("elbv2").describe_load_balancers()
        assert not slow.done()
        slow.result()
    assert time.monotonic() - start >= 2
    assert [call["service"] for call in aws.calls(since=before)] == ["elbv2", "ecs"]


def test_latency_comes_before_another_fault(aws, client, refused):
    aws.fault(kind="latency", seconds=0.05)
    aws.fault(kind="throttle")
    start = time.monotonic()
    with refused("ThrottlingException"):
        client("ecs").list_clusters()
    assert time.monotonic() - start >= 0.05


def test_times_until_cleared(aws, client, refused):
    aws.fault(kind="throttle", service="ecs", operation="ListClusters", times=None)
    for _unused in range(3):
        with refused("ThrottlingException"):
            client("ecs").list_clusters()
    client("ecs").list_task_definitions()
    (fault,) = aws.faults()
    assert (fault["seen"], fault["fired"]) == (3, 3)
    aws.clear_faults()
    client("ecs").list_clusters()


def test_own_words(aws, client, refused):
    aws.fault(kind="error", status=400, code="PriorRequestNotComplete", message="Wait.")
    with refused("PriorRequestNotComplete", "Wait."):
        client("route53").list_hosted_zones()
    assert aws.calls()[0]["status"] == 400


def test_faults_are_counted_exactly_under_load(aws, client):
    aws.fault(kind="throttle", service="ecs", after=10, times=5)

    def attempt(_unused: int) -> int:
        try:
            return client("ecs").list_clusters()["ResponseMetadata"]["HTTPStatusCode"]
        except client("ecs").exceptions.ClientError as error:
            return error.response["ResponseMetadata"]["HTTPStatusCode"]

    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(attempt, range(60)))
    assert answers.count(400) == 5
    assert [call["n"] for call in aws.calls()] == list(range(1, 61))
    assert [call["status"] for call in aws.calls()].count(400) == 5


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ({"kind": "throtle"}, "Did you mean 'throttle'?"),
        ({"kind": "throttle", "servce": "ecs"}, "Did you mean 'service'?"),
        ({"kind": "throttle", "zzz": 1}, "Known: kind, service"),
        ({"service": "ecs"}, "Unknown kind None"),
        ({"kind": "throttle", "service": "secretmanager"}, "Did you mean 'secretsmanager'?"),
        ({"kind": "throttle", "service": "ecs", "operation": "UpdateServices"}, "Did you mean 'UpdateService'?"),
        ({"kind": "throttle", "after": "4"}, "'after' is not of the right type"),
        ({"kind": "throttle", "times": True}, "'times' is not of the right type"),
        ({"kind": "throttle", "times": 0}, "'times' at least 1"),
    ],
)
def test_misunderstandings(aws, fault, words):
    with pytest.raises(ValueError, match=r".") as raised:
        aws.fault(**fault)
    assert words in str(raised.value)
    assert aws.faults() == []
