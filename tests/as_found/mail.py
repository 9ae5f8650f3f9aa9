# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail: an identity with its records for each domain, what becomes of mail, and where mail to us is kept."""

from __future__ import annotations

import typing as t

from .account import DOMAIN, NUMBER, PREFIX, REGION, TENANTS, Account, Document, allow, arn, policy, tags, tenant_name
from .buckets import objects, private_bucket
from .names import publish, record

EVENTS = ["BOUNCE", "COMPLAINT", "REJECT", "RENDERING_FAILURE", "DELIVERY_DELAY"]
SPF = '"v=spf1 include:amazonses.com ~all"'


def mail(account: Account) -> None:
    key = account.key("mail")
    topic = arn("sns", f"{PREFIX}-mail-events")
    account.client("sns").create_topic(Name=f"{PREFIX}-mail-events", Tags=tags(), Attributes={
        "Policy": policy(_by_ses("sns:Publish", topic, "configuration-set/*")),
        **({"KmsMasterKeyId": key} if key else {})})
    for domain, name in {DOMAIN: PREFIX, **{f"{each}.{DOMAIN}": tenant_name(each) for each in TENANTS}}.items():
        _sends(account, domain, name, topic)
    if not account.has("ses_inbound"):
        _receives(account)


def _sends(account: Account, domain: str, name: str, topic: str) -> None:
    sesv2 = account.client("sesv2")
    sesv2.create_configuration_set(
        ConfigurationSetName=name, ReputationOptions={"ReputationMetricsEnabled": True},
        SendingOptions={"SendingEnabled": True}, Tags=tags(),
        SuppressionOptions={"SuppressedReasons": ["BOUNCE", "COMPLAINT"]})
    sesv2.create_configuration_set_event_destination(
        ConfigurationSetName=name, EventDestinationName="events",
        EventDestination={"Enabled": True, "MatchingEventTypes": EVENTS, "SnsDestination": {"TopicArn": topic}})
    made = sesv2.create_email_identity(
        EmailIdentity=domain, ConfigurationSetName=name, Tags=tags(),
        DkimSigningAttributes={"NextSigningKeyLength": "RSA_2048_BIT"})
    sesv2.put_email_identity_mail_from_attributes(EmailIdentity=domain, MailFromDomain=f"bounce.{domain}")
    sesv2.put_email_identity_feedback_attributes(EmailIdentity=domain, EmailForwardingEnabled=False)
    publish(account, *_proofs(domain, made["DkimAttributes"]["Tokens"]))


def _proofs(domain: str, tokens: list[str]) -> list[dict[str, t.Any]]:
    """DKIM, SPF, DMARC, and the domain that bounces go to."""
    bounce = f"bounce.{domain}"
    return [
        *(record(f"{token}._domainkey.{domain}", "CNAME", f"{token}.dkim.amazonses.com") for token in tokens),
        record(domain, "TXT", SPF), record(f"_dmarc.{domain}", "TXT", '"v=DMARC1; p=none"'),
        record(bounce, "MX", f"10 feedback-smtp.{REGION}.amazonses.com"), record(bounce, "TXT", SPF)]


def _receives(account: Account) -> None:
    """Manager 4: one rule for all domains, to a bucket."""
    ses, name = account.client("ses"), f"{PREFIX}-mail"
    source = f"receipt-rule-set/{PREFIX}:receipt-rule/{PREFIX}-inbound"
    private_bucket(account, name, _by_ses("s3:PutObject", objects(name, "inbound/*"), source), key=account.key("mail"))
    ses.create_receipt_rule_set(RuleSetName=PREFIX)
    ses.create_receipt_rule(RuleSetName=PREFIX, Rule={
        "Name": f"{PREFIX}-inbound", "Enabled": True, "ScanEnabled": True, "TlsPolicy": "Optional", "Recipients": [],
        "Actions": [{"S3Action": {"BucketName": name, "ObjectKeyPrefix": "inbound/"}}]})
    ses.set_active_receipt_rule_set(RuleSetName=PREFIX)
    publish(account, *(record(domain, "MX", f"10 inbound-smtp.{REGION}.amazonaws.com")
                       for domain in (DOMAIN, *(f"{each}.{DOMAIN}" for each in TENANTS))))


def _by_ses(action: str, resource: str, source: str) -> Document:
    return allow([action], [resource], Sid="Mail", Principal={"Service": "ses.amazonaws.com"}, Condition={
        "StringEquals": {"aws:SourceAccount": NUMBER}, "ArnLike": {"aws:SourceArn": [arn("ses", source)]}})
