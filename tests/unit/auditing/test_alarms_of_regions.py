# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""O1 and O2 where CloudFront's region is another one, and where some of it is refused."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Untold
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.monitoring import O1
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.tenant_alarms import O2
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.sources.cloudwatch import sorted_out
from ansible_collections.venturemond.envelope.tests.unit.auditing import sample_operations
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_operations import ACME, KESTREL, TOPIC
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import (
    bearing,
    checked,
    failing,
    place,
    seen,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.test_alarm_rows import FIFTEEN, Found, told


@pytest.fixture
def found() -> Found:
    return sample_operations.sample()


def test_the_edge_that_is_refused_leaves_sites_alone_unknown(found: Found):
    refused = sample_operations.denied("cloudwatch", "describe_alarms")
    there = {**told(found), "alarms of CloudFront": refused, "subscriptions to alarms of CloudFront": refused}
    assert bearing("UNKNOWN", O1, there) == {"site_5xx", "site_4xx", "told", "subscribed"}
    assert f"alarms on site_5xx: {refused}" in seen(O1, "told", there)
    assert not bearing("UNKNOWN", O2, there, place((ACME,)))
    assert not bearing("UNKNOWN", O1, {**there, "distributions": []})


def test_alarms_that_cannot_be_told_hide_no_fault_of_others(found: Found):
    [one] = [one for one in found["alarms"] if one["AlarmName"] == "main-001"]
    one["AlarmActions"] = []
    there = {**told(found), "alarms of CloudFront": sample_operations.denied("cloudwatch", "describe_alarms")}
    assert failing(O1, there) == {"told"}
    no_more = {**there, "alarms": sorted_out(alarm for alarm in found["alarms"] if "AlarmRule" not in alarm)}
    assert "composite" in bearing("UNKNOWN", O1, no_more)


def test_an_alarm_of_another_region_sees_nothing(found: Found):
    sorts = told(found)
    swapped = {**sorts, "alarms": sorts["alarms of CloudFront"], "alarms of CloudFront": sorts["alarms"]}
    assert failing(O1, swapped) >= FIFTEEN


def test_topics_and_composite_alarms_of_the_edge_are_looked_for_there(found: Found):
    topic = TOPIC.replace("eu-west-1", "us-east-1")
    edge = [one for one in found["alarms"] if one.get("Namespace") == "AWS/CloudFront"]
    for one in edge:
        one |= {"AlarmArn": one["AlarmArn"].replace("eu-west-1", "us-east-1"), "AlarmActions": []}
    over = {"AlarmName": "over", "AlarmArn": f"{topic}:over", "AlarmActions": [topic],
            "AlarmRule": " OR ".join(f"ALARM({one['AlarmName']})" for one in edge)}
    there = told(found)
    assert failing(O1, there) == {"told"}
    there["alarms of CloudFront"] = sorted_out([*edge, over])
    assert failing(O1, there) == {"subscribed"}
    there["subscriptions to alarms of CloudFront"] = {topic: [{"Protocol": "sms", "SubscriptionArn": "1"}]}
    assert not failing(O1, there)


def test_mail_of_a_tenant_that_is_refused_is_one_tenant_s(found: Found):
    refused = sample_operations.denied("sesv2", "get_email_identity")
    found["mail identities"].append(Untold({"name": KESTREL.host}, refused))
    findings = checked(O2, told(found), place((ACME, KESTREL)))["O2.mail"].findings
    assert {one.tenant: one.verdict for one in findings} == {"acme": "PASS", "kestrel": "UNKNOWN"}
