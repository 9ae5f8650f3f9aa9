# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement P2: what the workflows of a repository on GitHub may do, each in a role of its own and without keys."""

from __future__ import annotations

import pathlib
import re
import typing as t

from .access import PULL, ROLE_NAME, Document, allow, document, partition
from .errors import Invalid
from .names import short_name
from .pipeline_policies import policies

Wanted = t.Mapping[str, t.Any]
"""What the role `pipelines` asks for: its variables without their prefix, and prefix, project, environment, region and
account_id of the cell."""
Entry = dict[str, t.Any]

ISSUER = "token.actions.githubusercontent.com"
AUDIENCE = "sts.amazonaws.com"
POLICIES = str(pathlib.Path(__file__).parents[2] / "docs" / "permissions")

PUSH = (*PULL, "ecr:CompleteLayerUpload", "ecr:DescribeImages", "ecr:InitiateLayerUpload", "ecr:PutImage",
        "ecr:UploadLayerPart")
MOST_POLICIES = 10
"""AWS's quota of managed policies of a role, which it raises to 20 for whoever asks."""

SHORTEST, LONGEST = 3600, 43_200
"""Seconds of a session, as AWS allows them for a role."""

REPOSITORY = re.compile(r"[A-Za-z0-9-]+(@\d+)?/[A-Za-z0-9._-]+(@\d+)?")
REFERENCE = re.compile(r"[^\s*?:~^\\\[]+")
OPTIONAL = re.compile(rf"({REFERENCE.pattern})?")
TAGS = re.compile(r"[^\s?:~^\\\[]+")
NAMED = "owner/name as GitHub has it, or owner@1/name@2 with the ids of a repository that has them in its tokens"
CHECKED = (("repository", REPOSITORY, NAMED),
           ("images_repositories", REPOSITORY, NAMED),
           ("branch", REFERENCE, "the name of a branch, whole"),
           ("plan_environment", OPTIONAL, "the name of an environment on GitHub, without a colon, or nothing"),
           ("apply_environment", REFERENCE, "the name of an environment on GitHub, without a colon"),
           ("deploy_environment", REFERENCE, "the name of an environment on GitHub, without a colon"),
           ("release_tags", TAGS, "names of git tags, in which * is anything"))
"""What a variable, or each of its entries, has to look like."""


def pipelines(wanted: Wanted) -> dict[str, list[Entry]]:
    """Everything the role converges, by module; nothing where no repository is said."""
    if not wanted["repository"]:
        return {"iam_open_id_connect_providers": [], "iam_policies": [], "iam_roles": []}
    _check(wanted)
    documents: dict[str, Document] = {}
    roles = []
    for name, subjects, description in _trusted(wanted):
        asked = _policies(wanted, name)
        documents |= asked
        roles.append(_role(wanted, name, subjects, description, sorted(asked)))
    return {
        "iam_open_id_connect_providers": [_provider(wanted)] if wanted["provider"] else [],
        "iam_policies": [_managed(wanted, name, each) for name, each in sorted(documents.items())],
        "iam_roles": roles,
    }


def _trusted(wanted: Wanted) -> list[tuple[str, list[str], str]]:
    """Each role with the subjects that GitHub has to vouch for, and what it is for."""
    own = f"repo:{wanted['repository']}"
    main = f"ref:refs/heads/{wanted['branch']}"
    released = [f"ref:refs/tags/{tag}" for tag in wanted["release_tags"]]
    asks = f"environment:{wanted['plan_environment']}" if wanted["plan_environment"] else "pull_request"
    return [
        ("plan", [f"{own}:{asks}", f"{own}:{main}"], "Looks what a run would change; changes nothing"),
        ("apply", [f"{own}:environment:{wanted['apply_environment']}"], "Runs the site once somebody has approved it"),
        ("images", [f"repo:{repository}:{reference}" for repository in wanted["images_repositories"]
                    for reference in (main, *released)], "Pushes images, and nothing else"),
        ("deploy", [f"{own}:environment:{wanted['deploy_environment']}"], "Deploys releases"),
    ]


def _policies(wanted: Wanted, name: str) -> dict[str, Document]:
    """The managed policies of a role, by name; what pushes images has its own."""
    if name == "images":
        return {}
    place = {each: wanted[each] for each in ("project", "environment", "prefix", "region", "account_id")}
    try:
        found = policies(POLICIES, wanted[f"{name}_policies"], {**place, "partition": partition(wanted["region"])})
    except ValueError as error:
        raise Invalid(f"pipelines_{name}_policies: {error}") from error
    if len(found) > MOST_POLICIES:
        raise Invalid(f"pipelines_{name}_policies: these are {len(found)} policies together, allowed are "
                      f"{MOST_POLICIES} for a role; say fewer")
    return found


def _role(wanted: Wanted, name: str, subjects: list[str], description: str, managed: list[str]) -> Entry:
    push = {"push": _push(wanted)} if name == "images" else {}
    return {"name": short_name(f"{wanted['prefix']}-{name}", ROLE_NAME), "description": description,
            "assume_role_policy": _trust(wanted, subjects), "managed_policies": managed, "inline_policies": push,
            "permissions_boundary": wanted["permissions_boundary"],
            "max_session_duration": wanted["session_seconds"], "tags": wanted["tags"]}


def _trust(wanted: Wanted, subjects: list[str]) -> Document:
    """Each subject whole; only the name of a git tag, its last part, may be a pattern."""
    operator = "StringLike" if any("*" in subject for subject in subjects) else "StringEquals"
    conditions: Document = {"StringEquals": {f"{ISSUER}:aud": AUDIENCE}}
    conditions.setdefault(operator, {})[f"{ISSUER}:sub"] = subjects
    arn = f"arn:{partition(wanted['region'])}:iam::{wanted['account_id']}:oidc-provider/{ISSUER}"
    return document({"Effect": "Allow", "Principal": {"Federated": arn}, "Action": "sts:AssumeRoleWithWebIdentity",
                     "Condition": conditions})


def _push(wanted: Wanted) -> Document:
    where = f"arn:{partition(wanted['region'])}:ecr:{wanted['region']}:{wanted['account_id']}:repository"
    return document(allow(["ecr:GetAuthorizationToken"], ["*"]),
                    allow(PUSH, [f"{where}/{wanted['prefix']}-{image}" for image in wanted["images"]]))


def _provider(wanted: Wanted) -> Entry:
    return {"url": f"https://{ISSUER}", "client_ids": [AUDIENCE], "tags": wanted["tags"]}


def _managed(wanted: Wanted, name: str, said: Document) -> Entry:
    return {"name": name, "description": "What workflows may do", "policy": said, "tags": wanted["tags"]}


def _check(wanted: Wanted) -> None:
    """Raise `Invalid` for what would trust nobody, or more than is meant."""
    for variable, pattern, allowed in CHECKED:
        said = wanted[variable]
        for each in [said] if isinstance(said, str) else said:
            if not pattern.fullmatch(each):
                raise Invalid(f"pipelines_{variable}: {each!r} is not allowed: {allowed}")
    if not SHORTEST <= wanted["session_seconds"] <= LONGEST:
        raise Invalid(f"pipelines_session_seconds: {wanted['session_seconds']}, allowed are {SHORTEST} to {LONGEST}")
    if not wanted["images"]:
        raise Invalid("pipelines_images: [] is not allowed: name the repositories in ECR that workflows push to")
