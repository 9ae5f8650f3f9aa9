# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Simple Email Service, version 2."""

from __future__ import annotations

import pytest

DOMAIN, SENDER = "acme.example.com", "bounce.acme.example.com"
TAGS = [{"Key": "tenant", "Value": "acme"}]


@pytest.fixture
def ses(client):
    return client("sesv2")


@pytest.fixture
def zone(client):
    return client("route53").create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]


@pytest.fixture
def publish(client, zone):
    """Publishes records, or takes them away."""

    def change(name, type_, *values, action="UPSERT"):
        record = {"Name": name, "Type": type_, "TTL": 300, "ResourceRecords": [{"Value": value} for value in values]}
        changes = {"Changes": [{"Action": action, "ResourceRecordSet": record}]}
        client("route53").change_resource_record_sets(HostedZoneId=zone, ChangeBatch=changes)

    return change


@pytest.fixture
def keys(ses, publish):
    """Publishes the DKIM records of an identity."""

    def change(action="UPSERT"):
        dkim = ses.get_email_identity(EmailIdentity=DOMAIN)["DkimAttributes"]
        for token in dkim["Tokens"]:
            publish(f"{token}._domainkey.{DOMAIN}", "CNAME", f"{token}.{dkim['SigningHostedZone']}", action=action)

    return change


def states(ses):
    found = ses.get_email_identity(EmailIdentity=DOMAIN)
    return found["DkimAttributes"]["Status"], found["VerificationStatus"], found["VerifiedForSendingStatus"]


def sender_state(ses):
    return ses.get_email_identity(EmailIdentity=DOMAIN)["MailFromAttributes"]["MailFromDomainStatus"]


def send(ses, sender=f"no-reply@{DOMAIN}", to="person@example.org", **options):
    content = {"Simple": {"Subject": {"Data": "Hello"}, "Body": {"Text": {"Data": "Hello"}}}}
    return ses.send_email(
        FromEmailAddress=sender, Destination={"ToAddresses": [to]}, Content=content, **options)["MessageId"]


class TestIdentities:
    def test_a_domain_is_verified_once_its_keys_are_public(self, ses, keys):
        made = ses.create_email_identity(EmailIdentity=DOMAIN)
        assert (made["DkimAttributes"]["Status"], made["VerifiedForSendingStatus"]) == ("NOT_STARTED", False)
        assert made["DkimAttributes"]["NextSigningKeyLength"] == "RSA_2048_BIT"
        assert states(ses) == ("PENDING", "PENDING", False)
        keys()
        assert states(ses) == ("SUCCESS", "SUCCESS", True)
        keys("DELETE")
        assert states(ses) == ("TEMPORARY_FAILURE", "SUCCESS", True)

    def test_keys_of_another_length_have_other_records_and_leave_it_verified(self, ses, keys):
        ses.create_email_identity(EmailIdentity=DOMAIN, DkimSigningAttributes={"NextSigningKeyLength": "RSA_1024_BIT"})
        keys()
        before = ses.get_email_identity(EmailIdentity=DOMAIN)["DkimAttributes"]
        wanted = {"NextSigningKeyLength": "RSA_2048_BIT"}
        put = ses.put_email_identity_dkim_signing_attributes(
            EmailIdentity=DOMAIN, SigningAttributesOrigin="AWS_SES", SigningAttributes=wanted)
        assert put["DkimStatus"] == "PENDING" and set(put["DkimTokens"]).isdisjoint(before["Tokens"])
        after = ses.get_email_identity(EmailIdentity=DOMAIN)["DkimAttributes"]
        assert (after["CurrentSigningKeyLength"], after["NextSigningKeyLength"]) == ("RSA_1024_BIT", "RSA_2048_BIT")
        assert states(ses) == ("PENDING", "SUCCESS", True)

    def test_a_test_says_how_far_it_is_until_it_is_started_again(self, aws, ses, keys):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        aws.mail(DOMAIN, dkim="FAILED", after_reads=1)
        assert states(ses) == ("PENDING", "PENDING", False)
        assert states(ses) == ("FAILED", "FAILED", False)
        keys()
        assert states(ses) == ("FAILED", "FAILED", False), "SES looks no more"
        ses.put_email_identity_dkim_signing_attributes(EmailIdentity=DOMAIN, SigningAttributesOrigin="AWS_SES")
        assert states(ses) == ("SUCCESS", "SUCCESS", True)
        with pytest.raises(ValueError, match="no identity"):
            aws.mail("example.org", dkim="FAILED")
        with pytest.raises(ValueError, match="Unknown state"):
            aws.mail(DOMAIN, dkim="BROKEN")

    def test_mail_from(self, aws, ses, publish, refused):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        unset = ses.get_email_identity(EmailIdentity=DOMAIN)["MailFromAttributes"]
        assert unset == {"BehaviorOnMxFailure": "USE_DEFAULT_VALUE"}
        with refused("BadRequestException", "not subdomain"):
            ses.put_email_identity_mail_from_attributes(EmailIdentity=DOMAIN, MailFromDomain="bounce.example.org")
        ses.put_email_identity_mail_from_attributes(EmailIdentity=DOMAIN, MailFromDomain=SENDER)
        assert sender_state(ses) == "PENDING"
        publish(SENDER, "MX", "10 feedback-smtp.eu-west-1.amazonses.com")
        assert sender_state(ses) == "SUCCESS"
        aws.mail(DOMAIN, mail_from="FAILED")
        assert sender_state(ses) == "FAILED"
        ses.put_email_identity_mail_from_attributes(EmailIdentity=DOMAIN, MailFromDomain=SENDER)
        assert sender_state(ses) == "SUCCESS"
        ses.put_email_identity_mail_from_attributes(EmailIdentity=DOMAIN)
        assert "MailFromDomain" not in ses.get_email_identity(EmailIdentity=DOMAIN)["MailFromAttributes"]

    def test_an_address_is_verified_by_who_reads_its_mail(self, aws, ses):
        ses.create_email_identity(EmailIdentity="me@example.org")
        aws.mail("me@example.org", verification="SUCCESS")
        found = ses.get_email_identity(EmailIdentity="me@example.org")
        assert (found["IdentityType"], found["VerificationStatus"]) == ("EMAIL_ADDRESS", "SUCCESS")
        assert "Tokens" not in found["DkimAttributes"]

    def test_settings(self, ses):
        ses.create_configuration_set(ConfigurationSetName="acme")
        ses.create_email_identity(EmailIdentity=DOMAIN)
        assert ses.get_email_identity(EmailIdentity=DOMAIN)["FeedbackForwardingStatus"] is True
        ses.put_email_identity_configuration_set_attributes(EmailIdentity=DOMAIN, ConfigurationSetName="acme")
        ses.put_email_identity_feedback_attributes(EmailIdentity=DOMAIN, EmailForwardingEnabled=False)
        ses.put_email_identity_dkim_attributes(EmailIdentity=DOMAIN, SigningEnabled=False)
        found = ses.get_email_identity(EmailIdentity=DOMAIN)
        assert (found["ConfigurationSetName"], found["FeedbackForwardingStatus"]) == ("acme", False)
        assert found["DkimAttributes"]["SigningEnabled"] is False
        ses.put_email_identity_configuration_set_attributes(EmailIdentity=DOMAIN)
        assert "ConfigurationSetName" not in ses.get_email_identity(EmailIdentity=DOMAIN)

    def test_refusals(self, ses, refused):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        with refused("AlreadyExistsException", DOMAIN):
            ses.create_email_identity(EmailIdentity=DOMAIN)
        for ask in (ses.get_email_identity, ses.delete_email_identity, ses.put_email_identity_feedback_attributes):
            with refused("NotFoundException", "example.org does not exist"):
                ask(EmailIdentity="example.org")
        with refused("NotFoundException", "<acme>"):
            ses.create_email_identity(EmailIdentity="example.org", ConfigurationSetName="acme")

    def test_tags_are_kept_and_found_by_the_arn_that_aws_uses(self, client, ses, refused):
        arn = f"arn:aws:ses:eu-west-1:123456789012:identity/{DOMAIN}"
        ses.create_email_identity(EmailIdentity=DOMAIN, Tags=TAGS)
        ses.tag_resource(ResourceArn=arn, Tags=[{"Key": "plan", "Value": "growth"}])
        assert len(ses.get_email_identity(EmailIdentity=DOMAIN)["Tags"]) == 2
        wanted = [{"Key": "tenant", "Values": ["acme"]}]
        listed = client("resourcegroupstaggingapi").get_resources(TagFilters=wanted)["ResourceTagMappingList"]
        assert [each["ResourceARN"] for each in listed] == [arn]
        ses.untag_resource(ResourceArn=arn, TagKeys=["plan"])
        assert ses.list_tags_for_resource(ResourceArn=arn)["Tags"] == TAGS
        ses.delete_email_identity(EmailIdentity=DOMAIN)
        with refused("NotFoundException", arn):
            ses.tag_resource(ResourceArn=arn, Tags=TAGS)
        ses.create_email_identity(EmailIdentity=DOMAIN)
        assert ses.get_email_identity(EmailIdentity=DOMAIN)["Tags"] == []

    def test_list(self, ses, keys):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        ses.create_email_identity(EmailIdentity="me@example.org")
        keys()
        found = {each["IdentityName"]: each for each in ses.list_email_identities()["EmailIdentities"]}
        assert [found[DOMAIN]["SendingEnabled"], found["me@example.org"]["SendingEnabled"]] == [True, False]


class TestSending:
    def test_only_from_what_is_verified(self, aws, ses, refused):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        with refused("MessageRejected", f"EU-WEST-1: no-reply@{DOMAIN}"):
            send(ses)
        aws.mail(DOMAIN, dkim="SUCCESS")
        assert send(ses)
        with refused("MessageRejected"):
            send(ses, "no-reply@example.org")

    def test_in_the_sandbox_recipients_are_verified_too(self, aws, ses, refused):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        aws.mail(DOMAIN, dkim="SUCCESS")
        aws.mail(production_access=False)
        assert ses.get_account()["ProductionAccessEnabled"] is False
        with refused("MessageRejected", "person@example.org"):
            send(ses)
        assert send(ses, to="success@simulator.amazonses.com")

    def test_not_while_paused(self, aws, ses, refused):
        ses.create_configuration_set(ConfigurationSetName="acme", SendingOptions={"SendingEnabled": False})
        ses.create_email_identity(EmailIdentity=DOMAIN, ConfigurationSetName="acme")
        aws.mail(DOMAIN, dkim="SUCCESS")
        with refused("SendingPausedException", "<acme>"):
            send(ses)
        ses.put_configuration_set_sending_options(ConfigurationSetName="acme", SendingEnabled=True)
        assert send(ses)
        with refused("NotFoundException", "<other>"):
            send(ses, ConfigurationSetName="other")
        ses.put_account_sending_attributes(SendingEnabled=False)
        with refused("SendingPausedException", "account"):
            send(ses)

    def test_not_without_the_mail_from_domain_where_that_is_asked_for(self, aws, ses, refused):
        ses.create_email_identity(EmailIdentity=DOMAIN)
        ses.put_email_identity_mail_from_attributes(
            EmailIdentity=DOMAIN, MailFromDomain=SENDER, BehaviorOnMxFailure="REJECT_MESSAGE")
        aws.mail(DOMAIN, dkim="SUCCESS")
        with refused("MailFromDomainNotVerifiedException", SENDER):
            send(ses)
        aws.mail(DOMAIN, mail_from="SUCCESS")
        assert send(ses)


def test_suppression_list(ses, refused):
    for address, reason in (("a@example.org", "BOUNCE"), ("B@example.org", "COMPLAINT")):
        ses.put_suppressed_destination(EmailAddress=address, Reason=reason)
    listed = ses.list_suppressed_destinations(Reasons=["COMPLAINT"])["SuppressedDestinationSummaries"]
    assert [each["EmailAddress"] for each in listed] == ["b@example.org"]
    found = ses.get_suppressed_destination(EmailAddress="a@example.org")["SuppressedDestination"]
    assert found["Reason"] == "BOUNCE" and found["LastUpdateTime"]
    ses.delete_suppressed_destination(EmailAddress="a@example.org")
    for ask in (ses.get_suppressed_destination, ses.delete_suppressed_destination):
        with refused("NotFoundException"):
            ask(EmailAddress="a@example.org")
