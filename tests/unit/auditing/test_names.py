# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N3: names that lead to the platform, and which record answers for a name."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.dns import answer, leads
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.names import N3
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_tenants import DOMAIN, edited, place, sample
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, seen


def record(name, **about):
    return lambda found: found["hosted zones"][0]["records"].update({(name, about["Type"]): about})


def test_names_that_lead_here():
    assert bearing("PASS", N3, sample(), place()) == {"leads"}
    assert [each.partition(":")[0] for each in seen(N3, "leads", sample(), place())] == [
        f"name {name}.{DOMAIN}" for name in ("*", "api", "hq", "ws")]


@pytest.mark.parametrize("edit", [
    lambda found: found["hosted zones"][0]["records"].pop((f"*.{DOMAIN}", "A")),
    record(f"hq.{DOMAIN}", Type="A", AliasTarget={"DNSName": "another.eu-west-1.elb.amazonaws.com."}),
    record(f"api.{DOMAIN}", Type="A", ResourceRecords=[{"Value": "192.0.2.1"}]),
], ids=["no wildcard", "elsewhere", "an address"])
def test_names_that_do_not(edit):
    assert failing(N3, edited(edit), place()) == {"leads"}


@pytest.mark.parametrize(("host", "fails"), [
    ("envelope-prod-1.eu-west-1.elb.amazonaws.com", set()), ("another.eu-west-1.elb.amazonaws.com", {"leads"})])
def test_a_name_may_be_another_one_of_the_load_balancers(host, fails):
    def plain(found):
        records = found["hosted zones"][0]["records"]
        del records[f"*.{DOMAIN}", "A"]
        records[f"*.{DOMAIN}", "CNAME"] = {"Type": "CNAME", "ResourceRecords": [{"Value": host}]}

    assert f"name *.{DOMAIN}: CNAME to {host}" in seen(N3, "leads", edited(plain), place())
    assert failing(N3, edited(plain), place()) == fails


def test_text_that_says_the_name_of_the_load_balancer_leads_nowhere():
    text = {"Type": "TXT", "ResourceRecords": [{"Value": "lb.example"}]}
    assert not leads(text, ["lb.example"])


def test_whose_zone_is_somebody_elses_publishes_it_there():
    found = {**sample(), "hosted zones": []}
    assert bearing("NOT APPLICABLE", N3, found, place()) == {"leads", "batch"}
    assert "whoever holds envelope.example" in seen(N3, "leads", found, place())[0]
    assert bearing("UNKNOWN", N3, {**sample(), "hosted zones": DENIED}, place()) == {"leads"}


WILD, OWN = {"Type": "A"}, {"Type": "A", "own": True}


@pytest.mark.parametrize(("name", "answers"), [
    ("own.x.example", OWN), ("other.x.example", WILD), ("far.below.x.example", WILD), ("x.example", None),
    ("mailed.x.example", None), ("y.own.x.example", None),
], ids=["its own", "wildcard", "more labels", "the zone itself", "a name with others below", "below a name"])
def test_which_record_answers(name, answers):
    zone = {"name": "x.example", "records": {
        ("*.x.example", "A"): WILD, ("own.x.example", "A"): OWN, ("_dmarc.mailed.x.example", "TXT"): {"Type": "TXT"},
        ("x.example", "SOA"): {"Type": "SOA"}}}
    assert answer(zone, name, "A") == answers
