# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is wrong with a tenant is found: of the pool, and one with services of its own."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import Answer, OnCall
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

ACME, KESTREL = "envelope-local-pool-acme", "envelope-local-silo-kestrel"


def triage(on_call: OnCall, tenant: str, name: str, host: str, **options: t.Any) -> Answer:
    return on_call.ask("tenant_triage", tenant=tenant, slug=tenant.rpartition("-")[2], platform="envelope-local",
                       cluster="envelope-local-cluster", name=name, host=host, role=f"{name}-task", identity=host,
                       target=tenant.rpartition("-")[2], **options)


def acme(on_call: OnCall) -> Answer:
    return triage(on_call, ACME, "envelope-local", "acme.envelope.test", zone="envelope.test")


UNREACHED = f"{ACME} is degraded: 1 check failed"
"""Names of the embedded AWS lead to no web server, which is told; nothing else is wrong."""


def test_one_of_the_pool_whose_mail_is_paused_and_whose_bucket_is_open(on_call: OnCall):
    well = acme(on_call)
    assert well.said[0] == UNREACHED and well.writes == [], well.said

    ses, s3 = on_call.client("sesv2"), on_call.client("s3")
    closed = s3.get_public_access_block(Bucket=ACME)["PublicAccessBlockConfiguration"]
    ses.put_configuration_set_sending_options(ConfigurationSetName=ACME, SendingEnabled=False)
    s3.delete_public_access_block(Bucket=ACME)
    found = acme(on_call)
    assert all(what in found.said[0] for what in ("an open bucket", "mail is paused")) and found.writes == []

    ses.put_configuration_set_sending_options(ConfigurationSetName=ACME, SendingEnabled=True)
    s3.put_public_access_block(Bucket=ACME, PublicAccessBlockConfiguration=closed)
    assert acme(on_call).said[0] == UNREACHED


def test_one_with_services_of_its_own_that_nobody_serves(site: Site, on_call: OnCall):
    ecs, service = on_call.client("ecs"), f"{KESTREL}-api"
    about = {"cluster": "envelope-local-cluster", "service": service}
    [held] = ecs.describe_services(cluster=about["cluster"], services=[service])["services"]
    ecs.update_service(**about, desiredCount=0)
    found = triage(on_call, KESTREL, KESTREL, "kestrel.test", zone="kestrel.test")
    assert f"{service}: no task is wanted" in found.text and found.writes == []
    assert found.result["verdict"] == "down", found.said
    ecs.update_service(**about, desiredCount=held["desiredCount"])

    site.aws.fault(kind="refuse", operation="DescribeAlarms", writes_only=False)
    lost = site.running("runbooks/tenant").run("-e", "target=kestrel")
    assert lost.code == 0 and "could not be told: alarms: " in lost.printed, lost.printed


def test_a_tenant_that_is_none_is_told_with_the_nearest(site: Site):
    found = site.running("runbooks/tenant").run("-e", "target=acm")
    assert found.code and "did you mean acme?" in found.printed and found.calls == []
