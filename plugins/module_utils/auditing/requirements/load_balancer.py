# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""N2: the load balancer."""

from __future__ import annotations

import typing as t

from .. import links
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import Found, listeners, load_balancers, shared
from ..sources.acm import CERTIFICATES

ROLE = "network"
IDLE_SECONDS = 120
MODERN = ("ELBSecurityPolicy-TLS13-1-2-", "ELBSecurityPolicy-TLS13-1-3-", "ELBSecurityPolicy-TLS-1-2-",
          "ELBSecurityPolicy-FS-1-2-")
"""How names of policies begin that speak TLS 1.2 or later alone."""


def _balancers(live: Live) -> t.Iterator[Subject]:
    for one in load_balancers(live):
        yield Subject(f"load balancer {one['LoadBalancerName']}", one)


def _encrypts(live: Live, balancer: Found) -> Judged:
    ports = [str(one["Port"]) for one in listeners(live, "HTTPS")
             if one["LoadBalancerArn"] == balancer["LoadBalancerArn"] and one["Certificates"]]
    return Judged(bool(ports), f"HTTPS on port {', '.join(ports)}" if ports else "no listener speaks HTTPS")


def _shown(live: Live, listener: Found) -> list[Found]:
    """The certificates that a listener shows, as ACM lists them."""
    arns = {one["CertificateArn"] for one in (*listener["Certificates"], *listener["certificates"])}
    return [one for one in live[CERTIFICATES] if one["CertificateArn"] in arns]


def _hosts(live: Live) -> set[str]:
    """The platform's own names: what a tenant's certificate is for is told where the tenants are (T1)."""
    wild = {f"*.{live.place.domain}"} if live.place.domain else set()
    return wild | {host for service in shared(live).values() for host in links.hosts(live, service)}


def _certificates(live: Live) -> t.Iterator[Subject]:
    """Those that listeners show for the platform's names, and for names that no other is for; each once."""
    hosts, every = _hosts(live), {}
    for listener in listeners(live, "HTTPS"):
        usual = {one["CertificateArn"] for one in listener["Certificates"]}
        for one in _shown(live, listener):
            if one["CertificateArn"] in usual or any(_bears(one, host) for host in hosts):
                every[one["CertificateArn"]] = one
    return (Subject(f"certificate {one['DomainName']}", one) for one in every.values())


def _issued(live: Live, certificate: Found) -> Judged:
    return Judged(certificate["Status"] == "ISSUED", certificate["Status"].lower().replace("_", " "))


def _renewed(live: Live, certificate: Found) -> Judged:
    """ACM renews by itself what it has issued."""
    own = certificate.get("Type", "AMAZON_ISSUED") == "AMAZON_ISSUED"
    return Judged(own, "issued by ACM" if own else "imported")


def _naming(live: Live) -> t.Iterator[Subject]:
    """The listeners, where there are names to bear."""
    return (one for one in _listeners("HTTPS")(live) if _hosts(live))


def _names(live: Live, listener: Found) -> Judged:
    shown, hosts = _shown(live, listener), _hosts(live)
    bare = sorted(host for host in hosts if not any(_bears(one, host) for one in shown))
    return Judged(not bare, f"no certificate for {', '.join(bare)}" if bare else f"for {', '.join(sorted(hosts))}")


def _bears(certificate: Found, host: str) -> bool:
    """Whether it is for a host: an asterisk stands for one label."""
    names = {certificate["DomainName"], *certificate.get("SubjectAlternativeNameSummaries", ())}
    return not names.isdisjoint({host, f"*.{host.partition('.')[2]}"})


def _no_logs_wanted(live: Live) -> str:
    return "" if live.said("network_access_logs_bucket") else "no bucket is given for them (network_access_logs_bucket)"


def _logs(live: Live, balancer: Found) -> Judged:
    attributes, wanted = balancer["attributes"], live.said("network_access_logs_bucket")
    bucket = attributes.get("access_logs.s3.bucket") if attributes.get("access_logs.s3.enabled") == "true" else ""
    return Judged(bucket == wanted, f"to {bucket}" if bucket else "none", f"to {wanted}")


def _listeners(protocol: str) -> t.Callable[[Live], t.Iterator[Subject]]:
    def of(live: Live) -> t.Iterator[Subject]:
        for one in listeners(live, protocol):
            yield Subject(f"listener {one['LoadBalancerArn'].split('/')[2]}:{one['Port']}", one)

    return of


def _modern(live: Live, listener: Found) -> Judged:
    return Judged(listener["SslPolicy"].startswith(MODERN), listener["SslPolicy"])


def _redirects(live: Live, listener: Found) -> Judged:
    """By its default action and by every rule before that."""
    actions = [*listener["DefaultActions"][-1:], *(rule["Actions"][-1] for rule in listener["rules"])]
    others = sorted({one["Type"] for one in actions if one.get("RedirectConfig", {}).get("Protocol") != "HTTPS"})
    return Judged(not others, f"answers by {', '.join(others)}" if others else "redirects to HTTPS")


def _idles(live: Live, balancer: Found) -> Judged:
    seconds = int(balancer["attributes"]["idle_timeout.timeout_seconds"])
    return Judged(seconds >= IDLE_SECONDS, f"{seconds} s")


def _switch(attribute: str) -> t.Callable[[Live, Found], Judged]:
    def judge(live: Live, balancer: Found) -> Judged:
        value = balancer["attributes"].get(attribute, "false")
        return Judged(value == "true", f"{attribute} is {value}")

    return judge


N2 = Requirement(
    "N2", "Network", "The load balancer speaks HTTPS alone, to whoever waits long", ("manager 2",), ("3.2",), (
        Check("N2.present", "The platform has a load balancer", "critical", _balancers,
              lambda live, balancer: Judged(True, balancer["Scheme"]), "a load balancer", Remedy(ROLE),
              nothing="no load balancer sends to the services or is called as the platform's"),
        Check("N2.https", "It has an HTTPS listener", "critical", _balancers, _encrypts,
              "HTTPS with a certificate", Remedy(ROLE, "cell_domain"), iso_2013=("A.13.2.3", "A.14.1.2"),
              iso_2022=("5.14", "8.26")),
        Check("N2.certificate", "Its certificates are issued", "critical", _certificates, _issued, "issued",
              Remedy(ROLE, "network_zone_managed"), iso_2013=("A.10.1.2",), iso_2022=("8.24",)),
        Check("N2.renewed", "ACM renews its certificates", "medium", _certificates, _renewed, "issued by ACM",
              Remedy(ROLE, "cell_domain"), iso_2013=("A.10.1.2",), iso_2022=("8.24",)),
        Check("N2.names", "Its certificates bear the names of the services", "critical", _naming, _names,
              "a certificate for each name", Remedy(ROLE, "cell_domain")),
        Check("N2.tls", "HTTPS listeners speak TLS 1.2 or later alone", "high", _listeners("HTTPS"), _modern,
              "a policy of TLS 1.2 or later", Remedy(ROLE, "network_ssl_policy"),
              iso_2013=("A.13.1.1", "A.14.1.2"), iso_2022=("8.20", "8.26")),
        Check("N2.redirect", "HTTP redirects to HTTPS", "high", _listeners("HTTP"), _redirects,
              "a redirect to HTTPS", Remedy(ROLE), iso_2013=("A.14.1.2",), iso_2022=("8.26",)),
        Check("N2.headers", "It drops invalid headers", "medium", _balancers,
              _switch("routing.http.drop_invalid_header_fields.enabled"), "dropped", Remedy(ROLE)),
        Check("N2.idle", f"It keeps connections open for {IDLE_SECONDS} s or more", "medium", _balancers, _idles,
              f"at least {IDLE_SECONDS} s", Remedy(ROLE, "network_load_balancer_attributes")),
        Check("N2.protected", "It is protected from deletion", "medium", _balancers,
              _switch("deletion_protection.enabled"), "protected", Remedy(ROLE)),
        Check("N2.access_logs", "It writes access logs to the bucket that is given for them", "low", _balancers, _logs,
              "access logs", Remedy(ROLE, "network_access_logs_bucket"), applies=_no_logs_wanted,
              iso_2013=("A.12.4.1",), iso_2022=("8.15",)),
    ))
