# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What can be wrong with an inventory, told from the values alone.

Each problem reads `host: variable is VALUE: what is allowed`.
"""

from __future__ import annotations

import ipaddress
import re
import typing as t

from ansible.module_utils.common.arg_spec import ArgumentSpecValidator

from .access import reached
from .options import mistakes
from .spelling import nearest, unknown

Variables = t.Mapping[str, t.Any]

SLUG = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?")
LABEL = 63
"""Characters of one part of a DNS name, and of a bucket's name."""
DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])")
ACCOUNT = re.compile(r"\d{12}")
REGION = re.compile(r"[a-z]{2,4}(-[a-z]{2,4})?-((north|south)(east|west)?|east|west|central)-\d")
GIVEN_BY_AWX = re.compile(r"(awx|tower)_((inventory|project)_(id|name)|project_(revision|scm_branch)|execution_node|"
                          r"(user|webhook|((workflow|parent)_)?job|schedule)_\w+)")
"""What AWX tells each of its jobs by --extra-vars."""
NEVER_OURS = ("ansible_", "__")
"""What variables begin with that Ansible sets, or a role for itself."""
OF_ANSIBLE = frozenset({"all", "always", "never", "tagged", "untagged"})
"""Tags that mean something without any task that has them."""
KEPT_BY_S3 = ("--ol-s3", "--table-s3", "--x-s3", "-s3alias")
"""What no bucket's name ends in."""
MARKED = re.compile(r"\b[A-Z]\(([^()]*)\)")
"""What is code, a value or an option in a description: `C(api)`."""
OF_ONE_TENANT = {"tenant_slug": "cell_prefix", "tenant_domain": None, "tenant_host": None,
                 "tenant_prefix": "aws_account_id", "tenant_zone": "aws_account_id"}
"""What no two tenants have in common, and within what. A zone bears the tags of its tenant, and goes with it."""
FOLLOWING = ("tenant_host", "tenant_prefix", "tenant_zone")
"""Those that are alike where others are, which is said of these."""


def misspelt(variables: t.Iterable[str], known: t.Collection[str], roles: t.Collection[str]) -> t.Iterator[str]:
    """Variables that look like a role's and are none, each with the nearest real name."""
    for name in sorted(variables):
        if name in known or is_never_ours(name):
            continue
        near = nearest(name, known, cutoff=0.85)
        if near or any(name.startswith(f"{role}_") for role in roles):
            guess = near or nearest(name, known)
            yield f"{name} is not a variable of any role{f', did you mean {guess}?' if guess else ''}"


def is_never_ours(name: str) -> bool:
    """Whether a variable is one that nobody says to us, and so is nobody's mistake."""
    return name.startswith(NEVER_OURS) or bool(GIVEN_BY_AWX.fullmatch(name))


def unknown_tags(asked: t.Collection[str], skipped: t.Collection[str], known: t.Collection[str]) -> t.Iterator[str]:
    """What is wrong with tags on the command line that no task has.

    One that is skipped may be another tool's, as molecule's `notest`, unless it looks like one of ours.
    """
    yield from (f"--tags {unknown(tag, known)}" for tag in sorted({*asked} - OF_ANSIBLE - {*known}))
    yield from (f"--skip-tags {unknown(tag, known)}" for tag in sorted({*skipped} - OF_ANSIBLE - {*known})
                if nearest(tag, known))


def unfit(spec: dict[str, t.Any], given: Variables) -> list[str]:
    """What is wrong with a role's variables, by its argument spec."""
    missing = [f"{name} is required: {_first(about['description'])}" for name, about in spec.items()
               if about.get("required") and given.get(name) is None]
    said = {name: {what: value for what, value in spec[name].items() if what not in ("default", "required")}
            for name in given}
    return missing + mistakes(ArgumentSpecValidator(said).validate(dict(given)))


def _first(description: t.Any) -> str:
    """The first sentence of a description, without the marks that Ansible's documentation has in it."""
    text = description[0] if isinstance(description, list) else description
    return MARKED.sub(r"\1", str(text).strip().partition(". ")[0].rstrip("."))


def cell(values: Variables) -> t.Iterator[str]:
    """What is wrong with what a platform and its tenants share."""
    account, domain = values.get("aws_account_id"), values.get("cell_domain")
    if account is not None and not ACCOUNT.fullmatch(str(account)):
        yield f"aws_account_id is {account!r}: allowed are 12 digits, in quotes"
    if domain is not None and not DOMAIN.fullmatch(str(domain)):
        yield f"cell_domain is {domain!r}: allowed is a domain name in lower case, such as envelope.example"
    region = (values.get("cell_aws") or {}).get("region")
    if region is not None and not REGION.fullmatch(str(region)):
        yield f"cell_aws.region is {region!r}: allowed is a region of AWS, such as eu-west-1"
    for name in ("cell_project", "cell_environment"):
        if values.get(name) is not None and not SLUG.fullmatch(str(values[name])):
            yield f"{name} is {values[name]!r}: allowed are lower case letters, digits and hyphens"
    first, balancers = values.get("cell_load_balancer"), values.get("cell_load_balancers")
    if isinstance(balancers, list) and (balancers[:1] != [first] or len(set(balancers)) < len(balancers)):
        yield f"cell_load_balancers is {', '.join(balancers)}: allowed are different names, {first} the first of them"


def tenant(values: Variables) -> t.Iterator[str]:
    """What is wrong with a tenant's names."""
    slug, prefix, domain = (str(values.get(name, "")) for name in ("tenant_slug", "tenant_prefix", "tenant_domain"))
    if not SLUG.fullmatch(slug):
        yield (f"tenant_slug is {slug!r}: it goes into host and bucket names, so allowed are lower case letters, "
               "digits and hyphens, with a letter or digit at both ends")
    if len(prefix) > LABEL:
        room = LABEL - (len(prefix) - len(slug))
        yield f"tenant_slug is {slug!r}: {prefix} is longer than a bucket's name may be; allowed are {room} characters"
    if domain and not DOMAIN.fullmatch(domain):
        yield f"tenant_domain is {domain!r}: allowed is a domain name in lower case, such as acme.example"
    yield from _reserved(slug, domain, values)


def _reserved(slug: str, domain: str, values: Variables) -> t.Iterator[str]:
    """Names of a tenant that are the platform's, or AWS's."""
    below = str(values.get("cell_domain") or "")
    own = ("cell_api_host", "cell_hq_host", "cell_reverb_host")
    hosts = {str(values[name]): name for name in own if name in values}
    if slug in (values.get("cell_reserved_slugs") or ()):
        yield f"tenant_slug is {slug!r}: that is kept for the platform (cell_reserved_slugs); choose another"
    elif name := hosts.get(f"{slug}.{below}"):
        yield f"tenant_slug is {slug!r}: {slug}.{below} is the platform's own ({name}); choose another"
    if slug.endswith(KEPT_BY_S3):
        yield f"tenant_slug is {slug!r}: S3 lets no bucket's name end in {', '.join(KEPT_BY_S3)}; choose another"
    if below and f".{domain}".endswith(f".{below}"):
        yield (f"tenant_domain is {domain!r}: names in {below} are the platform's; leave tenant_domain empty for "
               f"{slug}.{below}, or give a domain of the tenant's own")


def left_out(groups: t.Mapping[str, t.Sequence[str]]) -> t.Iterator[tuple[str, str]]:
    """Hosts of a cell that are neither a platform nor a tenant, and so nobody would see to, as (host, problem)."""
    platforms, tenants = (frozenset(groups.get(name, ())) for name in ("platforms", "tenants"))
    tiers = {name for name, hosts in groups.items() if tenants.issuperset(hosts)}
    for cell, members in groups.items():
        if cell == "all" or platforms.isdisjoint(members):
            continue
        for host in sorted({*members} - platforms - tenants):
            near = (nearest(name, tiers - {name}) for name, hosts in groups.items() if host in hosts and name != cell)
            meant = next((f", did you mean {name}?" for name in near if name), "")
            yield host, f"it is in {cell}, and in no tier: nobody would see to it{meant}"


def shared(hosts: t.Mapping[str, Variables], variable: str, within: str | None = None) -> t.Iterator[tuple[str, str]]:
    """Hosts that say the same of what must be one's own, as (host, problem)."""
    first: dict[tuple[str, str], str] = {}
    for host, values in hosts.items():
        value = str(values.get(variable) or "")
        key = (str(values.get(within, "")) if within else "", value)
        if value and first.setdefault(key, host) != host:
            yield host, f"{variable} is {value!r}, and so it is on {first[key]}: it must be one host's only"


def alike(hosts: t.Mapping[str, Variables]) -> t.Iterator[tuple[str, str]]:
    """Tenants that have a name in common, each told once, as (host, problem)."""
    told: set[str] = set()
    for variable, within in OF_ONE_TENANT.items():
        found = [each for each in shared(hosts, variable, within) if variable not in FOLLOWING or each[0] not in told]
        told.update(host for host, _problem in found)
        yield from found


def intruding(platforms: t.Mapping[str, Variables],
              tenants: t.Mapping[str, Variables]) -> t.Iterator[tuple[str, str]]:
    """Tenants whose domain is inside that of a platform which is not theirs, as (host, problem)."""
    for host, values in tenants.items():
        domain, own = str(values.get("tenant_domain") or ""), values.get("cell_domain")
        for platform, about in platforms.items():
            theirs = str(about.get("cell_domain") or "")
            if domain and theirs and theirs != own and f".{domain}".endswith(f".{theirs}"):
                yield host, (f"tenant_domain is {domain!r}: names in {theirs} are those of platform {platform}; "
                             "give a domain of the tenant's own")


def overlapping(hosts: t.Mapping[str, Variables]) -> t.Iterator[tuple[str, str]]:
    """Platforms of one account and region whose networks have addresses in common, as (host, problem)."""
    seen: list[tuple[str, tuple[str, str], ipaddress.IPv4Network]] = []
    for host, values in hosts.items():
        try:
            network = ipaddress.IPv4Network(str(values.get("network_cidr_block")))
        except ValueError:
            continue
        place = (str(values.get("aws_account_id")), str((values.get("cell_aws") or {}).get("region")))
        for other, where, theirs in seen:
            if where == place and network.overlaps(theirs):
                yield host, (f"network_cidr_block is {network} and overlaps {theirs} of {other}: "
                             "allowed is a range that no other platform of the account and region has")
        seen.append((host, place, network))


def reaching(platforms: t.Mapping[str, Variables], tenants: t.Mapping[str, Variables]) -> t.Iterator[tuple[str, str]]:
    """Platforms whose tasks would reach what belongs to a tenant with tasks of its own, as (host, problem)."""
    for host, values in platforms.items():
        apart = {str(about.get("tenant_prefix")): name for name, about in tenants.items()
                 if about.get("tenant_tier") == "silo" and about.get("aws_account_id") == values.get("aws_account_id")}
        for variable in ("storage_policy_buckets", "secrets_policy_names"):
            for pattern, names in reached(values.get(variable) or (), apart).items():
                whose = ", ".join(apart[name] for name in names)
                yield host, (f"{variable} has {pattern!r}, which opens what belongs to {whose}, with tasks of its own: "
                             f"allowed are names, and {values.get('cell_prefix')}-pool-*")
