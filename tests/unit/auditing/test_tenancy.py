# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""T1, T2, T3 and T5: what tenants have, and what is left of those that go."""

from __future__ import annotations

import dataclasses
import datetime

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.place import Tenant
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Thing
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.leaving import T5
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.storage import S1
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


def test_a_name_may_be_another_one_of_the_load_balancers():
    def plain(found):
        records = found["hosted zones"][1]["records"]
        del records["kestrel.example", "A"]
        there = {"Value": found["load balancers"][0]["DNSName"]}
        records["kestrel.example", "CNAME"] = {"Type": "CNAME", "ResourceRecords": [there]}

    assert failing(T1, edited(plain), place()) == set()


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


def hidden(name):
    """Refuse to show the tags of a bucket."""
    def edit(found):
        buckets = found["buckets"]
        buckets[:] = [Thing({**each, "tags": DENIED}) if each["Name"] == name else each for each in buckets]

    return edit


def test_tags_that_are_refused_may_hide_a_tenant():
    found = edited(hidden(f"{PREFIX}-audit"))
    assert bearing("UNKNOWN", T3, found, place()) == {"declared"}
    said = [each.partition(":") for each in seen(T3, "declared", found, place())]
    assert [name for name, _colon, why in said if "AccessDenied" in why] == [f"bucket {PREFIX}-audit"]


@pytest.mark.parametrize("edit", [
    hidden(f"{PREFIX}-audit"), lambda found: found.update(buckets=DENIED), lambda found: found.update(secrets=DENIED),
], ids=["tags", "buckets", "secrets"])
def test_what_is_refused_hides_no_tenant_that_is_seen(edit):
    stray = Tenant("stray", "pool", f"{PREFIX}-pool-stray", declared=False)
    assert bearing("UNKNOWN", T3, edited(edit), place()) == {"declared"}
    assert failing(T3, edited(edit), place(*TENANTS, stray)) == {"declared"}


def nobody():
    return dataclasses.replace(place(), tenants=(), known_from="discovery")


@pytest.mark.parametrize("source", ["buckets", "secrets"])
def test_that_there_is_no_tenant_is_not_said_where_nobody_can_see(source):
    checks = {"bucket", "secret", "mail", "names", "certificate"}
    nothing = {**sample(), "buckets": [], "secrets": []}
    assert bearing("NOT APPLICABLE", T1, nothing, nobody()) == {*checks, "alarms"}
    assert bearing("UNKNOWN", T1, {**nothing, source: DENIED}, nobody()) == checks
    assert bearing("UNKNOWN", T2, {**nothing, source: DENIED}, nobody()) == {"services", "target_groups", "rule"}


def test_nor_where_tags_are_refused():
    found = edited(hidden(f"{PREFIX}-audit"))
    assert "bucket" in bearing("UNKNOWN", T1, found, nobody())
    assert "bucket" in bearing("PASS", T1, found, dataclasses.replace(place(), known_from="discovery"))


def test_buckets_that_are_seen_are_judged_where_secrets_are_refused():
    where = dataclasses.replace(place(), known_from="discovery")
    assert "public" in bearing("PASS", S1, {**sample(), "secrets": DENIED}, where)
    assert "secret" in bearing("UNKNOWN", T1, {**sample(), "secrets": DENIED}, where)


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
