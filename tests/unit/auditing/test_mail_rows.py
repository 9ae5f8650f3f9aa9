# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""E1, E2 and E3: mail that is sent, mail that comes in, and what becomes of it."""

from __future__ import annotations

import dataclasses

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.reading import Untold
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.inbound import E2
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.mail import E1
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.mail_events import E3
from ansible_collections.venturemond.envelope.plugins.module_utils.auditing.requirements.tenancy import T1
from ansible_collections.venturemond.envelope.tests.unit.auditing.sample_tenants import (
    ACME,
    DOMAIN,
    KESTREL,
    PREFIX,
    edited,
    one,
    place,
    sample,
)
from ansible_collections.venturemond.envelope.tests.unit.auditing.samples import DENIED, bearing, checked, failing, seen

RECORDS = {"keys", "spf", "dmarc", "bounces", "bounces_spf"}
SENDS = {"domain", "state", "dkim", "mail_from"} | RECORDS
HOST = f"acme.{DOMAIN}"


def identity(**about):
    return lambda found: one(found, "mail identities", HOST).update(about)


def dkim(**about):
    return lambda found: one(found, "mail identities", HOST)["DkimAttributes"].update(about)


def record(name, kind, *values):
    """Have a record other values, or take it away."""
    def edit(found):
        records = found["hosted zones"][0]["records"]
        del records[name, kind]
        if values:
            records[name, kind] = {"Type": kind, "ResourceRecords": [{"Value": value} for value in values]}

    return edit


def test_mail_that_others_can_tell_is_ours():
    assert bearing("PASS", E1, sample(), place()) == SENDS


@pytest.mark.parametrize(("edit", "fails"), [
    (identity(VerificationStatus="FAILED"), {"state"}),
    (dkim(Status="FAILED"), {"state"}),
    (dkim(SigningEnabled=False), {"dkim"}),
    (dkim(NextSigningKeyLength="RSA_1024_BIT"), {"dkim"}),
    (identity(MailFromAttributes={}), {"mail_from"}),
    (record(f"token._domainkey.{HOST}", "CNAME"), {"keys"}),
    (record(f"token._domainkey.{HOST}", "CNAME", "former.dkim.amazonses.com"), {"keys"}),
    (record(HOST, "TXT", '"v=spf1 -all"'), {"spf"}),
    (record(HOST, "TXT", '"v=spf1 include:amazonses.com ~all"', '"v=spf1 mx"'), {"spf"}),
    (record(f"_dmarc.{HOST}", "TXT"), {"dmarc"}),
    (record(f"bounce.{HOST}", "MX"), {"bounces"}),
    (record(f"bounce.{HOST}", "TXT"), {"bounces_spf"}),
    (lambda found: found["mail identities"].pop(0), {"domain"}),
])
def test_each_fault_of_a_domain_fails_alone(edit, fails):
    assert failing(E1, edited(edit), place()) == fails


def test_pending_is_a_state_and_no_failure():
    found = edited(identity(VerificationStatus="PENDING"), dkim(Status="PENDING"))
    assert failing(E1, found, place()) == set()
    assert f"domain {HOST}: pending (DKIM PENDING, MAIL FROM SUCCESS)" in seen(E1, "state", found, place())


def test_stricter_words_of_others_are_well():
    strict = record(f"_dmarc.{HOST}", "TXT", '"v=DMARC1; p=reject; rua=mailto:a@b.example"')
    own_key = dkim(SigningAttributesOrigin="EXTERNAL", Tokens=["own"], NextSigningKeyLength=None)
    assert failing(E1, edited(strict, own_key), place()) == set()


def test_the_record_that_is_missing_is_said():
    found = edited(record(f"_dmarc.{HOST}", "TXT"))
    assert f"domain {HOST}: TXT _dmarc.{HOST} lacks v=DMARC1; p=none" in seen(E1, "dmarc", found, place())


def test_who_publishes_elsewhere_is_said():
    found = {**sample(), "hosted zones": []}
    assert bearing("NOT APPLICABLE", E1, found, place()) == RECORDS
    assert "whoever holds envelope.example publishes" in seen(E1, "spf", found, place())[0]


def test_a_platform_may_send_no_mail_of_its_own():
    found = edited(lambda found: found["mail identities"].pop(0))
    assert failing(E1, found, place(platform_mail_domain="")) == set()


def test_what_is_refused_is_unknown():
    assert bearing("UNKNOWN", E1, {**sample(), "mail identities": DENIED}, place()) == SENDS
    assert bearing("UNKNOWN", E1, {**sample(), "hosted zones": DENIED}, place()) == RECORDS
    assert bearing("UNKNOWN", E2, {**sample(), "receipt rules": DENIED}, place()) == {"kept", "few", "servers"}
    assert bearing("UNKNOWN", E3, {**sample(), "configuration sets": DENIED}, place()) == {
        "events", "suppression", "reputation"}


def untold(source, key, name):
    """Have AWS refuse to describe one of a list."""
    def edit(found):
        found[source] = [Untold({key: name}, DENIED) if each[key] == name else each for each in found[source]]

    return edit


def test_a_domain_that_is_refused_leaves_the_others_told():
    found = edited(untold("mail identities", "name", HOST))
    assert bearing("UNKNOWN", E1, found, place()) == SENDS - {"domain"}
    assert bearing("UNKNOWN", E3, found, place()) == {"apart", "events", "suppression", "reputation"}
    assert bearing("UNKNOWN", E2, found, place()) == set()
    assert bearing("UNKNOWN", T1, found, place()) == set()
    for row, check in ((E1, "dkim"), (E1, "spf"), (E3, "events")):
        findings = checked(row, found, place())[f"{row.id}.{check}"].findings
        assert [one.tenant for one in findings if one.verdict == "UNKNOWN"] == ["acme"] and len(findings) == 4


def test_that_a_set_is_shared_is_told_though_a_domain_is_refused():
    found = edited(identity(ConfigurationSetName=PREFIX), untold("mail identities", "name", f"bluebird.{DOMAIN}"))
    said = {one.subject: one.verdict for one in checked(E3, found, place())["E3.apart"].findings}
    assert said == {f"domain {DOMAIN}": "FAIL", f"domain {HOST}": "FAIL", f"domain bluebird.{DOMAIN}": "UNKNOWN",
                    "domain kestrel.example": "UNKNOWN"}


def test_a_tenant_whose_mail_may_be_what_is_refused_is_unknown():
    found = edited(untold("mail identities", "name", HOST))
    lost = dataclasses.replace(ACME, host="lost.example")
    assert bearing("UNKNOWN", T1, found, place(lost, KESTREL)) == {"mail"}


def test_a_configuration_set_that_is_refused_leaves_the_others_told():
    found = edited(untold("configuration sets", "ConfigurationSetName", ACME.prefix))
    findings = checked(E3, found, place())["E3.events"].findings
    assert [one.subject for one in findings if one.verdict == "UNKNOWN"] == [f"configuration set {ACME.prefix}"]
    assert bearing("PASS", E3, found, place()) == {"apart"}


def rules(*recipients, **about):
    """A rule for each of these lists of recipients."""
    def edit(found):
        [given] = found["receipt rules"]["rules"]
        found["receipt rules"]["rules"] = [
            {**given, "Name": f"rule-{number}", "Recipients": each, **about} for number, each in enumerate(recipients)]

    return edit


def test_mail_that_comes_in_is_kept():
    assert bearing("PASS", E2, sample(), place(email_inbound=True)) == {"kept", "few", "servers"}
    assert bearing("PASS", E2, sample(), place()) == {"kept", "few", "servers"}
    assert bearing("NOT APPLICABLE", E2, sample(), place(email_inbound=False)) == {"kept", "few", "servers"}


def no_servers(found):
    for zone in found["hosted zones"]:
        zone["records"] = {(name, kind): each for (name, kind), each in zone["records"].items()
                           if kind != "MX" or name.startswith("bounce.")}


@pytest.mark.parametrize(("edit", "fails"), [
    (lambda found: found.update({"receipt rules": {"name": None, "rules": []}}), {"kept"}),
    (rules([], Enabled=False), {"kept"}),
    (rules([], Actions=[{"S3Action": {"BucketName": "of-others"}}]), {"kept"}),
    (rules([], Actions=[{"SNSAction": {"TopicArn": "topic"}}]), {"kept"}),
    (rules([HOST], [f"bluebird.{DOMAIN}"]), {"few"}),
    (no_servers, {"servers"}),
])
def test_each_fault_of_what_comes_in_fails_alone(edit, fails):
    assert failing(E2, edited(edit), place()) == fails


def test_a_rule_for_our_domains_is_ours_wherever_it_keeps_mail():
    elsewhere = rules([DOMAIN, f".{DOMAIN}"], Actions=[{"S3Action": {"BucketName": "mail-of-the-company"}}])
    assert failing(E2, edited(elsewhere), place()) == set()


def test_the_rule_set_that_is_active_is_said():
    foreign = edited(lambda found: found.update({"receipt rules": {"name": "office", "rules": []}}))
    assert seen(E2, "kept", foreign, place()) == [
        "rule set office: no enabled rule of office keeps mail in a bucket of ours"]


def of_set(**about):
    return lambda found: one(found, "configuration sets", ACME.prefix).update(about)


def told(**about):
    return lambda found: one(found, "configuration sets", ACME.prefix)["destinations"][0].update(about)


def test_what_becomes_of_mail_is_told():
    assert bearing("PASS", E3, sample(), place()) == {"apart", "events", "suppression", "reputation"}


@pytest.mark.parametrize(("edit", "fails"), [
    (identity(ConfigurationSetName=None), {"apart"}),
    (identity(ConfigurationSetName=PREFIX), {"apart"}),
    (told(Enabled=False), {"events"}),
    (told(MatchingEventTypes=["BOUNCE"]), {"events"}),
    (told(SnsDestination=None), {"events"}),
    (of_set(destinations=[]), {"events"}),
    (of_set(SuppressionOptions={"SuppressedReasons": ["COMPLAINT"]}), {"suppression"}),
    (of_set(SuppressionOptions=None), {"suppression"}),
    (of_set(ReputationOptions={}), {"reputation"}),
])
def test_each_fault_of_a_configuration_set_fails_alone(edit, fails):
    assert failing(E3, edited(edit), place()) == fails


def test_the_account_may_suppress_for_all():
    account = {"SuppressionAttributes": {"SuppressedReasons": ["BOUNCE", "COMPLAINT"]}}
    found = edited(of_set(SuppressionOptions=None), lambda found: found.update({"mail account": account}))
    assert failing(E3, found, place()) == set()
    said = seen(E3, "suppression", found, place())
    assert f"configuration set {ACME.prefix}: BOUNCE, COMPLAINT, by the account" in said
