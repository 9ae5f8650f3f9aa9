# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Elastic Container Registry."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .. import policies
from ..calls import Call, Flow, Service
from ..errors import Absent, AwsError, Invalid
from ..fields import computed, instruction, key, option, required, tagging
from ..resource import Part, Resource
from ..tagging import missing
from ..wire import Case, camel, pairs
from .kms import KEY

ecr = Service("ecr", absent=frozenset({
    "RepositoryNotFoundException", "LifecyclePolicyNotFoundException", "RepositoryPolicyNotFoundException"}))


def lifecycle_alike(wanted: dict[str, t.Any], now: dict[str, t.Any] | None) -> bool:
    """Whether two lifecycle policies keep the same images; the order of rules is their priority."""
    def rules(document: dict[str, t.Any] | None) -> list[dict[str, t.Any]]:
        return sorted((document or {}).get("rules") or (), key=lambda rule: int(rule["rulePriority"]))

    return rules(wanted) == rules(now)


@dataclass(frozen=True, kw_only=True)
class Encryption(Part):
    """How images are encrypted at rest."""

    casing: t.ClassVar[Case] = staticmethod(camel)

    type: t.Literal["AES256", "KMS", "KMS_DSSE"] = required("With which keys.", wire="encryptionType")
    kms_key: str | None = option(
        "Key to encrypt with: alias, id or ARN. Left out, V(KMS) uses the key that AWS keeps for ECR.", find=KEY)

    def problems(self) -> t.Iterator[str]:
        if self.kms_key and self.type == "AES256":
            yield f"kms_key {self.kms_key} goes with type KMS or KMS_DSSE, not AES256"


@dataclass(frozen=True, kw_only=True)
class EcrRepository(Resource):
    """A private repository of container images."""

    plural = "ecr_repositories"
    casing: t.ClassVar[Case] = staticmethod(camel)
    fixed = frozenset({"encryption"})
    kept = "it holds images: say what is there, or make one under another name and push them there"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod/api", "image_tag_mutability": "IMMUTABLE", "scan_on_push": True,
        "encryption": {"type": "KMS", "kms_key": "arn:aws:kms:eu-west-1:111122223333:key/aaaa"},
        "lifecycle_policy": {"rules": [{
            "rulePriority": 1, "description": "Keep what a rollback may need", "action": {"type": "expire"},
            "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": 50}}]},
        "policy": {"Version": "2012-10-17", "Statement": [{
            "Sid": "Pull", "Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::444455556666:root"},
            "Action": ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]}]},
        "tags": {"project": "envelope", "environment": "prod"},
    }

    name: str = key("Name of the repository.", wire="repositoryName")
    image_tag_mutability: t.Literal["IMMUTABLE", "MUTABLE"] | None = option(
        "Whether a tag may be moved to another image.")
    scan_on_push: bool | None = option(
        "Whether an image is searched for known vulnerabilities when it is pushed.",
        wire="imageScanningConfiguration.scanOnPush")
    encryption: Encryption | None = option("How images are encrypted. Cannot change.", wire="encryptionConfiguration")
    lifecycle_policy: dict[str, t.Any] | None = option(
        "The lifecycle policy, as AWS writes it. V({}) removes it.", wire="lifecyclePolicyText", codec=policies.policy,
        alike=lifecycle_alike)
    policy: dict[str, t.Any] | None = option(
        "Who else may use the repository: a policy document. V({}) removes it.", wire="policyText",
        codec=policies.policy,
        alike=policies.alike)
    tags: dict[str, str] | None = tagging()
    force: bool = instruction("Delete the repository although there are images in it.", default=False)
    arn: str | None = computed("ARN of the repository.", wire="repositoryArn")
    uri: str | None = computed("What image names begin with.", wire="repositoryUri")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        for rule in (self.lifecycle_policy or {}).get("rules") or ():
            if not str(rule.get("rulePriority", "")).isdigit():
                yield f"lifecycle_policy: rulePriority is {rule.get('rulePriority')!r}, every rule needs a number"

    def read(self) -> Flow:
        call = ecr.describe_repositories()  # asked for by name, one that is missing would fail all
        listed = yield call
        found = next((each for each in listed.get("repositories", ()) if each["repositoryName"] == self.name), None)
        if found is None:
            raise Absent(call, "RepositoryNotFoundException", f"no repository {self.name}")
        texts = yield from self._documents()
        tags = (yield ecr.list_tags_for_resource(resourceArn=found["repositoryArn"]))["tags"] if self.tags else None
        return self.seen({**found, **texts, "tags": tags})

    def create(self) -> Flow:
        yield ecr.create_repository(**self.wire("name", "image_tag_mutability", "scan_on_push", "encryption", "tags"))
        yield from self._write({name for name in ("lifecycle_policy", "policy") if getattr(self, name)})

    def update(self, now: EcrRepository, changed: t.AbstractSet[str]) -> Flow:
        if "image_tag_mutability" in changed:
            yield ecr.put_image_tag_mutability(**self.wire("name", "image_tag_mutability"))
        if "scan_on_push" in changed:
            yield ecr.put_image_scanning_configuration(**self.wire("name", "scan_on_push"))
        yield from self._write(changed)
        if fresh := missing(now.tags, self.tags):
            yield ecr.tag_resource(resourceArn=now.arn, tags=pairs().out(fresh))

    def delete(self) -> Flow:
        try:
            yield ecr.delete_repository(repositoryName=self.name, force=self.force)
        except AwsError as error:
            if error.code != "RepositoryNotEmptyException":
                raise
            raise Invalid(f"repository {self.name} holds images and is left alone; force deletes them too") from error

    def _documents(self) -> Flow:
        """The documents that matter here, each of which costs a call."""
        texts = {}
        if self.lifecycle_policy is not None:
            texts.update((yield from _held(ecr.get_lifecycle_policy(repositoryName=self.name))))
        if self.policy is not None:
            texts.update((yield from _held(ecr.get_repository_policy(repositoryName=self.name))))
        return texts

    def _write(self, changed: t.AbstractSet[str]) -> Flow:
        named = {"repositoryName": self.name}
        if "lifecycle_policy" in changed and self.lifecycle_policy:
            yield ecr.put_lifecycle_policy(**self.wire("name", "lifecycle_policy"))
        elif "lifecycle_policy" in changed and self.lifecycle_policy is not None:
            yield ecr.delete_lifecycle_policy(**named)
        if "policy" in changed and self.policy:
            yield ecr.set_repository_policy(**self.wire("name", "policy"))
        elif "policy" in changed and self.policy is not None:
            yield ecr.delete_repository_policy(**named)


def _held(call: Call) -> Flow:
    """The reply, empty where there is no such document."""
    try:
        return (yield call)
    except Absent:
        return {}
