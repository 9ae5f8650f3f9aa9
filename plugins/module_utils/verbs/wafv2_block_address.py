# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Block an address, or let it in again."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..errors import Invalid
from ..fields import instruction, required
from ..on_call.guarding.blocking import Lists, changed, effect, list_name, lists, not_ourselves
from ..on_call.guarding.ranges import Network, inside, network, range_problems
from ..runbook import RETURNS, Mending, Plan

SHOWN = 20
"""Addresses that are listed; there may be thousands."""


@dataclass(frozen=True, kw_only=True)
class BlockAddress(Mending):
    """Block an address or a range in the web ACL of a platform, or release it; without one, say who is blocked.

    It is a list of its own, that of whoever is on call, which playbooks leave as it is.
    """

    module = "wafv2_block_address"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "web_acl": "envelope-prod", "address": "203.0.113.7", "state": "blocked", "confirm": "envelope-prod-on-call"}
    returns: t.ClassVar[dict[str, str]] = {
        **RETURNS, "addresses": "Who is on the list of whoever is on call."}

    web_acl: str = required("Name of the platform's web ACL.")
    address: str = instruction("The address, or a range in CIDR notation; empty says who is blocked.", default="")
    state: t.Literal["blocked", "released"] = instruction("What is to become of it.", default="blocked")

    @property
    def phrase(self) -> str:
        return list_name(self.web_acl, self._asked.version if self._asked else 4)

    def problems(self) -> t.Iterator[str]:
        wrong = list(range_problems(self.address)) if self.address else []
        yield from wrong or super().problems()

    def look(self) -> Flow:
        if self._asked is None:
            return (yield from self._listed())
        asked = self._asked
        there: Lists = yield from lists(self.web_acl, asked.version)
        said = yield from effect(self.web_acl, asked.version)
        data = {"addresses": [str(each) for each in there.on_call]}
        if self.state == "released":
            return Plan(*released(asked, there, self.phrase), data)
        yield from not_ourselves(asked)
        found, steps = blocked(asked, there, self.phrase)
        return Plan([*found, said], steps, data)

    def mend(self, plan: Plan) -> Flow:
        asked = t.cast(Network, self._asked)
        if self.state == "blocked":
            count = yield from changed(self.phrase, lambda now: now | {str(asked)})
            return [f"{asked} is blocked within a minute; {self.phrase} has {count} of them, and site.yml leaves them"]
        count = yield from changed(
            self.phrase, lambda now: {each for each in now if not inside(network(each), asked)})
        return [f"{asked} is released within a minute; {self.phrase} has {count} left"]

    @property
    def _asked(self) -> Network | None:
        return network(self.address) if self.address else None

    def _listed(self) -> Flow:
        """Who is blocked by whoever is on call, of both versions."""
        ranges = [*(yield from lists(self.web_acl, 4)).on_call, *(yield from lists(self.web_acl, 6)).on_call]
        shown = ", ".join(map(str, ranges[:SHOWN])) + ("" if len(ranges) <= SHOWN else f" (the first {SHOWN})")
        said = yield from effect(self.web_acl, 4)
        return Plan([f"whoever is on call has blocked {len(ranges)}{': ' * bool(ranges)}{shown}", said], (),
                    {"addresses": [str(each) for each in ranges]})


def blocked(asked: Network, there: Lists, name: str) -> tuple[list[str], list[str]]:
    """What is said of an address that is to be blocked, and the steps to it."""
    for ranges, where in ((there.on_call, name), (there.deny, "waf_deny_addresses of the inventory")):
        if around := next((each for each in ranges if inside(asked, each)), None):
            return [f"{asked} is blocked already: {around} is in {where}"], []
    lets_in = [each for each in there.allow if inside(asked, each) or inside(each, asked)]
    beware = [f"BEWARE: the inventory lets in {', '.join(map(str, lets_in[:SHOWN]))} (waf_allow_addresses); blocked it "
              "is nevertheless"] if lets_in else []
    return [f"{asked} is not blocked", *beware], [f"block {asked}: put it into the IP set {name}"]


def released(asked: Network, there: Lists, name: str) -> tuple[list[str], list[str]]:
    """What is said of an address that is to be released, and the steps; raises `Invalid` where that cannot be alone."""
    within = [each for each in there.on_call if inside(each, asked)]
    denied = next((each for each in there.deny if inside(asked, each)), None)
    if around := next((each for each in there.on_call if inside(asked, each) and each != asked), None):
        raise Invalid(f"{asked} cannot be released alone: {around} is blocked as a whole; release that, with "
                      f"-e address={around}")
    if denied and not within:
        raise Invalid(f"{asked} is blocked by the inventory: take {denied} out of waf_deny_addresses, and run "
                      "playbooks/site.yml --tags waf")
    if not within:
        return [f"{asked} is not blocked"], []
    beware = [f"BEWARE: {denied} stays blocked by the inventory (waf_deny_addresses)"] if denied else []
    return ([f"{asked} is blocked", *beware],
            [*(f"release {each}: take it out of the IP set {name}" for each in within[:SHOWN]),
             *([f"release {len(within) - SHOWN} more that are in {asked}"] if len(within) > SHOWN else [])])
