# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Rules: what AWS Config checks."""

from __future__ import annotations

import json
import re
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, Invalid
from ...fields import computed, constant, key, option, tagging
from ...left_alone import Theirs
from ...resource import Part, Resource
from ...tag_reading import tags_of
from ...tagging import retag
from ...wire import Codec, pairs
from .recording import TYPE
from .service import Frequency, config, own_tags_of, undisturbed

Parameters = t.Mapping[str, t.Any]

LEAVING = ("DELETING", "DELETING_RESULTS")
LONGEST_PARAMETERS = 1024
SETTINGS = ("source_identifier", "description", "input_parameters", "scope", "maximum_execution_frequency")


def _texts(given: Parameters | None) -> dict[str, str]:
    """Parameters as AWS takes them: texts all of them."""
    return {name: str(value).lower() if isinstance(value, bool) else str(value)
            for name, value in (given or {}).items()}


parameters = Codec(
    lambda value: json.dumps(_texts(value), separators=(",", ":"), sort_keys=True) if value else None,
    lambda found: json.loads(found) if found else {})
remark = Codec(lambda value: value, lambda found: found or "")


def same_parameters(wanted: Parameters, now: Parameters | None) -> bool:
    return _texts(wanted) == _texts(now)


@dataclass(frozen=True, kw_only=True)
class RuleScope(Part):
    """Which resources a rule looks at, as a whole."""

    resource_types: list[str] | None = option(
        "Those of these types, such as V(AWS::S3::Bucket).", wire="ComplianceResourceTypes")
    resource_id: str | None = option("The one with this id, which needs one type.", wire="ComplianceResourceId")
    tag_key: str | None = option("Those that bear this tag.")
    tag_value: str | None = option("Those whose tag has this value.")

    def problems(self) -> t.Iterator[str]:
        types = self.resource_types or []
        if self.tag_value and not self.tag_key:
            yield "tag_value: needs tag_key"
        if self.tag_key and (types or self.resource_id):
            yield "tag_key: has no place beside resource_types and resource_id, AWS takes one or the other"
        if self.resource_id and len(types) != 1:
            yield f"resource_id: needs one type in resource_types, there are {len(types)}"
        for name in types:
            if not TYPE.fullmatch(name):
                yield f"resource_types: {name!r} is none, allowed are names such as AWS::S3::Bucket"

    def over(self, now: t.Any) -> RuleScope:
        """Itself: what is left out of a scope is not in it."""
        return self

    def like(self, now: t.Any) -> bool:
        there: RuleScope = now or RuleScope()
        return self._canonical() == there._canonical()

    def _canonical(self) -> tuple[list[str], str, str, str]:
        return sorted(set(self.resource_types or ())), self.resource_id or "", self.tag_key or "", self.tag_value or ""


@dataclass(frozen=True, kw_only=True)
class ConfigRule(Theirs, Resource):
    """A check of AWS Config that AWS has ready, as its managed rules are."""

    plural = "config_rules"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-required-tags", "source_identifier": "REQUIRED_TAGS",
        "description": "Everything says whose it is.", "input_parameters": {"tag1Key": "managed-by"},
        "scope": {"resource_types": ["AWS::S3::Bucket"]}, "maximum_execution_frequency": "TwentyFour_Hours",
        "tags": {"project": "envelope"},
    }

    name: str = key("Name of the rule.", wire="ConfigRuleName")
    source_identifier: str | None = option(
        "What AWS calls the managed rule, such as V(CLOUD_TRAIL_ENABLED). A new rule needs it.",
        wire="Source.SourceIdentifier")
    description: str | None = option("What it is for.", codec=remark)
    input_parameters: dict[str, t.Any] | None = option(
        "Parameters of the managed rule by name, such as C(maxAccessKeyAge: 90): exactly these.",
        codec=parameters, alike=same_parameters)
    scope: RuleScope | None = option("Which resources it looks at. V({}) for all that the managed rule is about.")
    maximum_execution_frequency: Frequency | None = option(
        "How often it looks, where it does so from time to time. AWS's default is V(TwentyFour_Hours).")
    tags: dict[str, str] | None = tagging()
    owner: str = constant("AWS", "Who wrote the rule.", wire="Source.Owner")
    arn: str | None = computed("ARN of the rule.", wire="ConfigRuleArn")
    left_alone: str | None = computed("Who made the rule, where it is left as it is.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not self.name.strip() or len(self.name) > 128:
            yield f"name: {self.name!r} is not allowed: 1 to 128 characters"
        if self.source_identifier is not None and not re.fullmatch(r"[A-Z0-9_]{1,256}", self.source_identifier):
            yield (f"source_identifier: {self.source_identifier!r} is none, allowed are names such as "
                   "CLOUD_TRAIL_ENABLED")
        if len(parameters.out(self.input_parameters) or "") > LONGEST_PARAMETERS:
            yield f"input_parameters: longer than the {LONGEST_PARAMETERS} characters that AWS takes as JSON"
        if any(isinstance(value, (dict, list)) for value in (self.input_parameters or {}).values()):
            yield "input_parameters: have values that are lists or mappings, AWS takes texts"

    def read(self) -> Flow:
        call = config.describe_config_rules(ConfigRuleNames=[self.name])
        listed = (yield call).get("ConfigRules") or ()
        found = next((each for each in listed if each["ConfigRuleName"] == self.name), None)
        if found is None or found.get("ConfigRuleState") in LEAVING:
            raise Absent(call, "NotFound", f"there is no rule {self.name}")
        maker = found.get("CreatedBy")
        said = f"Leaving alone {self.name}: {maker} made it" if maker else None
        tags = yield from tags_of(found["ConfigRuleArn"], self.tags, own_tags_of)
        return self.seen({**found, "LeftAlone": said, "Tags": tags})

    def create(self) -> Flow:
        if self.source_identifier is None:
            raise Invalid(f"there is no rule {self.name}, and a new one needs source_identifier")
        yield from self._put(Tags=pairs().out(self.tags))

    def update(self, now: ConfigRule, changed: t.AbstractSet[str]) -> Flow:
        if "owner" in changed and "source_identifier" not in changed:
            raise Invalid(f"rule {self.name} is none of AWS's but of {now.owner}: say with source_identifier which one "
                          "is to take its place")
        if changed & {"owner", *SETTINGS}:
            yield from self._put()
        if "tags" in changed:  # AWS takes none of them together with a rule that is there
            yield from retag(config, now.tags, self.tags, ResourceArn=now.arn)

    def delete(self) -> Flow:
        """AWS goes on by itself, and takes no new rule of this name until it is done."""
        yield from undisturbed(config.delete_config_rule(ConfigRuleName=self.name), self.name)

    def _put(self, **more: t.Any) -> Flow:
        about = {name: value for name, value in self.wire("name", *SETTINGS).items() if value not in ("", {})}
        about["Source"] = {"Owner": "AWS", **about.get("Source", {})}
        yield from undisturbed(config.put_config_rule(ConfigRule=about, **more), self.name)
