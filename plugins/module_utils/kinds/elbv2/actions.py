# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a listener or a rule does with a request.

AWS answers in more words than it was asked in: it adds defaults, and shows
one target group in two places.  Actions are therefore compared by effect.
"""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part
from .references import TARGET_GROUP

REDIRECT = {"Protocol": "#{protocol}", "Port": "#{port}", "Host": "#{host}", "Path": "/#{path}", "Query": "#{query}"}
FIXED_RESPONSE = {"ContentType": "text/plain", "MessageBody": ""}
"""What AWS takes for what is left out."""

OF = {"forward": ("target_group", "target_groups", "stickiness"), "redirect": ("redirect",),
      "fixed-response": ("fixed_response",)}
"""The options that belong to each type of action."""


@dataclass(frozen=True, kw_only=True)
class WeightedTargetGroup(Part):
    """A target group and its share of the requests."""

    target_group: str = required("Name or ARN of the target group.", wire="TargetGroupArn", find=TARGET_GROUP)
    weight: int | None = option("Its share, relative to the others', 0 to 999. AWS takes 1 when left out.")

    def problems(self) -> t.Iterator[str]:
        if self.weight is not None and not 0 <= self.weight <= 999:
            yield f"weight of {self.target_group} is {self.weight}, allowed are 0 to 999"


@dataclass(frozen=True, kw_only=True)
class Stickiness(Part):
    """Whether a client stays with one of several target groups."""

    enabled: bool = required("Whether clients stay with the target group they met first.")
    duration_seconds: int | None = option("For how long, 1 to 604800 seconds.")

    def problems(self) -> t.Iterator[str]:
        if self.enabled and not 1 <= (self.duration_seconds or 0) <= 604800:
            yield f"duration_seconds is {self.duration_seconds}, allowed are 1 to 604800"


@dataclass(frozen=True, kw_only=True)
class Redirect(Part):
    """Where a client is sent instead; what is left out stays as it was in the request."""

    protocol: t.Literal["HTTP", "HTTPS", "#{protocol}"] | None = option("Protocol.")
    port: str | None = option("Port.")
    host: str | None = option("Host name.")
    path: str | None = option("Path, beginning with V(/).")
    query: str | None = option("Query, without the leading V(?). An empty one drops that of the request.")
    status_code: t.Literal["HTTP_301", "HTTP_302"] = required(
        "V(HTTP_301) is for good (and kept by browsers), V(HTTP_302) for now.")

    def problems(self) -> t.Iterator[str]:
        whole = {**REDIRECT, **self.wire()}
        if all(whole[name] == REDIRECT[name] for name in ("Protocol", "Port", "Host", "Path")):
            yield "it leads back to itself, change at least one of protocol, port, host and path"
        if not whole["Path"].startswith("/"):
            yield f"path is {self.path}, it must begin with /"


@dataclass(frozen=True, kw_only=True)
class FixedResponse(Part):
    """An answer given by the load balancer itself."""

    status_code: str = required("HTTP status, 2xx, 4xx or 5xx.")
    content_type: t.Literal[
        "text/plain", "text/css", "text/html", "application/javascript", "application/json"
    ] | None = option("Content type. AWS takes V(text/plain) when left out.")
    message_body: str | None = option("Body, at most 1024 characters.")

    def problems(self) -> t.Iterator[str]:
        if self.status_code[:1] not in ("2", "4", "5") or len(self.status_code) != 3:
            yield f"status_code is {self.status_code}, allowed are 2xx, 4xx and 5xx"
        if len(self.message_body or "") > 1024:
            yield f"message_body has {len(self.message_body or '')} characters, allowed are 1024"


@dataclass(frozen=True, kw_only=True)
class Action(Part):
    """What is done with a request."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "type": "forward", "target_group": "envelope-prod-api", "target_groups": None, "stickiness": None,
        "redirect": None, "fixed_response": None,
    }

    type: t.Literal["forward", "redirect", "fixed-response"] = required("What is done.")
    target_group: str | None = option(
        "Name or ARN of the target group that gets the request.", wire="TargetGroupArn", find=TARGET_GROUP)
    target_groups: list[WeightedTargetGroup] | None = option(
        "Target groups that share the requests, at most five, instead of C(target_group).",
        wire="ForwardConfig.TargetGroups")
    stickiness: Stickiness | None = option(
        "Whether clients stay with one of C(target_groups). Off when left out.",
        wire="ForwardConfig.TargetGroupStickinessConfig")
    redirect: Redirect | None = option("Where the client is sent.", wire="RedirectConfig")
    fixed_response: FixedResponse | None = option("What is answered.", wire="FixedResponseConfig")

    @classmethod
    def taken(cls, found: t.Mapping[str, t.Any]) -> t.Self:
        """One from a reply, in the shortest form that says the same."""
        action = super().taken(found)
        groups = action.target_groups or None
        if groups and len(groups) == 1 and not (action.stickiness and action.stickiness.enabled):
            return dataclasses.replace(
                action, target_group=groups[0].target_group, target_groups=None, stickiness=None)
        return dataclasses.replace(action, target_group=None if groups else action.target_group, target_groups=groups)

    def like(self, now: t.Any) -> bool:
        return isinstance(now, Action) and self.effect() == now.effect()

    def effect(self) -> tuple[t.Any, ...]:
        """What it comes down to, however it is written: an action is replaced as a whole."""
        if self.redirect:
            return self.type, {**REDIRECT, **self.redirect.wire()}
        if self.fixed_response:
            return self.type, {**FIXED_RESPONSE, **self.fixed_response.wire()}
        sticky = self.stickiness.duration_seconds if self.stickiness and self.stickiness.enabled else None
        return self.type, self._shares(), sticky

    def _shares(self) -> dict[str | None, int]:
        groups = {group.target_group: 1 if group.weight is None else group.weight for group in self.target_groups or ()}
        if len(groups) > 1:
            return t.cast("dict[str | None, int]", groups)
        # the weight of the only one makes no difference, unless it is 0
        return {name: min(weight, 1) for name, weight in groups.items()} or {self.target_group: 1}

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        stray = [name for kind, names in OF.items() if kind != self.type for name in names if getattr(self, name)]
        if stray:
            yield f"{', '.join(stray)} does not go with type {self.type}"
        if self.type == "forward":
            yield from self._forward_problems()
        elif not getattr(self, OF[self.type][0]):
            yield f"type {self.type} needs {OF[self.type][0]}"

    def _forward_problems(self) -> t.Iterator[str]:
        if bool(self.target_group) == bool(self.target_groups):
            yield "type forward needs one of target_group and target_groups"
        if self.stickiness and not self.target_groups:
            yield "stickiness goes with target_groups; for targets of one group it is an attribute of the group"
        if len(self.target_groups or ()) > 5:
            yield f"{len(self.target_groups or ())} target_groups, allowed are 5"


def action_problems(name: str, actions: list[Action] | None) -> t.Iterator[str]:
    """What is wrong with the actions of one listener or rule."""
    if actions is not None and len(actions) != 1:
        yield f"{name}: {len(actions)} actions, there must be exactly one of forward, redirect and fixed-response"
