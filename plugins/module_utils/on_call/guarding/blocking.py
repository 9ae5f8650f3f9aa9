# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lists of a platform's web ACL: who is on them, and that the web ACL goes by them."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, Invalid, Unresolved
from ...kinds.ec2.api import ec2
from ...kinds.wafv2.api import named, unlocked, wafv2
from ...kinds.wafv2.ip_sets import MOST
from ...waf.rules import ON_CALL, set_name
from .ranges import Network, inside, network

REGIONAL = "REGIONAL"
Ranges = list[Network]


@dataclass(frozen=True)
class Lists:
    """Who is on which list, of one version of addresses."""

    on_call: Ranges
    deny: Ranges
    allow: Ranges


def list_name(web_acl: str, version: int, name: str = ON_CALL) -> str:
    """What the IP set of a list is called."""
    return set_name(name, version, {"prefix": web_acl})


def lists(web_acl: str, version: int) -> Flow:
    """The lists of a web ACL of ours; raises `Unresolved` where it has none for whoever is on call."""
    on_call = yield from _ranges(list_name(web_acl, version))
    if on_call is None:
        raise Unresolved("IP set", list_name(web_acl, version), "waf")
    deny = yield from _ranges(list_name(web_acl, version, "deny"))
    allow = yield from _ranges(list_name(web_acl, version, "allow"))
    return Lists(on_call, deny or [], allow or [])


def _ranges(name: str) -> Flow:
    """The ranges of an IP set; None where there is none."""
    try:
        found = yield from named(wafv2.list_ip_sets(Scope=REGIONAL, Limit=100), "IPSets", name)
    except Absent:
        return None
    reply = yield wafv2.get_ip_set(Name=name, Scope=REGIONAL, Id=found["Id"])
    return sorted(map(network, reply["IPSet"]["Addresses"]), key=str)


def own_addresses() -> Flow:
    """The public addresses of NAT gateways: a platform asks its own API through them."""
    reply = yield ec2.describe_nat_gateways()
    return {each["PublicIp"]: gateway["NatGatewayId"] for gateway in reply.get("NatGateways", ())
            for each in gateway.get("NatGatewayAddresses", ()) if each.get("PublicIp")}


def not_ourselves(asked: Network) -> Flow:
    """Raise `Invalid` where a range holds an address that the platform itself comes from."""
    own: dict[str, str] = yield from own_addresses()
    for address, gateway in own.items():
        if inside(network(address), asked):
            raise Invalid(f"address is {asked}, which holds {address} of the platform's own NAT gateway {gateway}: "
                          "blocked, its frontends could not ask its API any more; allowed are other addresses")


def effect(web_acl: str, version: int) -> Flow:
    """A line that says what becomes of who is on the list."""
    found = yield from named(wafv2.list_web_acls(Scope=REGIONAL, Limit=100), "WebACLs", web_acl)
    acl = (yield wafv2.get_web_acl(Name=web_acl, Scope=REGIONAL, Id=found["Id"]))["WebACL"]
    listed = yield from named(wafv2.list_ip_sets(Scope=REGIONAL, Limit=100), "IPSets", list_name(web_acl, version))
    rule = next((each for each in acl.get("Rules", ()) if listed["ARN"] in str(each)), None)
    protected = (yield wafv2.list_resources_for_web_acl(
        WebACLArn=found["ARN"], ResourceType="APPLICATION_LOAD_BALANCER")).get("ResourceArns", ())
    mended = "run playbooks/site.yml --tags waf"
    if rule is None:
        return f"BEWARE: no rule of the web ACL {web_acl} goes by {listed['Name']}, nobody is blocked; {mended}"
    if "Block" not in rule.get("Action", {}):
        return (f"BEWARE: rule {rule['Name']} of the web ACL {web_acl} only counts, nobody is blocked; see "
                "waf_overrides in the inventory")
    if not protected:
        return f"BEWARE: the web ACL {web_acl} is in front of no load balancer, nobody is blocked; {mended}"
    names = ", ".join(arn.split("/")[-2] for arn in protected)
    return f"who is blocked gets 403 from {names}, by rule {rule['Name']} of the web ACL {web_acl}"


def changed(name: str, change: t.Callable[[set[str]], set[str]]) -> Flow:
    """Change the addresses of an IP set as they are at that moment; how many there are then.

    AWS replaces all of them, and refuses who has read them before somebody else's change.
    """
    return unlocked(lambda: _changed(name, change))


def _changed(name: str, change: t.Callable[[set[str]], set[str]]) -> Flow:
    found = yield from named(wafv2.list_ip_sets(Scope=REGIONAL, Limit=100), "IPSets", name)
    reply = yield wafv2.get_ip_set(Name=name, Scope=REGIONAL, Id=found["Id"])
    now = {str(network(each)) for each in reply["IPSet"]["Addresses"]}
    wanted = change(now)
    if len(wanted) > MOST:
        raise Invalid(f"IP set {name} would hold {len(wanted)} addresses, AWS takes {MOST}: release some, or block "
                      "ranges instead")
    if wanted != now:
        yield wafv2.update_ip_set(
            Name=name, Scope=REGIONAL, Id=found["Id"], Addresses=sorted(wanted), LockToken=reply["LockToken"],
            Description=reply["IPSet"].get("Description") or None)
    return len(wanted)
