# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Of P2: how a pipeline signs in to AWS."""

from __future__ import annotations

import re
import typing as t

from ...policies import Document, policy, statements
from ..checks import Check, Judged, Remedy, Subject
from ..live import Live
from ..platform import Found
from ..reach import listed
from ..sources.iam import OIDC_PROVIDERS, ROLES, USERS

ISSUERS = ("token.actions.githubusercontent.com", "gitlab.com", "api.bitbucket.org", "app.terraform.io",
           "agent.buildkite.com", "oidc.circleci.com", "vstoken.dev.azure.com")
"""Who vouches for the runs of a pipeline; what they vouch for others, such as clusters, is none."""

PIPELINE = re.compile(r"(?<![a-z])(actions|bitbucket|cd|ci|cicd|circleci|deploy(er|ment)?|github|gitlab|jenkins|"
                      r"pipeline|terraform)(?![a-z])", re.IGNORECASE)
"""What users for pipelines are called."""

AUTHENTICATION: dict[str, t.Any] = {"iso_2013": ("A.9.2.4", "A.9.4.3"), "iso_2022": ("5.16", "5.17")}
REMEDY = Remedy("", text="Let the pipeline take on a role of IAM by OpenID Connect, on a condition that names its "
                         "repository.")
ELSEWHERE = "what live AWS shows does not tell; the repository's workflow does, which plans, builds and applies"


def _issued(issuer: str) -> bool:
    return issuer.startswith(ISSUERS)


def _providers(live: Live) -> t.Iterator[Subject]:
    """Those that vouch for pipelines, as one thing."""
    arns = [one["Arn"] for one in live[OIDC_PROVIDERS] if _issued(_issuer(one["Arn"]))]
    yield Subject("pipeline", arns)


def _issuer(arn: str) -> str:
    return arn.partition(":oidc-provider/")[2]


def _trusts(role: Found) -> list[tuple[str, Document]]:
    """The statements by which a role trusts a pipeline, each with who vouches for it."""
    found = []
    for statement in statements(policy.into(role["AssumeRolePolicyDocument"])):
        principal = statement.get("Principal")
        vouching = principal.get("Federated", ()) if isinstance(principal, t.Mapping) else ()
        found += [(_issuer(arn), statement) for arn in listed(vouching)
                  if statement["Effect"] == "Allow" and _issued(_issuer(arn))]
    return found


def _roles(live: Live) -> t.Iterator[Subject]:
    for role in live[ROLES]:
        if found := _trusts(role):
            yield Subject(f"role {role['RoleName']}", found)


def _signs_in(live: Live, providers: t.Sequence[str]) -> Judged:
    if not providers:
        return Judged(False, "no provider of OpenID Connect vouches for a pipeline")
    names = [one.name for one in _roles(live)]
    return Judged(bool(names), ", ".join(names) if names else "no role trusts the provider")


def _bound(live: Live, trusts: t.Sequence[tuple[str, Document]]) -> Judged:
    """Without a condition on `sub`, or with one that all meet, anybody's pipeline at that provider is let in."""
    for issuer, statement in trusts:
        said = [value for operator, tests in (statement.get("Condition") or {}).items() if "Not" not in operator
                for key, values in tests.items() if key.lower() == f"{issuer}:sub".lower() for value in listed(values)]
        if not said or any(map(_wide, said)):
            return Judged(False, f"sub may be {', '.join(said) or 'anything'}")
    return Judged(True, "sub names a repository")


def _wide(sub: str) -> bool:
    """Whether it ends before the name of a repository: after that of an organization, such as `repo:acme/*`.

    Bitbucket's begin with the id of a repository, in braces.
    """
    words = re.split("[:/]", re.split("[*?]", sub)[0])
    return not sub.startswith("{") and len(list(filter(None, words))) < len(("repo", "organization", "name"))


def _users(live: Live) -> t.Iterator[Subject]:
    """Users that are called as the platform's or as a pipeline."""
    for one in live[USERS]:
        if one["UserName"].startswith(f"{live.place.prefix}-") or PIPELINE.search(one["UserName"]):
            yield Subject(f"user {one['UserName']}", one)


def _keyless(live: Live, user: Found) -> Judged:
    count = sum(one["Status"] == "Active" for one in user["keys"])
    return Judged(not count, f"active access keys: {count}")


CHECKS = (
    Check("P2.oidc", "The pipeline signs in by OpenID Connect", "medium", _providers, _signs_in,
          "a provider that vouches for it, and a role that trusts that", REMEDY, **AUTHENTICATION),
    Check("P2.trust", "The pipeline's role is for its repository alone", "critical", _roles, _bound,
          "a condition on sub that names a repository", REMEDY, **AUTHENTICATION),
    Check("P2.keys", "The pipeline has no stored keys", "high", _users, _keyless, "no active access key", REMEDY,
          **AUTHENTICATION),
    Check("P2.workflow", "The pipeline plans first and applies then", "low", lambda live: (),
          lambda live, thing: Judged(True, ""), "a workflow in the repository", REMEDY,
          applies=lambda live: ELSEWHERE, iso_2013=("A.14.2.2",), iso_2022=("8.32",)),
)
