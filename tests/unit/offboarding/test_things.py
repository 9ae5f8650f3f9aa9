# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""AWS's last word in a conversation, and things by their ARNs."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Flow, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.sorts import PHASES, SORTS
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding.things import Answer
from ansible_collections.venturemond.envelope.tests.unit.script import play

s3 = Service("s3")
ARN = "arn:aws:{}:eu-west-1:111122223333:{}"


def talk() -> Flow:
    yield s3.head_bucket(Bucket="acme")
    return (yield s3.delete_bucket(Bucket="acme"))["said"]


def test_the_last_answer_is_noted():
    answer = Answer()
    reply = {"said": 7, "ResponseMetadata": {"HTTPStatusCode": 204, "RequestId": "r-1"}}

    assert play(answer.heard(talk()), ("head_bucket", {}), ("delete_bucket", reply)) == 7
    assert (answer.operation, answer.code, answer.request) == ("s3:delete_bucket", "204", "r-1")


def test_an_error_is_an_answer_too():
    answer = Answer()
    with pytest.raises(Absent):
        play(answer.heard(talk()), ("head_bucket", {}), ("delete_bucket", Absent))
    assert (answer.operation, answer.code) == ("s3:delete_bucket", "NotFound")


@pytest.mark.parametrize(("arn", "sort", "name"), [
    ("arn:aws:s3:::acme", "s3_buckets", "acme"),
    ("arn:aws:s3:::releases/acme/*", "s3_objects", "releases/acme/"),
    (ARN.format("kms", "key/1-2"), "kms_keys", "1-2"),
    (ARN.format("logs", "log-group:/ecs/acme:*"), "logs_groups", "/ecs/acme"),
    (ARN.format("ses", "identity/acme.test"), "sesv2_identities", "acme.test"),
    (ARN.format("ses", "configuration-set/acme"), "sesv2_configuration_sets", "acme"),
    (ARN.format("ec2", "security-group/sg-1"), "ec2_security_groups", "sg-1"),
    (ARN.format("guardduty", "malware-protection-plan/p1"), "guardduty_malware_protection_plans", "p1"),
    ("arn:aws:iam::111122223333:role/path/acme-task", "iam_roles", "acme-task"),
    ("arn:aws:route53:::hostedzone/Z1", "route53_hosted_zones", "Z1"),
    *((arn, sort, arn) for sort, arn in (
        ("ecs_services", ARN.format("ecs", "service/cluster/acme-api")),
        ("ecs_tasks", ARN.format("ecs", "task/cluster/1234")),
        ("ecs_task_definitions", ARN.format("ecs", "task-definition/acme-api:7")),
        ("application_autoscaling_targets", ARN.format("application-autoscaling", "scalable-target/1")),
        ("elbv2_target_groups", ARN.format("elasticloadbalancing", "targetgroup/acme/1")),
        ("elbv2_listener_rules", ARN.format("elasticloadbalancing", "listener-rule/app/lb/1/2/3")),
        ("acm_certificates", ARN.format("acm", "certificate/1")),
        ("secretsmanager_secrets", ARN.format("secretsmanager", "secret:acme-AbCdEf")),
        ("iam_policies", "arn:aws:iam::111122223333:policy/acme"),
    )),
])
def test_an_arn_tells_the_sort_and_what_aws_wants_to_be_told(arn: str, sort: str, name: str):
    assert [(thing.sort, thing.name) for each in SORTS if (thing := each.named(arn))] == [(sort, name)]


def test_what_needs_another_goes_first():
    order = [sort.name for phase in PHASES for sort in phase]
    for first, then in (("application_autoscaling_targets", "ecs_services"), ("ecs_services", "elbv2_target_groups"),
                        ("elbv2_listener_rules", "elbv2_target_groups"), ("iam_roles", "iam_policies"),
                        ("elbv2_listener_certificates", "acm_certificates"), ("s3_buckets", "kms_keys"),
                        ("route53_records", "route53_hosted_zones"), ("ecs_services", "ec2_security_groups")):
        assert order.index(first) < order.index(then)
    assert order[-1] == "kms_keys" and len(order) == len(set(order))


@pytest.mark.parametrize(("arn", "sort", "name"), [
    ("arn:aws:cloudfront::111122223333:distribution/E1", "cloudfront_distributions", "E1"),
    (ARN.format("sns", "acme-events"), "sns_topics", ARN.format("sns", "acme-events")),
    (ARN.format("lambda", "function:acme-tidy"), "lambda_functions", "acme-tidy"),
    (ARN.format("cloudwatch", "alarm:acme: too slow"), "cloudwatch_alarms", "acme: too slow"),
])
def test_what_a_tenant_rarely_has_is_known_too(arn: str, sort: str, name: str):
    assert [(thing.sort, thing.name) for each in SORTS if (thing := each.named(arn))] == [(sort, name)]


def test_a_certificate_of_cloudfronts_is_one_in_us_east_1():
    arn = "arn:aws:acm:us-east-1:111122223333:certificate/1"
    assert {each.region: each.name for each in SORTS if each.named(arn)} == {
        "": "acm_certificates", "us-east-1": "acm_certificates in us-east-1"}
