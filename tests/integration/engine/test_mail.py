# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A domain's mail on the embedded AWS from its first run to its last: its states, what goes wrong, and being killed."""

from __future__ import annotations

import itertools
import typing as t

import pytest
from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Account, Result

DOMAIN = "acme.example.com"
WANTED: dict[str, t.Any] = {
    "email_identity": DOMAIN, "zone": "example.com", "mail_from_domain": f"bounce.{DOMAIN}", "spf": True,
    "dmarc_policy": "none", "configuration_set": "acme", "tags": {"tenant": "acme"},
}


@pytest.fixture
def mail(account: Account) -> t.Callable[..., Result]:
    """Runs the module for the domain; its zone and its configuration set are there."""
    account.client("route53").create_hosted_zone(Name="example.com", CallerReference="1")
    account.client("sesv2").create_configuration_set(
        ConfigurationSetName="acme", ReputationOptions={"ReputationMetricsEnabled": True})

    def run(check: bool = False, state: str = "present", **options: t.Any) -> Result:
        result = account.run("sesv2_identities", {**WANTED, **options}, check=check, state=state)
        return {**result, "now": result.get("sesv2_identities", {}).get(DOMAIN, {})}

    return run


def records(account: Account) -> list[tuple[str, str, t.Any]]:
    route53 = account.client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    found = route53.list_resource_record_sets(HostedZoneId=zone)["ResourceRecordSets"]
    return sorted((each["Name"], each["Type"], [value["Value"] for value in each["ResourceRecords"]]) for each in found)


def test_in_a_zone_of_ours_it_is_verified_by_the_records_of_the_first_run(account, mail):
    made = mail()
    assert made["now"]["state"] == "verified" and made["writes"].count("route53:ChangeResourceRecordSets") == 1
    again = mail()
    assert (again["changed"], again["writes"], again["calls"]) == (False, [], 3)


def test_in_a_zone_that_is_not_ours_it_stays_pending_until_somebody_publishes(account, mail):
    assert mail(zone="")["now"]["state"] == "pending"
    again = mail(zone="")
    assert not again["changed"] and again["writes"] == []
    changes = [{"Action": "UPSERT", "ResourceRecordSet": {
        "Name": each["name"], "Type": each["type"], "TTL": each["ttl"],
        "ResourceRecords": [{"Value": f'"{each["value"]}"' if each["type"] == "TXT" else each["value"]}]}}
        for each in again["now"]["dns_records"]]
    route53 = account.client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    route53.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": changes})
    later = mail(zone="")
    assert not later["changed"] and later["now"]["state"] == "verified"
    assert mail()["writes"] == [], "what was told is what would have been published"


def test_what_failed_is_announced_and_started_again_once(account, mail):
    mail(zone="")
    account.aws.mail(DOMAIN, dkim="FAILED", mail_from="FAILED")
    planned = mail(zone="", check=True)
    assert planned["writes"] == [] and planned["now"]["state"] == "failed"
    done = mail(zone="")
    assert done["writes"] == ["sesv2:PutEmailIdentityDkimSigningAttributes", "sesv2:PutEmailIdentityMailFromAttributes"]
    assert done["diff"] == planned["diff"] and done["now"]["state"] == "pending"
    again = mail(zone="")
    assert not again["changed"] and again["writes"] == []


def test_dmarc_is_made_stricter_once_mail_is_taken_well(account, mail):
    mail()
    account.aws.mail(configuration_set="acme", bounce_rate=0.04)
    held = mail(dmarc_policy="reject")
    assert not held["changed"] and held["now"]["held"] == ["bounce rate 4.00% is over 2.00%"]
    account.aws.mail(configuration_set="acme", bounce_rate=0.001)
    assert mail(dmarc_policy="reject", check=True)["changed"]
    done = mail(dmarc_policy="reject")
    assert done["changed"] and done["now"]["published_dmarc_policy"] == "reject" and "held" not in done["now"]
    assert mail(dmarc_policy="none")["writes"] == [], "it is not loosened"


def test_mail_servers_of_somebody_else_are_named_and_nothing_is_made(account, mail):
    route53 = account.client("route53")
    zone = route53.list_hosted_zones()["HostedZones"][0]["Id"]
    record = {"Name": DOMAIN, "Type": "MX", "TTL": 60, "ResourceRecords": [{"Value": "10 mx.example.org"}]}
    route53.change_resource_record_sets(
        HostedZoneId=zone, ChangeBatch={"Changes": [{"Action": "CREATE", "ResourceRecordSet": record}]})
    refused = mail(inbound=True)
    assert refused["failed"] and refused["writes"] == [] and "10 mx.example.org" in refused["msg"]


def test_killed_before_each_write_it_ends_the_same(account, mail):
    """A refused write ends a run as a kill does: what is written so far stays."""
    mail()
    whole = records(account), account.client("sesv2").get_email_identity(EmailIdentity=DOMAIN)
    for killed_after in itertools.count():
        assert mail(state="absent")["changed"]
        account.aws.fault(kind="refuse", after=killed_after, times=None)
        broken = mail()
        account.aws.clear_faults()
        if not broken.get("failed"):
            break
        assert not mail().get("failed") and mail()["writes"] == []
        found = account.client("sesv2").get_email_identity(EmailIdentity=DOMAIN)
        assert records(account) == whole[0]
        assert {name: found[name] for name in ("MailFromAttributes", "Tags", "ConfigurationSetName")} == {
            name: whole[1][name] for name in ("MailFromAttributes", "Tags", "ConfigurationSetName")}
    assert killed_after == 3


def test_nothing_of_it_is_left_but_what_others_have_a_part_in(account, mail):
    before = records(account)
    mail(inbound=True)
    mail(inbound=True, state="absent")
    assert records(account) == before
    assert mail(inbound=True, state="absent")["writes"] == []
