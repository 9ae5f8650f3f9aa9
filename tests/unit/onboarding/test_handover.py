# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client is told: what it has to publish, and what it can use."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.onboarding.handover import handover, records

DKIM = {"name": "t._domainkey.acme.example", "type": "CNAME", "value": "t.dkim.amazonses.com"}
PROOF = {"name": "_x.acme.example", "type": "CNAME", "value": "_y.acm-validations.aws"}
RESULTS: dict[str, t.Any] = {
    "__kept": {"actions": {}, "s3_buckets": {"e-pool-acme": {}}, "results_by_set": []},
    "__secret": {"actions": {}, "secretsmanager_secrets": {"e-pool-acme": {}}},
    "__named": {"actions": {}, "acm_certificates": {
        "acme.example": {"status": "PENDING_VALIDATION", "validation_records": [PROOF]}}},
    "__mail": {"actions": {}, "sesv2_identities": {"acme.example": {"state": "pending", "dns_records": [DKIM]}}},
}
THEIRS = {"tenant_slug": "acme", "tenant_domain": "acme.example", "tenant_zone": "", "tenant_host": "acme.example",
          "cell_domain": "envelope.example"}
OURS = {**THEIRS, "tenant_zone": "acme.example"}


def names(values: dict[str, t.Any]) -> list[str]:
    return [f"{each['type']} {each['name']}" for each in records(values)]


def test_a_domain_that_is_theirs_is_for_them_to_lead_to_us():
    assert names({**THEIRS, **RESULTS}) == [
        "CNAME acme.example", "CNAME *.acme.example", "CNAME _x.acme.example", "CNAME t._domainkey.acme.example"]
    assert {each["value"] for each in records(THEIRS)} == {"acme.envelope.example"}


def test_nothing_is_theirs_to_publish_in_zones_of_ours():
    assert names({**OURS, **RESULTS}) == []
    assert names({**THEIRS, **RESULTS, "tenant_domain": "", "tenant_host": "acme.envelope.example"}) == []


def test_what_is_proven_need_not_be_published_again():
    issued = {"actions": {}, "acm_certificates": {"acme.example": {"status": "ISSUED", "validation_records": [PROOF]}}}
    verified = {"actions": {}, "sesv2_identities": {"acme.example": {"state": "verified", "dns_records": [DKIM]}}}
    assert names({**THEIRS, "__named": issued, "__mail": verified}) == ["CNAME acme.example", "CNAME *.acme.example"]


def test_what_aws_has_not_decided_yet_is_left_out():
    planned = {"actions": {}, "acm_certificates": {"acme.example": {"validation_records": "(known after apply)"}}}
    assert names({**THEIRS, "__named": planned}) == ["CNAME acme.example", "CNAME *.acme.example"]


def test_it_reads_as_two_lists():
    told = handover({**THEIRS, **RESULTS})
    assert told[0] == "Whoever holds acme.example publishes"
    assert told[told.index("It has, and waits for what is said above") + 1:] == [
        "  address    https://acme.example", "  bucket     e-pool-acme", "  secret     e-pool-acme",
        "  mail from  acme.example"]


def test_it_is_ready_when_nothing_is_waited_for():
    verified = {"actions": {}, "sesv2_identities": {"acme.example": {"state": "verified", "dns_records": [DKIM]}}}
    assert handover({**OURS, "__mail": verified})[:2] == ["Ready to use", "  address    https://acme.example"]
    pending = {**OURS, "__mail": RESULTS["__mail"]}
    failed = {**OURS, "tenant_failed": {"msg": "refused"}}
    proving = {**OURS, "__named": RESULTS["__named"]}
    assert {handover(values)[0] for values in (pending, failed, proving)} == {
        "It has, and waits for what is said above"}


def test_a_plan_makes_nobody_believe_that_it_is_there():
    assert handover({**OURS}, check=True)[0] == "It would have"
