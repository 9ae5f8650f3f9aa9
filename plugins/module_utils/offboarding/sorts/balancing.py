# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What leads from the load balancers to a tenant, and the certificates they show for it."""

from __future__ import annotations

from ...calls import Flow
from ...errors import Absent
from ...kinds.acm import AcmCertificate
from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.acm.service import tags_of as certificate_tags
from ...kinds.elbv2 import TargetGroup
from ...kinds.elbv2.api import elbv2, tags_of
from ...kinds.elbv2.references import find_load_balancer
from ..tenant import Tenant
from ..things import Seen, Sort, Thing

PAIR = " shows "
"""Between a listener and a certificate that it shows, which together have no ARN."""


def _listeners(tenant: Tenant) -> Flow:
    """The ARNs of all listeners of the load balancers there are."""
    found: list[str] = []
    for name in tenant.load_balancers:
        balancer = yield from find_load_balancer(name)
        if balancer:
            listed = yield elbv2.describe_listeners(LoadBalancerArn=balancer)
            found += [each["ListenerArn"] for each in listed.get("Listeners", ())]
    return found


def _rules(tenant: Tenant) -> Flow:
    arns: list[str] = []
    for listener in (yield from _listeners(tenant)):
        listed = yield elbv2.describe_rules(ListenerArn=listener)
        arns += [each["RuleArn"] for each in listed.get("Rules", ()) if not each.get("IsDefault")]
    tags = yield from tags_of(arns)
    return [Thing(RULES.name, arn, arn) for arn in arns if tenant.owns(tags.get(arn, {}))]


def _rule(thing: Thing) -> Flow:
    yield elbv2.describe_rules(RuleArns=[thing.name])
    return (yield from _tagged(thing))


def _rule_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield elbv2.delete_rule(RuleArn=thing.name)


def _target_groups(tenant: Tenant) -> Flow:
    """By their tags: their names are cut where they are long."""
    listed = yield elbv2.describe_target_groups()
    arns = [each["TargetGroupArn"] for each in listed.get("TargetGroups", ())]
    tags = yield from tags_of(arns)
    return [Thing(TARGET_GROUPS.name, arn, arn) for arn in arns if tenant.owns(tags.get(arn, {}))]


def _target_group(thing: Thing) -> Flow:
    yield elbv2.describe_target_groups(TargetGroupArns=[thing.name])
    return (yield from _tagged(thing))


def _target_group_taken(thing: Thing, tenant: Tenant) -> Flow:
    [found] = (yield elbv2.describe_target_groups(TargetGroupArns=[thing.name]))["TargetGroups"]
    yield from TargetGroup(name=found["TargetGroupName"], arn=thing.name,
                           load_balancers=found.get("LoadBalancerArns")).delete()


def _tagged(thing: Thing) -> Flow:
    return Seen((yield from tags_of([thing.arn])).get(thing.arn, {}))


def _certificates(tenant: Tenant) -> Flow:
    listed = yield acm.list_certificates(Includes={"keyTypes": KEY_TYPES})
    return [Thing(CERTIFICATES.name, each["CertificateArn"], each["CertificateArn"])
            for each in listed.get("CertificateSummaryList", ())
            if tenant.serves(each["DomainName"].removeprefix("*."))]


def _packs(tenant: Tenant) -> Flow:
    """Certificates that several could share, and of which it is the last: all their names but the first are its."""
    listed = yield acm.list_certificates(Includes={"keyTypes": KEY_TYPES})
    found: list[Thing] = []
    for each in listed.get("CertificateSummaryList", ()):
        others = {name.lower() for name in each.get("SubjectAlternativeNameSummaries", ())} - {each["DomainName"]}
        if not others or each.get("HasAdditionalSubjectAlternativeNames") or tenant.serves(each["DomainName"]):
            continue
        last = all(tenant.serves(name.removeprefix("*.")) for name in others)
        if last and tenant.shares((yield from certificate_tags(each["CertificateArn"]))):
            found.append(Thing(PACKS.name, each["CertificateArn"], each["CertificateArn"]))
    return found


def _pack(thing: Thing) -> Flow:
    """Its tags are the cell's; that it is the tenant's, its names have told."""
    yield acm.describe_certificate(CertificateArn=thing.name)
    return Seen(None)


def _certificate(thing: Thing) -> Flow:
    yield acm.describe_certificate(CertificateArn=thing.name)
    return Seen((yield from certificate_tags(thing.name)))


def _certificate_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield from AcmCertificate(domain_name=thing.name.rpartition("/")[2], arn=thing.name).delete()


def _listener_certificates(tenant: Tenant) -> Flow:
    """Where the tenant's own certificates are shown."""
    own = {each.arn for each in (yield from _packs(tenant))}
    for each in (yield from _certificates(tenant)):
        if tenant.owns((yield from certificate_tags(each.arn))):
            own.add(each.arn)
    found: list[Thing] = []
    for listener in (yield from _listeners(tenant)) if own else ():
        shown = yield elbv2.describe_listener_certificates(ListenerArn=listener)
        pairs = [f"{listener}{PAIR}{each['CertificateArn']}" for each in shown.get("Certificates", ())
                 if each["CertificateArn"] in own and not each.get("IsDefault")]
        found += [Thing(LISTENER_CERTIFICATES.name, pair, pair) for pair in pairs]
    return found


def _listener_certificate(thing: Thing) -> Flow:
    listener, certificate = thing.name.split(PAIR)
    call = elbv2.describe_listener_certificates(ListenerArn=listener)
    if certificate not in [each["CertificateArn"] for each in (yield call).get("Certificates", ())]:
        raise Absent(call, "NotFound", "the listener does not show it")
    return Seen(None)


def _listener_certificate_taken(thing: Thing, tenant: Tenant) -> Flow:
    listener, certificate = thing.name.split(PAIR)
    yield elbv2.remove_listener_certificates(ListenerArn=listener, Certificates=[{"CertificateArn": certificate}])


def _elbv2(what: str) -> str:
    return rf"(?P<name>arn:[^:]+:elasticloadbalancing:[^:]+:\d+:{what}/(?!.*{PAIR}).+)"


RULES = Sort("elbv2_listener_rules", _elbv2("listener-rule"), _rules, _rule, _rule_taken)
TARGET_GROUPS = Sort("elbv2_target_groups", _elbv2("targetgroup"), _target_groups, _target_group, _target_group_taken)
CERTIFICATES = Sort("acm_certificates", r"(?P<name>arn:[^:]+:acm:[^:]+:\d+:certificate/.+)",
                    _certificates, _certificate, _certificate_taken)
PACKS = Sort("acm_certificates of several", r"(?P<name>only its names tell)", _packs, _pack, _certificate_taken)
LISTENER_CERTIFICATES = Sort("elbv2_listener_certificates", rf"(?P<name>.+{PAIR}.+)", _listener_certificates,
                             _listener_certificate, _listener_certificate_taken)
