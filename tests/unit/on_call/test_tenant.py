# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant is looked at as a whole, and what is not its own is not held against it."""

from __future__ import annotations

import datetime
import typing as t
from types import MappingProxyType

from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent
from ansible_collections.venturemond.envelope.plugins.module_utils.names import short_name
from ansible_collections.venturemond.envelope.plugins.module_utils.tagging import LEAVING
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.tenant_triage import TenantTriage
from ansible_collections.venturemond.envelope.tests.unit.on_call.asking import Asked, ask
from ansible_collections.venturemond.envelope.tests.unit.on_call.clock import NOW

ACME, KESTREL = "envelope-prod-pool-acme", "envelope-prod-silo-kestrel"
POOL = MappingProxyType({
    "tenant": ACME, "slug": "acme", "platform": "envelope-prod", "cluster": "cluster", "name": "envelope-prod",
    "host": "acme.example", "zone": "acme.example", "role": "task", "identity": "acme.example", "target": "acme"})
SILO = {**POOL, "tenant": KESTREL, "slug": "kestrel", "name": KESTREL, "target": "kestrel"}
SECRET = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:envelope-prod-pool-acme-AbCdEf"
CLOSED = {"PublicAccessBlockConfiguration": {"BlockPublicAcls": True, "IgnorePublicAcls": True}}


def service(name: str, running: int = 1) -> dict[str, t.Any]:
    return {"serviceName": name, "status": "ACTIVE", "runningCount": running, "desiredCount": 1, "events": [],
            "taskDefinition": f"arn:task-definition/{name}:1", "loadBalancers": [], "deployments": [
                {"status": "PRIMARY", "taskDefinition": f"arn:task-definition/{name}:1", "rolloutState": "COMPLETED",
                 "createdAt": NOW, "runningCount": running, "desiredCount": 1}]}


def alarm(name: str) -> dict[str, t.Any]:
    return {"AlarmName": name, "StateUpdatedTimestamp": NOW - datetime.timedelta(minutes=5),
            "AlarmDescription": "Too much bounces. Runbook: docs/runbooks/tenants.md#bounces"}


def events(line: str, number: int) -> list[dict[str, t.Any]]:
    return [{"eventId": f"{line}{place}", "timestamp": int(NOW.timestamp() * 1000) - 1000 + place, "message": line}
            for place in range(number)]


def triage(about: t.Mapping[str, t.Any] = POOL, services: t.Sequence[dict[str, t.Any]] = (),
           errors: t.Sequence[str] = (), off: t.Sequence[str] = (), contributors: t.Sequence[str] = (),
           **answers: t.Any) -> Asked:
    there = {each["serviceName"]: each for each in [
        service("envelope-prod-api"), service(f"{KESTREL}-api"), *services]}
    logged = {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/api"}}}
    logged_lines = [event for line in errors for event in events(line, 1)]
    return ask(TenantTriage.given(about), {
        "describe_secret": {"ARN": SECRET, "Tags": []},
        "get_role": {"Role": {"Arn": "arn:aws:iam::111122223333:role/task"}},
        "simulate_principal_policy": {"EvaluationResults": [{"EvalDecision": "allowed"}]},
        "list_hosted_zones": {"HostedZones": [
            {"Id": "/hostedzone/Z1", "Name": "acme.example.", "Config": {"PrivateZone": False}}]},
        "test_dns_answer": {"ResponseCode": "NOERROR", "RecordData": ["192.0.2.1"]}, "get_document": {"body": ""},
        "get_email_identity": {"VerificationStatus": "SUCCESS"}, "head_bucket": {}, "get_public_access_block": CLOSED,
        "get_configuration_set": {}, "get_metric_data": {}, "list_service_deployments": {},
        "list_certificates": {"CertificateSummaryList": [
            {"DomainName": "acme.example", "Status": "ISSUED", "NotAfter": NOW + datetime.timedelta(days=200)},
            {"DomainName": "other.example", "Status": "EXPIRED"}]},
        "list_services": {"serviceArns": [f"arn:service/cluster/{name}" for name in there]},
        "describe_services": lambda call: {"services": [there[each] for each in call.params["services"]]},
        "describe_task_definition": {"taskDefinition": {"containerDefinitions": [logged]}},
        "describe_alarms": {"MetricAlarms": list(map(alarm, off))},
        "describe_alarm_contributors": {"AlarmContributors": [
            {"ContributorAttributes": {"ses:configuration-set": name}} for name in contributors]},
        "filter_log_events": [{"events": logged_lines}, *[{}] * 9], **answers})


def test_one_that_is_well_is_told_in_two_lines():
    found = triage()
    assert found.said[0] == "envelope-prod-pool-acme is well" and found.result["verdict"] == "well"
    assert found.said[1].startswith("fine: ") and len(found.said) == 2 and found.writes == []


def test_services_of_other_tenants_are_not_held_against_one_of_the_pool():
    assert triage(services=[service(f"{KESTREL}-api", running=0)]).result["verdict"] == "well"
    found = triage(services=[service("envelope-prod-api", running=0)])
    assert found.said[0] == "envelope-prod-pool-acme is degraded: 1 of 1 service short of tasks"
    assert "-e target=" not in found.text, "commands are for the platform"


def test_one_with_services_of_its_own_is_judged_by_those():
    found = triage(SILO, services=[service(f"{KESTREL}-api", running=0)])
    assert found.said[0].startswith("envelope-prod-silo-kestrel is degraded: 1 of 1 service short of tasks")
    assert "-e service=api -e target=kestrel" in found.text


def test_what_fails_comes_first_and_what_waits_for_the_client_is_only_noted():
    found = triage(get_document="503", get_email_identity={"VerificationStatus": "PENDING"})
    assert found.said[0] == "envelope-prod-pool-acme is down: 1 check failed"
    assert "mail of acme.example is pending: pending" in found.said


def test_mail_and_bucket_are_looked_at_without_writing():
    found = triage(get_configuration_set={"SendingOptions": {"SendingEnabled": False}}, get_public_access_block=Absent)
    assert found.said[0] == "envelope-prod-pool-acme is degraded: an open bucket, mail is paused"
    assert "-> ansible-playbook -i INVENTORY playbooks/runbooks/mail.yml -e target=acme" in found.text
    assert "no bucket" in triage(head_bucket=Absent).said[0]


def test_a_certificate_that_is_not_good_is_told_and_a_wildcard_is():
    wildcard = {"DomainName": "x", "SubjectAlternativeNameSummaries": ["*.example"], "Status": "ISSUED",
                "NotAfter": NOW + datetime.timedelta(days=46)}
    assert triage(list_certificates={"CertificateSummaryList": [wildcard]}).result["verdict"] == "well"
    late = {**wildcard, "NotAfter": NOW + datetime.timedelta(days=9)}
    found = triage(list_certificates={"CertificateSummaryList": [late]})
    assert found.said[0].endswith("is degraded: a certificate that ends")
    assert "certificate: a certificate for acme.example ends in 9 days, and should have been renewed" in found.said
    pending = {"DomainName": "acme.example", "Status": "PENDING_VALIDATION"}
    found = triage(list_certificates={"CertificateSummaryList": [pending]})
    assert "certificate: no certificate for acme.example is good: PENDING_VALIDATION" in found.said
    assert "there is none" in triage(list_certificates={}).text


def test_an_alarm_on_all_tenants_counts_where_it_names_this_one():
    off = ["envelope-prod-tenant-bounces", "envelope-prod-api-cpu"]
    found = triage(off=off, contributors=[ACME])
    assert "alarms: envelope-prod-tenant-bounces since" in found.text
    assert "-> docs/runbooks/tenants.md#bounces" in found.text and "1 alarm of the platform is in alarm" in found.text
    assert triage(off=off, contributors=[f"{ACME}2"]).result["verdict"] == "well"
    assert "AWS does not say for which tenants" in triage(off=off).text


def test_silence_where_people_look_for_it_and_what_may_not_be_read_are_not_well():
    found = triage(get_document="ConnectTimeoutError")
    assert found.said[0] == "envelope-prod-pool-acme is degraded: 1 check failed"
    assert "checks: https://acme.example: nobody answers, as seen from here (ConnectTimeoutError)" in found.said
    assert triage({**POOL, "zone": None}, get_document="ConnectTimeoutError").result["verdict"] == "well", "not ours"
    found = triage(simulate_principal_policy="AccessDenied")
    assert found.result["verdict"] == "unknown"
    assert "could not be told: checks: secret envelope-prod-pool-acme" in found.text


def test_services_of_a_tenant_whose_slug_begins_alike_are_anothers():
    about = {**SILO, "services": ["api", "reverb-of-very-long-name"]}
    theirs = f"{KESTREL}-two-api"
    found = triage(about, services=[service(theirs, running=0)])
    assert found.result["verdict"] == "well" and theirs not in found.text
    off, cut = ["envelope-prod-served"], short_name(f"{KESTREL}-reverb-of-very-long-name")
    assert triage(about, off=off, contributors=[f"targetgroup/{short_name(theirs)}/1"]).result["verdict"] == "well"
    assert triage(about, off=off, contributors=[f"targetgroup/{cut}/1"]).said[0].endswith("is degraded: 1 alarm")


def test_of_other_tenants_services_one_of_the_pool_reads_none():
    assert not any(KESTREL in str(call.params) for call in triage().calls)


def test_errors_are_looked_for_by_its_name_where_others_fill_the_log():
    others = events("prod.ERROR: acme-two", 200)
    named = [*events("prod.INFO: acme came", 5), *events("prod.ERROR: acme failed", 1)]

    def read(call: t.Any) -> dict[str, t.Any]:
        return {"events": named if "?\"acme\"" in call.params["filterPattern"] else others}

    assert "acme failed" in triage(filter_log_events=read).text
    found = triage(filter_log_events=lambda _call: {"events": others})
    assert found.result["verdict"] == "unknown"
    assert "could not be told: errors: none among the last 200 lines, since " in found.text


def test_errors_that_name_it_are_shown_without_secrets():
    found = triage(errors=["prod.ERROR: acme password=hunter2 failed", "prod.ERROR: acmeister", "prod.ERROR: other"])
    assert found.said[0].endswith("degraded: 1 error") and "hunter2" not in found.text and "acmeister" not in found.text
    assert "playbooks/runbooks/logs.yml -e service=api -e search=acme" in found.text
    assert triage(SILO, errors=["prod.ERROR: anything"]).said[0].endswith("degraded: 1 error")


def test_one_that_is_being_taken_away_says_so():
    assert "it is being taken away since 2026-11-01" in triage(
        describe_secret={"ARN": SECRET, "Tags": [{"Key": LEAVING, "Value": "2026-11-01"}]}).text


def test_what_may_not_be_read_is_said_and_stops_nothing_else():
    found = triage(describe_alarms="AccessDenied")
    assert found.result["verdict"] == "unknown"
    assert "could not be told: alarms: AccessDenied of cloudwatch:describe_alarms" in found.said
