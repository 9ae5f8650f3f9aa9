# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A tenant's mail is paused and resumed, an address taken off the suppression list, a certificate that hangs told."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import Answer, OnCall
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

ACME = "envelope-local-pool-acme"
ANN = "ann@client.example"


def mail(on_call: OnCall, **options: t.Any) -> Answer:
    return on_call.ask("sesv2_switch_sending", configuration_set=ACME, identity="acme.envelope.test", secret=ACME,
                       host="acme", **options)


def sends(on_call: OnCall) -> bool:
    found = on_call.client("sesv2").get_configuration_set(ConfigurationSetName=ACME)
    return t.cast(bool, found["SendingOptions"]["SendingEnabled"])


def test_a_tenant_whose_mail_bounces_is_found_paused_and_resumed(site: Site, on_call: OnCall):
    site.aws.mail(configuration_set=ACME, bounce_rate=0.07, complaint_rate=0.0)
    found = mail(on_call)
    assert found.writes == [] and "bounce rate 7.00% is over 2.00%" in found.said[0]
    assert f"-e target=acme -e state=paused -e confirm={ACME}" in found.text

    assert mail(on_call, state="paused").writes == [] and sends(on_call)
    done = site.running("runbooks/mail").run(
        "-e", "target=acme", "-e", "state=paused", "-e", f"confirm={ACME}")
    assert done.code == 0 and len(done.writes) == 1 and not sends(on_call), done.printed
    assert mail(on_call, state="paused", confirm=ACME).writes == []

    site.aws.mail(configuration_set=ACME, bounce_rate=0.01, complaint_rate=0.0)
    assert mail(on_call, state="sending", confirm=ACME).result["changed"] and sends(on_call)


def test_an_address_is_taken_off_the_suppression_list(on_call: OnCall):
    on_call.client("sesv2").put_suppressed_destination(EmailAddress=ANN, Reason="BOUNCE")
    dry = on_call.ask("sesv2_release_suppressed", address=ANN)
    assert dry.writes == [] and dry.result["reason"] == "BOUNCE"
    done = on_call.ask("sesv2_release_suppressed", address=ANN, confirm=ANN)
    assert done.writes == ["sesv2:DeleteSuppressedDestination"]
    assert on_call.ask("sesv2_release_suppressed", address=ANN, confirm=ANN).writes == []


def test_a_certificate_that_hangs_is_told_with_what_its_records_lack(on_call: OnCall):
    acm = on_call.client("acm")
    well = on_call.ask("acm_check_certificates")
    assert well.result["fit"] and well.said[0].startswith("all certificates in use are well"), well.said
    made = [acm.request_certificate(DomainName=name, ValidationMethod="DNS")["CertificateArn"]
            for name in ("shop.kestrel.test", "shop.client.test")]
    for arn in made:
        acm.describe_certificate(CertificateArn=arn)
    found = on_call.ask("acm_check_certificates")
    assert found.writes == [] and found.said[0].startswith("2 certificates need somebody")
    assert "is missing in our zone kestrel.test: run playbooks/site.yml" in found.text
    assert "no zone of ours holds it: have its owner publish" in found.text
    for arn in made:
        acm.delete_certificate(CertificateArn=arn)
