# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A site with two load balancers, tenants that share a certificate, and one whose domain is somebody else's.

Three runs of `site.yml`, each of which begins where the one before it ended: a load balancer that is full, somebody who
joins and a client who publishes records, and nothing to do.
"""

from __future__ import annotations

import json
import typing as t

import pytest
import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.headroom.test_headroom import KEEP, LOOK, playing
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Run, Site

pytestmark = pytest.mark.long

FIRST, SECOND = "envelope-local", "envelope-local-2"
CERTIFICATES = "L-9365A611"
PACK = "europe.certificates.envelope.test"
SHARING = {name: {"tenant_domain": f"{name}.test", "tenant_zone": f"{name}.test", "tenant_certificate": "europe"}
           for name in ("heron", "ibis", "jay")}


class Names:
    """What clients find at the doors of the site."""

    def __init__(self, aws: LocalAws) -> None:
        self.aws = aws

    def balancers(self) -> dict[str, str]:
        found = self.aws.client("elbv2").describe_load_balancers()["LoadBalancers"]
        return {each["LoadBalancerName"]: each["LoadBalancerArn"] for each in found}

    def listener(self, balancer: str) -> str:
        listeners = self.aws.client("elbv2").describe_listeners(LoadBalancerArn=self.balancers()[balancer])
        return next(str(each["ListenerArn"]) for each in listeners["Listeners"] if each["Port"] == 443)

    def shown(self, balancer: str) -> list[str]:
        """The certificates of a listener besides its default one, by their first names."""
        found = self.aws.client("elbv2").describe_listener_certificates(ListenerArn=self.listener(balancer))
        names = {each["CertificateArn"]: each["DomainName"] for each in self.certificates()}
        return sorted(names[each["CertificateArn"]] for each in found["Certificates"] if not each["IsDefault"])

    def hosts(self, balancer: str) -> set[str]:
        """The host names that its rules are for."""
        found = self.aws.client("elbv2").describe_rules(ListenerArn=self.listener(balancer))["Rules"]
        return {value for rule in found for each in rule["Conditions"]
                for value in each.get("HostHeaderConfig", {}).get("Values", ())}

    def paths(self, balancer: str) -> list[str]:
        """The paths of the rules that are for every host."""
        found = self.aws.client("elbv2").describe_rules(ListenerArn=self.listener(balancer))["Rules"]
        return [value for rule in found if {each["Field"] for each in rule["Conditions"]} == {"path-pattern"}
                for each in rule["Conditions"] for value in each["PathPatternConfig"]["Values"]]

    def certificates(self) -> list[dict[str, t.Any]]:
        acm = self.aws.client("acm")
        return [acm.describe_certificate(CertificateArn=each["CertificateArn"])["Certificate"]
                for each in acm.list_certificates()["CertificateSummaryList"]]

    def certificate(self, name: str) -> dict[str, t.Any]:
        [found] = [each for each in self.certificates() if each["DomainName"] == name]
        return found

    def target(self, zone: str, name: str) -> str:
        """The load balancer that a name leads to."""
        route53 = self.aws.client("route53")
        [zone_id] = [each["Id"] for each in route53.list_hosted_zones()["HostedZones"] if each["Name"] == f"{zone}."]
        records = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
        [alias] = [each["AliasTarget"]["DNSName"] for each in records if (each["Name"], each["Type"]) == (name, "A")]
        every = self.aws.client("elbv2").describe_load_balancers()["LoadBalancers"]
        return next(str(each["LoadBalancerName"]) for each in every if each["DNSName"].lower() in alias)

    def publish(self, domain: str) -> None:
        """Publish what proves a domain, as a client does in a zone of an account of its own."""
        role = self.aws.client("sts").assume_role(RoleArn="arn:aws:iam::222222222222:role/dns", RoleSessionName="one")
        theirs = self.aws.client("route53", aws_access_key_id=role["Credentials"]["AccessKeyId"],
                                 aws_secret_access_key=role["Credentials"]["SecretAccessKey"],
                                 aws_session_token=role["Credentials"]["SessionToken"])
        zone = theirs.create_hosted_zone(Name=domain, CallerReference=domain)["HostedZone"]["Id"]
        records = {json.dumps(each["ResourceRecord"])
                   for each in self.certificate(domain)["DomainValidationOptions"]}
        theirs.change_resource_record_sets(HostedZoneId=zone, ChangeBatch={"Changes": [
            {"Action": "CREATE", "ResourceRecordSet": {
                "Name": each["Name"], "Type": each["Type"], "TTL": 300, "ResourceRecords": [{"Value": each["Value"]}]}}
            for each in map(json.loads, sorted(records))]})


def joins(site: Site, host: str, tier: str = "pool", **values: str) -> None:
    """Write a tenant's file."""
    about = {"envelope_local": {"hosts": {host: None}}, f"tier_{tier}": {"hosts": {host: values}}}
    (site.inventory / "tenants" / f"{host}.yml").write_text(yaml.safe_dump(about))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        for repository in ("api", "hq", "tenant"):
            aws.push(f"envelope-local-{repository}", "1.0.0")
        found = Site(aws, tmp_path_factory.mktemp("names"))
        cell = yaml.safe_load(found.cell.read_text())
        found.cell.write_text(yaml.safe_dump({**cell, "cell_load_balancers": ["{{ cell_load_balancer }}", SECOND]}))
        for gone in ("acme", "bluebird"):
            (found.inventory / "tenants" / f"{gone}.yml").unlink()
        joins(found, "lark", tenant_domain="lark.test")
        for host in ("heron", "ibis"):
            joins(found, host, **SHARING[host])
        yield found


@pytest.fixture(scope="module")
def names(site: Site) -> Names:
    return Names(site.aws)


@pytest.fixture(scope="module")
def built(site: Site) -> Run:
    """The first load balancer has room for those who cannot go elsewhere: their own certificate, and the shared one."""
    site.aws.quota(CERTIFICATES, 2)
    return site.run()


@pytest.fixture(scope="module")
def joined(site: Site, names: Names, built: Run) -> Run:
    """A third one shares, and the client has published what proves its domain."""
    site.aws.quota(CERTIFICATES, 3)
    joins(site, "jay", **SHARING["jay"])
    names.publish("lark.test")
    return site.run()


@pytest.fixture(scope="module")
def again(site: Site, joined: Run) -> Run:
    return site.run()


class TestBuilt:
    def test_a_silo_is_on_the_second_load_balancer_where_the_first_is_full(self, names: Names, built: Run):
        assert built.code == 0, built.printed
        assert {"kestrel.test", "api.kestrel.test", "ws.kestrel.test"} <= names.hosts(SECOND)
        assert not {host for host in names.hosts(FIRST) if "kestrel" in host}
        assert names.shown(SECOND) == ["kestrel.test"]
        assert names.target("kestrel.test", "kestrel.test.") == SECOND

    def test_the_platforms_names_lead_to_the_first(self, names: Names, built: Run):
        assert names.target("envelope.test", "api.envelope.test.") == FIRST
        assert {"api.envelope.test", "hq.envelope.test", "ws.envelope.test"} <= names.hosts(FIRST)
        assert names.paths(SECOND) == []

    def test_two_who_share_a_certificate_have_one(self, names: Names, built: Run):
        assert set(names.certificate(PACK)["SubjectAlternativeNames"]) == {
            PACK, "heron.test", "*.heron.test", "ibis.test", "*.ibis.test"}
        assert names.shown(FIRST) == [PACK]
        assert names.target("ibis.test", "ibis.test.") == FIRST

    def test_a_domain_of_somebody_elses_is_pending_and_says_what_to_publish(self, names: Names, built: Run):
        certificate = names.certificate("lark.test")
        assert certificate["Status"] == "PENDING_VALIDATION"
        [record] = {each["ResourceRecord"]["Name"] for each in certificate["DomainValidationOptions"]}
        assert record.rstrip(".") in built.printed
        assert "pending: 7 records to publish" in built.summary
        assert names.target("envelope.test", "lark.envelope.test.") == FIRST

    def test_every_host_that_no_rule_is_for_is_a_pool_tenants(self, names: Names, built: Run):
        assert names.paths(FIRST) == ["/*"]


class TestFull:
    @pytest.fixture
    def look(self, site: Site, built: Run) -> t.Iterator[t.Callable[..., tuple[Run, dict[str, t.Any]]]]:
        """A look at headroom with two more silos, which are gone again afterwards."""
        found = Site(site.aws, site.directory)
        kept = site.directory / "kept.json"
        more = ("osprey", "quail")
        for host in more:
            joins(found, host, "silo")
        yield lambda quota: (site.aws.quota(CERTIFICATES, quota), kept.unlink(missing_ok=True),
                             playing(found, [LOOK, KEEP]).run("--check", kept=str(kept)), kept)[2:]
        for host in more:
            (found.inventory / "tenants" / f"{host}.yml").unlink()
        site.aws.quota(CERTIFICATES, 2)

    def test_two_do_not_take_the_last_place(self, look: t.Any):
        run, _kept = look(2)
        assert run.code != 0 and run.writes == []
        assert "There is no room; nothing was done." in run.printed
        assert f"quail: it does not fit: certificates of {FIRST} are 1 of 2" in run.printed
        assert f"certificates of {SECOND} are 1 of 2" in run.printed
        assert "osprey: it does not fit" not in run.printed

    def test_where_there_is_room_they_go_and_the_others_stay(self, look: t.Any):
        run, kept = look(3)
        assert (run.code, run.writes) == (0, []), run.printed
        found = json.loads(kept.read_text())
        assert found["load_balancers"] == {
            "heron": FIRST, "ibis": FIRST, "lark": FIRST, "kestrel": SECOND, "osprey": FIRST, "quail": SECOND}
        assert found["leaders"] == ["heron"]


class TestJoined:
    def test_whoever_joins_is_on_a_new_certificate_and_the_former_is_gone(self, names: Names, joined: Run):
        assert joined.code == 0, joined.printed
        assert set(names.certificate(PACK)["SubjectAlternativeNames"]) == {
            PACK, *(name for host in SHARING for name in (f"{host}.test", f"*.{host}.test"))}

    def test_there_was_no_moment_without_one(self, joined: Run):
        order = [each.partition(":")[2] for each in joined.writes]
        assert order.index("AddListenerCertificates") < order.index("RemoveListenerCertificates")
        assert order.index("RemoveListenerCertificates") < order.index("DeleteCertificate")

    def test_what_the_client_proved_is_shown(self, names: Names, joined: Run):
        assert names.certificate("lark.test")["Status"] == "ISSUED"
        assert names.shown(FIRST) == [PACK, "lark.test"]

    def test_a_second_run_writes_nothing(self, again: Run):
        assert (again.code, again.writes) == (0, []), again.printed
        assert again.recap("envelope-local").get("changed", 0) == 0
