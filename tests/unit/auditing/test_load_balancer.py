# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N2: the load balancer."""

from __future__ import annotations

import dataclasses
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.load_balancer import N2
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_platform import sample
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, place, seen

Edit = t.Callable[[dict[str, t.Any]], t.Any]


def attribute(name: str, value: str) -> Edit:
    return lambda found: found["load balancers"][0]["attributes"].update({name: value})


def test_a_sound_load_balancer_lacks_nothing():
    assert failing(N2, sample()) == set()
    assert bearing("NOT APPLICABLE", N2, sample()) == {"access_logs"}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found["listeners"].pop(0), {"https"}),
    (lambda found: found["listeners"][0].update(SslPolicy="ELBSecurityPolicy-2016-08"), {"tls"}),
    (lambda found: found["listeners"][1].update(DefaultActions=[{"Type": "forward"}]), {"redirect"}),
    (lambda found: found["listeners"][1]["rules"].insert(0, {"Conditions": [], "Actions": [{"Type": "forward"}]}),
     {"redirect"}),
    (lambda found: found["listeners"][1]["DefaultActions"][0]["RedirectConfig"].update(Protocol="HTTP"), {"redirect"}),
    (lambda found: found["certificates"][0].update(Status="PENDING_VALIDATION"), {"certificate"}),
    (lambda found: found["certificates"][0].update(Type="IMPORTED"), {"renewed"}),
    (lambda found: found["certificates"][0].update(SubjectAlternativeNameSummaries=["envelope.example"]), {"names"}),
    (attribute("idle_timeout.timeout_seconds", "60"), {"idle"}),
    (attribute("deletion_protection.enabled", "false"), {"protected"}),
    (attribute("routing.http.drop_invalid_header_fields.enabled", "false"), {"headers"}),
])
def test_what_is_amiss_fails_its_check_alone(edit: Edit, fails: set[str]):
    found = sample()
    edit(found)

    assert failing(N2, found) == fails


def test_without_a_load_balancer_that_alone_is_said():
    found = sample() | {"load balancers": []}

    assert failing(N2, found) == {"present"}
    assert bearing("PASS", N2, found) == set()


def test_a_tenants_certificate_is_not_the_platforms():
    found = sample()
    found["listeners"][0]["certificates"].append({"CertificateArn": "theirs"})
    found["certificates"].append({"CertificateArn": "theirs", "DomainName": "acme.test", "Status": "FAILED"})

    assert seen(N2, "certificate", found) == ["certificate envelope.example: issued"]


def test_names_without_a_certificate_are_told():
    found = sample()
    found["certificates"][0]["SubjectAlternativeNameSummaries"] = ["*.envelope.example"]
    found["listeners"][0]["rules"][0]["Conditions"][0]["HostHeaderConfig"]["Values"] = ["a.b.envelope.example"]

    assert seen(N2, "names", found) == ["listener envelope-prod:443: no certificate for a.b.envelope.example"]


def test_without_names_there_is_nothing_for_certificates_to_bear():
    where = dataclasses.replace(place(), domain=None)
    found = sample()
    found["listeners"][0]["rules"] = []

    assert "names" in bearing("NOT APPLICABLE", N2, found, where)


@pytest.mark.parametrize(("bucket", "verdict"), [("logs", "PASS"), ("others", "FAIL"), ("", "NOT APPLICABLE")])
def test_access_logs_go_where_the_inventory_says(bucket: str, verdict: str):
    assert "access_logs" in bearing(verdict, N2, sample(), place(network_access_logs_bucket=bucket))


def test_what_aws_does_not_show_is_unknown():
    assert bearing("UNKNOWN", N2, sample() | {"certificates": DENIED}) == {"certificate", "renewed", "names"}
