# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role email: planned, built, built again, and what becomes of it."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.email.conftest import Mail
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run

ACCOUNT = "123456789012"


def records(mail: Mail) -> dict[tuple[str, str], list[str]]:
    route53 = mail.client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    found = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return {(each["Name"].rstrip("."), each["Type"]): [value["Value"] for value in each["ResourceRecords"]]
            for each in found}


def identity(mail: Mail, name: str) -> dict[str, t.Any]:
    return mail.client("sesv2").get_email_identity(EmailIdentity=name)


class TestBuilding:
    def test_the_plan_writes_nothing_and_is_what_is_done(self, planned: Run, built: Run):
        assert (planned.code, built.code) == (0, 0), planned.printed + built.printed
        assert planned.writes == []
        assert sorted(planned.planned) == sorted(built.planned) != []

    def test_a_second_run_writes_nothing_though_a_domain_is_pending(self, mail: Mail, again: Run):
        assert (again.code, again.writes) == (0, [])
        assert identity(mail, "bluebird.example")["VerifiedForSendingStatus"] is False

    def test_a_tenant_costs_few_calls(self, again: Run):
        calls = [call for call in again.calls if call["service"] in ("sesv2", "route53")]

        assert len(calls) / 3 <= 6, [f"{call['service']}:{call['operation']}" for call in calls]

    def test_domains_in_a_zone_of_ours_are_verified(self, mail: Mail, again: Run):
        for domain in ("envelope.test", "acme.envelope.test"):
            assert identity(mail, domain)["VerifiedForSendingStatus"]
            assert identity(mail, domain)["MailFromAttributes"]["MailFromDomainStatus"] == "SUCCESS"

    def test_all_records_of_a_domain_are_there(self, mail: Mail, again: Run):
        found = records(mail)

        assert found["acme.envelope.test", "MX"] == ["10 inbound-smtp.eu-west-1.amazonaws.com"]
        assert found["bounce.acme.envelope.test", "MX"] == ["10 feedback-smtp.eu-west-1.amazonses.com"]
        assert "include:amazonses.com" in found["acme.envelope.test", "TXT"][0]
        assert "p=none" in found["_dmarc.acme.envelope.test", "TXT"][0]
        assert sum("_domainkey.acme.envelope.test" in name for name, _type in found) == 3

    def test_records_for_a_zone_of_somebody_elses_are_told(self, again: Run):
        assert "_domainkey.bluebird.example" in again.printed

    def test_there_is_one_rule_for_all_domains(self, mail: Mail, again: Run):
        active = mail.client("ses").describe_active_receipt_rule_set()

        assert active["Metadata"]["Name"] == "envelope-local"
        assert [rule["Name"] for rule in active["Rules"]] == ["envelope-local-inbound"]

    def test_events_of_each_domain_go_to_the_topic(self, mail: Mail, again: Run):
        topic = f"arn:aws:sns:eu-west-1:{ACCOUNT}:envelope-local-mail-events"
        for name in ("envelope-local", "envelope-local-pool-acme", "envelope-local-pool-bluebird"):
            [found] = mail.client("sesv2").get_configuration_set_event_destinations(
                ConfigurationSetName=name)["EventDestinations"]
            assert found["SnsDestination"]["TopicArn"] == topic
            assert "COMPLAINT" in found["MatchingEventTypes"]

    def test_who_is_to_be_told_is_asked_once(self, mail: Mail, again: Run):
        topic = f"arn:aws:sns:eu-west-1:{ACCOUNT}:envelope-local-mail-events"
        found = mail.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]

        assert [each["SubscriptionArn"] for each in found] == ["PendingConfirmation"]


class TestLater:
    def test_a_tenant_is_paused_and_nobody_else(self, mail: Mail, again: Run):
        paused = mail.run("--limit", "acme", email_sending_enabled=False)
        sending = {name: mail.client("sesv2").get_configuration_set(ConfigurationSetName=name)["SendingOptions"]
                   for name in ("envelope-local", "envelope-local-pool-acme")}
        resumed = mail.run("--limit", "acme")

        assert paused.writes == ["sesv2:PutConfigurationSetSendingOptions"] == resumed.writes
        assert sending == {"envelope-local": {"SendingEnabled": True},
                           "envelope-local-pool-acme": {"SendingEnabled": False}}

    def test_dmarc_is_made_stricter_when_told_and_stays_so(self, mail: Mail, again: Run):
        stricter = mail.run("--limit", "acme", email_dmarc_policy="quarantine")
        former = mail.run("--limit", "acme")

        assert stricter.writes == ["route53:ChangeResourceRecordSets"]
        assert "p=quarantine" in records(mail)["_dmarc.acme.envelope.test", "TXT"][0]
        assert former.writes == []

    def test_rates_are_read_only_before_dmarc_is_made_stricter(self, mail: Mail, again: Run):
        assert "GetMetricData" not in [call["operation"] for call in again.calls]
        looked = mail.run("--limit", "acme", "--check", email_dmarc_policy="reject")

        assert [call["operation"] for call in looked.calls].count("GetMetricData") == 1

    def test_dmarc_stays_as_it_is_while_too_much_mail_bounces(self, mail: Mail, again: Run):
        mail.aws.mail(configuration_set="envelope-local-pool-bluebird", bounce_rate=0.031)
        zone = {"email_zone": "envelope.test", "email_domain": "bluebird.envelope.test"}
        mail.run("--limit", "bluebird", **zone)

        held = mail.run("--limit", "bluebird", email_dmarc_policy="reject", **zone)

        assert (held.code, held.writes) == (0, [])
        assert "bounce rate 3.10% is over 2.00%" in held.printed
        assert "p=none" in records(mail)["_dmarc.bluebird.envelope.test", "TXT"][0]

    def test_a_search_that_was_given_up_is_started_again(self, mail: Mail, again: Run):
        mail.aws.mail("bluebird.example", dkim="FAILED")
        assert identity(mail, "bluebird.example")["DkimAttributes"]["Status"] == "FAILED"
        planned = mail.run("--limit", "bluebird", "--check", "--diff")
        restarted, later = mail.run("--limit", "bluebird"), mail.run("--limit", "bluebird")

        assert (planned.writes, planned.planned) == ([], ["sesv2_identities bluebird.example"])
        assert restarted.writes == ["sesv2:PutEmailIdentityDkimSigningAttributes"]
        assert identity(mail, "bluebird.example")["DkimAttributes"]["Status"] == "PENDING"
        assert (later.code, later.writes) == (0, [])

    def test_an_active_rule_set_of_somebody_elses_is_left_and_named(self, mail: Mail, again: Run):
        ses = mail.client("ses")
        ses.create_receipt_rule_set(RuleSetName="theirs")
        ses.set_active_receipt_rule_set(RuleSetName="theirs")
        refused = [mail.run(*check, "--limit", "envelope-local") for check in (["--check"], [])]
        joined = mail.run("--limit", "envelope-local", email_rule_set="theirs")
        active = ses.describe_active_receipt_rule_set()

        assert all(run.code == 2 and "rule set theirs is active" in run.printed for run in refused)
        assert [write for run in refused for write in run.writes] == []
        assert (joined.code, active["Metadata"]["Name"]) == (0, "theirs"), joined.printed
        assert [rule["Name"] for rule in active["Rules"]] == ["envelope-local-inbound"]
