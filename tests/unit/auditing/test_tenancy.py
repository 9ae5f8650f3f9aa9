# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T1, T2, T3 and T5: what tenants have, and what is left of those that go."""

from __future__ import annotations

import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.leaving import T5
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.tenancy import T1, T2, T3
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_tenants import (
    ACME,
    KESTREL,
    PREFIX,
    TENANTS,
    edited,
    one,
    place,
    sample,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, failing, seen


def gone(source, name):
    return lambda found: found[source].remove(one(found, source, name))


def test_tenants_that_lack_nothing():
    assert bearing("PASS", T1, sample(), place()) == {"bucket", "secret", "mail", "names", "certificate"}
    assert bearing("NOT APPLICABLE", T1, sample(), place()) == {"alarms"}
    assert bearing("PASS", T2, sample(), place()) == {"services", "target_groups", "rule"}
    assert bearing("PASS", T3, sample(), place()) == {"declared"}


@pytest.mark.parametrize(("edit", "fails"), [
    (gone("buckets", ACME.prefix), {"bucket"}),
    (gone("secrets", KESTREL.prefix), {"secret"}),
    (gone("mail identities", "acme.envelope.example"), {"mail"}),
    (lambda found: found["hosted zones"][1]["records"].pop(("kestrel.example", "A")), {"names"}),
    (lambda found: found["hosted zones"][1]["records"].pop(("*.kestrel.example", "A")), {"names"}),
    (lambda found: found["certificates"][1].update(Status="PENDING_VALIDATION"), {"certificate"}),
    (lambda found: found["listeners"][0]["certificates"].pop(), {"certificate"}),
    (lambda found: found["certificates"].pop(), {"certificate"}),
], ids=["bucket", "secret", "mail", "record", "record below", "pending", "not shown", "none"])
def test_each_thing_that_a_tenant_lacks_fails_alone(edit, fails):
    assert failing(T1, edited(edit), place()) == fails


def test_things_are_found_by_tags_where_names_differ():
    found = edited(lambda found: one(found, "buckets", ACME.prefix).update(Name=f"{PREFIX}-files-of-acme"))
    assert failing(T1, found, place()) == set()
    assert "tenant acme: bucket envelope-prod-files-of-acme" in seen(T1, "bucket", found, place())


def test_who_sends_no_mail_lacks_no_identity():
    silent = Tenant("acme", "pool", ACME.prefix, ACME.host, mail_domain="")
    found = edited(gone("mail identities", "acme.envelope.example"))
    assert "mail" in bearing("NOT APPLICABLE", T1, found, place(silent))


def test_that_nothing_leads_to_the_platform_is_told_once_by_n3():
    def nothing_leads(found):
        for zone in found["hosted zones"]:
            zone["records"] = {name: record for name, record in zone["records"].items() if "AliasTarget" not in record}

    assert "names" in bearing("NOT APPLICABLE", T1, edited(nothing_leads), place())


def test_what_is_refused_is_unknown():
    found = {**sample(), "buckets": DENIED, "hosted zones": DENIED, "listeners": DENIED}
    assert bearing("UNKNOWN", T1, found, place()) == {"bucket", "names", "certificate"}
    assert bearing("UNKNOWN", T2, {**sample(), "services": DENIED}, place()) == {"services", "target_groups", "rule"}
    assert bearing("UNKNOWN", T5, found, place()) == {"hold"}


def test_a_silo_tenant_without_services_fails_once():
    def no_services(found):
        found["services"] = [each for each in found["services"] if not each["serviceName"].startswith(KESTREL.prefix)]

    assert failing(T2, edited(no_services), place()) == {"services"}
    assert bearing("NOT APPLICABLE", T2, sample(), place(ACME)) == {"services", "target_groups", "rule"}


def test_a_silo_tenant_has_its_way_in_for_itself():
    def shares(found):
        platform, own = (next(each for each in found["services"] if each["serviceName"] == name)
                         for name in (f"{PREFIX}-api", f"{KESTREL.prefix}-api"))
        platform["loadBalancers"] = own["loadBalancers"]

    assert failing(T2, edited(shares), place()) == {"target_groups"}
    assert failing(T2, edited(lambda found: found["listeners"][0]["rules"].pop(0)), place()) == {"rule"}
    of_acme = Tenant("kestrel", "silo", KESTREL.prefix, "another.example")
    assert seen(T2, "rule", sample(), place(of_acme)) == ["tenant kestrel: api.kestrel.example"]
    assert failing(T2, sample(), place(of_acme)) == {"rule"}


def test_who_is_there_and_in_no_inventory_is_told():
    stray = Tenant("stray", "pool", f"{PREFIX}-pool-stray", declared=False)
    assert failing(T3, sample(), place(*TENANTS, stray)) == {"declared"}


def leaving(days):
    since = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=days)
    return lambda found: one(found, "secrets", ACME.prefix)["Tags"].append(
        {"Key": "offboarding", "Value": since.isoformat(timespec="seconds")})


def test_nothing_is_left_of_a_hold_that_is_over():
    assert bearing("NOT APPLICABLE", T5, sample(), place()) == {"hold", "proof"}
    assert bearing("PASS", T5, edited(leaving(29)), place()) == {"hold"}
    assert failing(T5, edited(leaving(31)), place()) == {"hold"}
    assert failing(T5, edited(leaving(29)), place(tenant_offboarding_hold_days=7)) == {"hold"}


def test_a_mark_that_is_no_date_holds_nothing():
    mark = {"Key": "offboarding", "Value": "soon"}
    found = edited(lambda found: one(found, "secrets", ACME.prefix)["Tags"].append(mark))
    assert seen(T5, "hold", found, place()) == [
        "secret envelope-prod-pool-acme: marked as leaving since 'soon', which is no date"]
