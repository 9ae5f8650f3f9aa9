# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about identities."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Pending, Together
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import Plan, plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, Invalid
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sesv2 import EmailIdentity
from ansible_collections.venturemond.envelope.plugins.module_utils.replacing import decided
from ansible_collections.venturemond.envelope.tests.unit.script import play, requests

DOMAIN, ZONE = "acme.example.com", "Z0123456789ABCDEFGHIJ"
HERE = ("get_caller_identity", {"partition": "aws", "region": "eu-west-1", "account": "111122223333"})
TOKENS = ["one", "two", "three"]
CNAMES = [(f"{token}._domainkey.{DOMAIN}", "CNAME", f"{token}.dkim.amazonses.com") for token in TOKENS]


def identity(**options: t.Any) -> EmailIdentity:
    return EmailIdentity(**{"email_identity": DOMAIN, **options})


def found(status: str = "PENDING", *, sender: str = "", dkim: t.Any = None, **about: t.Any) -> tuple[str, t.Any]:
    keys = {"Status": status, "SigningEnabled": True, "Tokens": TOKENS, "SigningAttributesOrigin": "AWS_SES",
            "NextSigningKeyLength": "RSA_2048_BIT", **(dkim or {})}
    mail_from = {"MailFromDomain": f"bounce.{DOMAIN}", "MailFromDomainStatus": sender} if sender else {}
    return "get_email_identity", {
        "IdentityType": "DOMAIN", "VerificationStatus": status, "VerifiedForSendingStatus": status == "SUCCESS",
        "DkimAttributes": keys, "MailFromAttributes": {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE", **mail_from},
        **about}


def records(*entries: tuple[str, str, str], following: str = "") -> tuple[str, t.Any]:
    listed = [{"Name": f"{name}.", "Type": kind, "TTL": 600, "ResourceRecords": [
        {"Value": value} for value in values.split(" | ")]} for name, kind, values in entries]
    return "list_resource_record_sets", {
        "ResourceRecordSets": listed, **({"NextRecordName": following} if following else {})}


def looked(wanted: EmailIdentity, *exchanges: t.Any) -> Plan:
    return plan(wanted, play(wanted.read(), *exchanges))


def first(step: Plan) -> tuple[str, dict[str, t.Any]]:
    call = next(step.flow())
    return call.operation, call.params


def published(step: Plan, *exchanges: t.Any) -> dict[str, t.Any]:
    """The records that an update writes, by name and type."""
    flow = step.flow()
    call = next(flow)
    for operation, answer in exchanges:
        assert call.operation == operation
        call = flow.send(answer)
    assert call.operation == "change_resource_record_sets", call
    changes = [each["ResourceRecordSet"] for each in call.params["ChangeBatch"]["Changes"]]
    return {f"{each['Name']} {each['Type']}": [v["Value"] for v in each["ResourceRecords"]] for each in changes}


class TestStates:
    @pytest.mark.parametrize(("about", "state"), [
        (found("PENDING"), "pending"),
        (found("TEMPORARY_FAILURE"), "pending"),
        (found("SUCCESS"), "verified"),
        (found("FAILED"), "failed"),
        (found("SUCCESS", sender="PENDING"), "pending"),
        (found("SUCCESS", sender="FAILED"), "failed"),
        (found("SUCCESS", sender="SUCCESS"), "verified"),
        (found("SUCCESS", dkim={"Status": "PENDING"}), "pending"),
    ])
    def test_one_word_for_all(self, about: t.Any, state: str) -> None:
        assert play(identity().read(), about, HERE).state == state

    def test_pending_is_neither_failure_nor_change(self) -> None:
        assert looked(identity(), found("PENDING"), HERE).action == "none"

    def test_an_address_has_no_keys_of_its_own(self) -> None:
        about = found("SUCCESS", IdentityType="EMAIL_ADDRESS", dkim={
            "Status": "NOT_STARTED", "SigningEnabled": False, "Tokens": []})
        step = looked(identity(email_identity="me@example.com"), about, HERE)
        assert (step.action, step.now.state, step.now.dns_records) == ("none", "verified", [])


class TestStartingAgain:
    def test_dkim_that_failed_is_planned_and_started_again_with_the_same_keys(self) -> None:
        step = looked(identity(), found("FAILED"), HERE)
        assert step.changes == {"restarting": ("dkim", "")}
        assert first(step) == ("put_email_identity_dkim_signing_attributes", {
            "EmailIdentity": DOMAIN, "SigningAttributesOrigin": "AWS_SES",
            "SigningAttributes": {"NextSigningKeyLength": "RSA_2048_BIT"}})

    def test_so_is_mail_from_with_the_domain_it_has(self) -> None:
        step = looked(identity(), found("SUCCESS", sender="FAILED"), HERE)
        assert step.changes == {"restarting": ("mail_from", "")}
        assert first(step) == ("put_email_identity_mail_from_attributes", {
            "EmailIdentity": DOMAIN, "MailFromDomain": f"bounce.{DOMAIN}", "BehaviorOnMxFailure": "USE_DEFAULT_VALUE"})

    def test_keys_of_ones_own_and_addresses_are_left_alone(self) -> None:
        own = found("FAILED", dkim={"SigningAttributesOrigin": "EXTERNAL", "Tokens": ["selector"]})
        assert looked(identity(), own, HERE).action == "none"
        address = found("FAILED", IdentityType="EMAIL_ADDRESS")
        assert looked(identity(email_identity="me@example.com"), address, HERE).action == "none"

    def test_new_keys_are_published_in_the_same_run(self) -> None:
        wanted = identity(zone=ZONE, dkim_signing_key_length="RSA_2048_BIT")
        old = found("SUCCESS", dkim={"NextSigningKeyLength": "RSA_1024_BIT"})
        step = looked(wanted, old, HERE, records(*CNAMES))
        new = found("PENDING", dkim={"Tokens": ["four"]})
        assert published(step, ("put_email_identity_dkim_signing_attributes", {}), new, records(*CNAMES)) == {
            f"four._domainkey.{DOMAIN}. CNAME": ["four.dkim.amazonses.com"]}


class TestRecords:
    def test_of_a_zone_that_is_not_ours_are_told_and_not_looked_at(self) -> None:
        wanted = identity(mail_from_domain=f"bounce.{DOMAIN}", spf=True, inbound=True, dmarc_policy="none",
                          dmarc_reports="dmarc@example.com")
        step = looked(wanted, found("PENDING", sender="PENDING"), HERE)
        assert step.action == "none"
        assert [(each["name"], each["type"], each["value"]) for each in step.now.dns_records] == [
            *CNAMES,
            (f"bounce.{DOMAIN}", "MX", "10 feedback-smtp.eu-west-1.amazonses.com"),
            (f"bounce.{DOMAIN}", "TXT", "v=spf1 include:amazonses.com ~all"),
            (DOMAIN, "TXT", "v=spf1 include:amazonses.com ~all"),
            (f"_dmarc.{DOMAIN}", "TXT", "v=DMARC1; p=none; rua=mailto:dmarc@example.com"),
            (DOMAIN, "MX", "10 inbound-smtp.eu-west-1.amazonaws.com")]
        assert not any("published" in each for each in step.now.dns_records)

    def test_keys_are_where_ses_says(self) -> None:
        step = looked(identity(), found(dkim={"SigningHostedZone": "dkim.eu-west-9.amazonses.com"}), HERE)
        assert step.now.dns_records[0]["value"] == "one.dkim.eu-west-9.amazonses.com"

    def test_what_lacks_is_published_in_one_batch_and_texts_of_others_are_kept(self) -> None:
        wanted = identity(zone=ZONE, spf=True)
        there = records((DOMAIN, "TXT", '"google-site-verification=x" | "v=spf1 include:_spf.google.com -all"'))
        step = looked(wanted, found(), HERE, there)
        assert step.changes == {"published": (False, True)}
        made = published(step, found(), there)
        assert len(made) == 4
        assert made[f"{DOMAIN}. TXT"] == [
            '"google-site-verification=x"', '"v=spf1 include:_spf.google.com include:amazonses.com -all"']

    def test_what_is_there_is_no_difference_in_whatever_spelling(self) -> None:
        spelt = [(name, kind, f"{value}.".upper()) for name, kind, value in CNAMES]
        step = looked(identity(zone=ZONE), found(), HERE, records(*spelt))
        assert step.action == "none" and all(each["published"] for each in step.now.dns_records)

    def test_a_zone_that_is_yet_to_be_made_holds_nothing(self) -> None:
        step = looked(identity(zone=Pending("zone")), found(), HERE, ("list_resource_record_sets", Absent))
        assert step.changes == {"published": (False, True)}

    @pytest.mark.parametrize(("options", "there", "said"), [
        ({"inbound": True}, (DOMAIN, "MX", "10 mx.example.org"), "mail servers of its own, 10 mx.example.org"),
        ({"spf": True}, (DOMAIN, "TXT", '"v=spf1 -all" | "v=spf1 a ~all"'), "2 SPF texts"),
        ({"dmarc_policy": "none"}, (f"_dmarc.{DOMAIN}", "TXT", '"v=DMARC1;p=none" | "v=DMARC1;p=reject"'), "2 DMARC"),
    ], ids=["mx", "spf", "dmarc"])
    def test_what_is_in_the_way_is_told_before_a_write(self, options: t.Any, there: t.Any, said: str) -> None:
        wanted = identity(zone=ZONE, **options)
        step = looked(wanted, found(), HERE, records(there, *CNAMES))
        assert said in play(decided(step, agreed=False)).refused
        with pytest.raises(Invalid, match=said):
            play(wanted.create(), HERE, records(there))

    def test_they_go_with_the_identity_where_nobody_else_has_a_part_in_them(self) -> None:
        spf = '"v=spf1 include:_spf.google.com include:amazonses.com -all"'
        there = records(*CNAMES, (DOMAIN, "TXT", spf), (DOMAIN, "MX", "10 inbound-smtp.eu-west-1.amazonaws.com"))
        now = play(identity(zone=ZONE, spf=True, inbound=True).read(), found(), HERE, there)
        flow = now.delete()
        next(flow)
        flow.send(found()[1])
        removed = flow.send(there[1]).params["ChangeBatch"]["Changes"]
        kinds = [(each["Action"], each["ResourceRecordSet"]["Type"]) for each in removed]
        assert kinds == [("DELETE", "CNAME")] * 3 + [("DELETE", "MX")]
        assert flow.send({}).operation == "delete_email_identity"


class TestDmarc:
    STRICT = records((f"_dmarc.{DOMAIN}", "TXT", '"v=DMARC1; p=reject"'), *CNAMES)
    LOOSE = records((f"_dmarc.{DOMAIN}", "TXT", '"v=DMARC1; p=none"'), *CNAMES)

    @staticmethod
    def asked(wanted: EmailIdentity, bounce: float | None) -> Plan:
        """Answers whatever is asked, rates too."""
        values = [] if bounce is None else [bounce]
        rates = {"MetricDataResults": [{"Id": "m0_0", "Values": values}, {"Id": "m0_1", "Values": []}]}
        answers = {"get_email_identity": found(ConfigurationSetName="acme")[1], HERE[0]: HERE[1],
                   "list_resource_record_sets": TestDmarc.LOOSE[1]}
        flow = wanted.read()
        step = next(flow)
        while True:
            try:
                if isinstance(step, Together):
                    step = flow.send([play(each, ("get_metric_data", rates)) for each in step.flows])
                else:
                    step = flow.send(answers[step.operation])
            except StopIteration as end:
                return plan(wanted, end.value)

    def test_a_stricter_policy_stays_unless_it_is_to_be_loosened(self) -> None:
        kept = looked(identity(zone=ZONE, dmarc_policy="none"), found(), HERE, self.STRICT)
        assert (kept.action, kept.now.published_dmarc_policy) == ("none", "reject")
        told = looked(identity(zone=ZONE, dmarc_policy="none", dmarc_loosen=True), found(), HERE, self.STRICT)
        assert told.changes == {"published": (False, True)}

    @pytest.mark.parametrize(("bounce", "action"), [(0.01, "update"), (None, "update"), (0.03, "none")])
    def test_it_is_made_stricter_only_while_mail_is_taken_well(self, bounce: float | None, action: str) -> None:
        step = self.asked(identity(zone=ZONE, dmarc_policy="quarantine"), bounce)
        assert step.action == action
        assert step.now.held == (["bounce rate 3.00% is over 2.00%"] if action == "none" else None)

    def test_rates_are_not_asked_for_where_it_stays_as_it_is(self) -> None:
        assert looked(identity(zone=ZONE, dmarc_policy="none"), found(), HERE, self.LOOSE).action == "none"


class TestMaking:
    def test_all_of_it(self) -> None:
        wanted = identity(zone=ZONE, mail_from_domain=f"bounce.{DOMAIN}", configuration_set="acme",
                          dkim_signing_key_length="RSA_2048_BIT", feedback_forwarding=False, tags={"tenant": "acme"})
        made = dict(requests(wanted.create()))
        assert made["create_email_identity"] == {
            "EmailIdentity": DOMAIN, "ConfigurationSetName": "acme", "Tags": [{"Key": "tenant", "Value": "acme"}],
            "DkimSigningAttributes": {"NextSigningKeyLength": "RSA_2048_BIT"}}
        assert made["put_email_identity_mail_from_attributes"]["MailFromDomain"] == f"bounce.{DOMAIN}"
        assert made["put_email_identity_feedback_attributes"]["EmailForwardingEnabled"] is False
        assert len(made["change_resource_record_sets"]["ChangeBatch"]["Changes"]) == 5

    def test_without_a_zone_it_is_the_first_thing_asked(self) -> None:
        assert [name for name, _unused in requests(identity().create())] == ["create_email_identity"]


@pytest.mark.parametrize(("wrong", "said"), [
    ({"email_identity": "Acme.example.com"}, "lower case"),
    ({"email_identity": "localhost"}, "a domain"),
    ({"email_identity": "me@example.com", "spf": True}, "spf: for domains only"),
    ({"mail_from_domain": "bounce.example.com"}, "a domain below acme.example.com"),
    ({"mail_from_domain": "", "behavior_on_mx_failure": "REJECT_MESSAGE"}, "needs a mail_from_domain"),
    ({"zone": "example.org"}, "is not in example.org"),
    ({"dmarc_reports": "dmarc@example.com"}, "together with dmarc_policy"),
    ({"dmarc_policy": "none", "dmarc_reports": "nobody"}, "an address"),
    ({"bounce_rate_limit": 2}, "0 to 1"),
])
def test_what_cannot_be_is_told_beforehand(wrong: dict[str, t.Any], said: str) -> None:
    (problem,) = identity(**wrong).problems()
    assert said in problem
