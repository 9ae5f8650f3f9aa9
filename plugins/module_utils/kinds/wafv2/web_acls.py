# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Web ACLs: what is done with each request, compared by what it means."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow, Reply, has_pending
from ...errors import Absent, Invalid
from ...fields import computed, instruction, key, option, tagging
from ...fields import scope as shared
from ...resource import Resource
from ...wire import unordered
from . import settings
from .api import Scope, advised, named, placed, released, retag, tags_of, unlocked, wafv2
from .canonical import SEEN, Tree, canonical, completed
from .capacity import least
from .logging import Logging, logging_of
from .names import description_problems, name_problems, stated
from .references import log_group, resolved
from .rules import rule_problems, structure_problems

MOST = 5000
"""WCU that AWS takes in a web ACL."""

REPLACED = ("DefaultAction", "Description", "Rules", "VisibilityConfig", "DataProtectionConfig", "CustomResponseBodies",
            "CaptchaConfig", "ChallengeConfig", "TokenDomains", "AssociationConfig", "OnSourceDDoSProtectionConfig",
            "ApplicationConfig", "MonetizationConfig")
"""What UpdateWebACL replaces as a whole: whatever is not in the request is gone."""


@dataclass(frozen=True, kw_only=True)
class WebAcl(Resource):
    """A web ACL: rules, tried in the order of their priorities, that say what becomes of a request."""

    plural = "wafv2_web_acls"
    examples: t.ClassVar[dict[str, t.Any]] = settings.EXAMPLES

    scope: Scope = shared("V(CLOUDFRONT) for distributions, whose region is always us-east-1; V(REGIONAL) for others.",
                          default="REGIONAL")
    name: str = key("Name of the web ACL.")
    default_action: dict[str, t.Any] | None = option(
        "What becomes of a request that no rule decides: V(allow) or V(block), each with a dictionary that may be "
        "empty.", codec=settings.one("DefaultAction"), alike=settings.meaning("DefaultAction"))
    rules: list[dict[str, t.Any]] | None = option(
        "Rules as AWS has them, in snake_case; where an ARN is asked for, the name of an IP set, a regex pattern set "
        "or a rule group will do. V(visibility_config) may be left out, and V(override_action) of a rule group.",
        codec=settings.RULES, alike=settings.meaning("Rule"))
    visibility_config: dict[str, t.Any] | None = option(
        "Whether requests are sampled and counted. Left out, a new web ACL does both, under its name.",
        codec=settings.one("VisibilityConfig"), alike=settings.meaning("VisibilityConfig"))
    description: str | None = option("What it is for.", codec=stated)
    custom_response_bodies: dict[str, t.Any] | None = option(
        "Texts that actions answer with, by name, each V(content_type) and V(content).",
        codec=settings.named("CustomResponseBody"), alike=settings.meanings("CustomResponseBody"))
    captcha_config: dict[str, t.Any] | None = option(
        "How long a solved puzzle is good for.", codec=settings.one("CaptchaConfig"),
        alike=settings.meaning("CaptchaConfig"))
    challenge_config: dict[str, t.Any] | None = option(
        "How long a passed challenge is good for.", codec=settings.one("ChallengeConfig"),
        alike=settings.meaning("ChallengeConfig"))
    token_domains: list[str] | None = option("Domains that take each other's tokens.", alike=unordered)
    association_config: dict[str, t.Any] | None = option(
        "How much of a body is looked at, by the sort of resource.", codec=settings.one("AssociationConfig"),
        alike=settings.meaning("AssociationConfig"))
    data_protection_config: dict[str, t.Any] | None = option(
        "What of requests nobody is to read, in samples and logs: C(data_protections).",
        codec=settings.one("DataProtectionConfig"), alike=settings.meaning("DataProtectionConfig"))
    logging: Logging | None = option("Where its log is written.")
    capacity: int = instruction("WCU that its rules may need; AWS charges more for a web ACL of over 1500, and takes "
                                "no more than 5000.", default=1500)
    tags: dict[str, str] | None = tagging()
    arn: str | None = computed("ARN of the web ACL.", wire="ARN")
    acl_id: str | None = computed("Id that AWS gives it.", wire="Id")
    label_namespace: str | None = computed("What the labels of its rules start with.")
    needed_capacity: int | None = computed("WCU that its rules need.", wire="Capacity")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        yield from name_problems(self.name)
        yield from description_problems(self.description)
        if not 1 <= self.capacity <= MOST:
            yield f"capacity: {self.capacity}, allowed are 1 to {MOST}"
        bodies = self.custom_response_bodies
        wrong = list(rule_problems(self.rules or [], bodies))
        yield from wrong
        if not wrong and (needed := least(self.rules or [])) > self.capacity:
            yield f"rules: they need {needed} WCU or more, allowed are {self.capacity} (capacity, at most {MOST})"
        for name, shape in settings.SHAPES.items():
            if getattr(self, name) is not None:
                yield from structure_problems(getattr(self, name), shape, name, bodies)
        for name, body in (bodies or {}).items():
            yield from structure_problems(body, "CustomResponseBody", f"custom_response_bodies.{name}")

    def resolved(self, *, pending: bool = False) -> Flow:
        """This, with names looked up at any depth, and what its rules need where they are to be written."""
        found: WebAcl = yield from super().resolved(pending=pending)
        if found.rules is not None:
            rules = []
            for rule in found.rules:
                named_ = yield from resolved(completed(rule), "Rule", self.scope, pending=pending)
                rules.append(canonical(named_, "Rule"))
            found = dataclasses.replace(found, rules=rules)
        if found.logging and found.logging.destination:
            where = yield from self._destination(found.logging.destination, pending=pending)
            found = dataclasses.replace(found, logging=dataclasses.replace(found.logging, destination=where))
        return dataclasses.replace(found, needed_capacity=(yield from placed(self.scope, found._needed())))

    def read(self) -> Flow:
        return placed(self.scope, self._read())

    def create(self) -> Flow:
        self._affordable()
        if self.default_action is None:
            raise Invalid("it does not exist, and cannot be created without default_action")
        visible = {"VisibilityConfig": settings.one("VisibilityConfig").out({**SEEN, "metric_name": self.name})}
        asked = _stated({**visible, **self._configuration()})
        made = yield from placed(self.scope, advised(wafv2.create_web_acl(**asked)))
        if self.logging is not None and self.logging.destination:
            yield from placed(self.scope, self.logging.sent(made["Summary"]["ARN"]))

    def update(self, now: WebAcl, changed: t.AbstractSet[str]) -> Flow:
        self._affordable()
        if changed - {"tags", "logging"}:
            yield from placed(self.scope, unlocked(lambda: self._replaced(now, changed)))
        if self.logging is not None and "logging" in changed:
            yield from placed(self.scope, self.logging.sent(now.arn))
        if "tags" in changed:
            yield from placed(self.scope, retag(now.arn, now.tags, self.tags))

    def delete(self) -> Flow:
        yield from placed(self.scope, unlocked(self._deleted))

    def _destination(self, given: str, *, pending: bool) -> Flow:
        if given.startswith("arn:"):
            return given.removesuffix(":*")
        return (yield from log_group(self.scope).resolve(given, pending=pending))

    def _found(self) -> Flow:
        """All that AWS says of it; `Absent` where it is not there."""
        found = yield from named(wafv2.list_web_acls(Scope=self.scope, Limit=100), "WebACLs", self.name)
        return (yield self._got(found["Id"]))["WebACL"]

    def _got(self, acl_id: str | None) -> t.Any:
        return wafv2.get_web_acl(Name=self.name, Scope=self.scope, Id=acl_id)

    def _read(self) -> Flow:
        about: Tree = dict((yield from self._found()))
        if self.logging is not None:
            about["Logging"] = yield from logging_of(about["ARN"], self.scope)
        if self.tags is not None:
            about["Tags"] = yield from tags_of(about["ARN"])
        return self.seen(about)

    def _needed(self) -> Flow:
        """The WCU of the rules, None where they stay as they are or cannot be told yet."""
        if self.rules is None or has_pending(self.rules):
            return None
        wanted = settings.RULES.out(self.rules)
        try:
            now = settings.RULES.into((yield from self._found()).get("Rules"))
        except Absent:
            now = []
        if settings.meaning("Rule")(self.rules, now):
            return None
        return (yield wafv2.check_capacity(Scope=self.scope, Rules=wanted))["Capacity"]

    def _affordable(self) -> None:
        """Raise `Invalid` where the rules need more than is allowed."""
        if self.needed_capacity is not None and self.needed_capacity > self.capacity:
            raise Invalid(f"its rules need {self.needed_capacity} WCU, allowed are {self.capacity}: take rules out, "
                          f"or raise capacity (at most {MOST}; AWS charges more from 1500 on)")

    def _configuration(self) -> Tree:
        """All of it but its log, which is a resource of its own to AWS."""
        return {name: value for name, value in self.wire().items() if name != "Logging"}

    def _replaced(self, now: WebAcl, changed: t.AbstractSet[str]) -> Flow:
        """Send what differs; the rest as it is at that moment, so that nobody's change in between is lost."""
        found: Reply = yield self._got(now.acl_id)
        kept = {name: found["WebACL"][name] for name in REPLACED if found["WebACL"].get(name) not in (None, "")}
        wanted = self.wire("name", "scope", *(changed - {"tags", "logging"}))
        yield from advised(wafv2.update_web_acl(
            **_stated({**kept, **wanted}), Id=now.acl_id, LockToken=found["LockToken"]))

    def _deleted(self) -> Flow:
        found = yield self._got(self.acl_id)
        yield from released(wafv2.delete_web_acl(
            Name=self.name, Scope=self.scope, Id=self.acl_id, LockToken=found["LockToken"]), f"web ACL {self.name}")


def _stated(config: Tree) -> Tree:
    """Without what is empty: AWS takes no empty mapping or list but that of rules, and means the same by none."""
    return {name: value for name, value in config.items() if value not in ({}, []) or name == "Rules"}
