# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The file of the inventory that is all there is to a tenant."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

import yaml

from ..module_utils.errors import Invalid
from ..module_utils.inventory_checks import SLUG
from ..module_utils.spelling import unknown

Variables = t.Mapping[str, t.Any]
Groups = t.Mapping[str, t.Collection[str]]

TIER = "tier_"
"""What the group of a tier begins with."""
PLACED = {"tenant_slug": "name", "tenant_tier": "tier"}
"""Variables that a tenant's place in the inventory says."""
NO_HOSTS = ("all", "ungrouped", "localhost")
"""What every inventory has, said or not."""


@dataclass(frozen=True)
class TenantFile:
    """A tenant as its file describes it: a host, in the group of its cell and in that of its tier."""

    slug: str
    cell: str
    tier: str
    variables: Variables

    @property
    def groups(self) -> list[str]:
        return [self.cell, f"{TIER}{self.tier}"]

    @property
    def text(self) -> str:
        """The file's content."""
        content = {self.cell: {"hosts": {self.slug: None}},
                   f"{TIER}{self.tier}": {"hosts": {self.slug: dict(self.variables) or None}}}
        return "---\n" + yaml.dump(content, Dumper=_Plain, sort_keys=False, allow_unicode=True, width=120)


class _Plain(yaml.SafeDumper):
    """Writes nothing for what is empty, as people do."""


_Plain.add_representer(type(None), lambda dumper, _value: dumper.represent_scalar("tag:yaml.org,2002:null", ""))


def tenant_file(slug: str, groups: Groups, *, cell: str = "", tier: str = "",
                variables: Variables | None = None) -> TenantFile:
    """The file that is asked for; raises `Invalid` where there is no such cell or tier, or the slug is none."""
    refuse_no_slug(slug)
    if slug in groups or slug in NO_HOSTS:
        raise Invalid(f"tenant is {slug}: Ansible has that for something else, as it has the names of groups; choose "
                      "another slug")
    tiers = {name.removeprefix(TIER) for name in groups if name.startswith(TIER)}
    if tier and tier not in tiers:
        raise Invalid(f"tier: {unknown(tier, tiers)}")
    for name, option in PLACED.items():
        if (variables or {}).get(name) not in ("", None):
            raise Invalid(f"variables has {name}, which the tenant's {option} says: leave it out")
    given = {name: value for name, value in (variables or {}).items() if value not in ("", None)}
    return TenantFile(slug, _cell(cell, groups), tier or "pool", given)


def refuse_no_slug(slug: str) -> None:
    """Raise `Invalid` for what no tenant can be called."""
    if not slug:
        raise Invalid("tenant is missing: say which, as in -e tenant=acme")
    if not SLUG.fullmatch(slug):
        raise Invalid(f"tenant is {slug!r}: it goes into host and bucket names, so allowed are lower case letters, "
                      "digits and hyphens, with a letter or digit at both ends")


def read_back(slug: str, text: str) -> TenantFile:
    """The tenant that a file describes; raises `Invalid` for a file of another make."""
    try:
        content = yaml.safe_load(text)
        places = {group: about["hosts"][slug] or {} for group, about in content.items()}
    except (yaml.YAMLError, AttributeError, KeyError, TypeError) as error:
        raise Invalid(f"the file of tenant {slug} is not as this playbook writes them: edit it by hand, and run "
                      f"playbooks/site.yml --limit {slug}") from error
    tiers = [group for group in places if group.startswith(TIER)]
    cells = [group for group in places if group not in tiers]
    variables = {name: value for said in places.values() for name, value in said.items()}
    return TenantFile(slug, cells[0] if cells else "", tiers[0].removeprefix(TIER) if tiers else "", variables)


def refuse_another(there: TenantFile, *, cell: str, tier: str, variables: Variables, where: str) -> None:
    """Raise `Invalid` where a tenant of that slug is there, and is not the one that is asked for."""
    asked = {"cell": cell, "tier": tier, **variables}
    said = {"cell": there.cell, "tier": there.tier, **there.variables}
    other = [f"{name} is {said.get(name) or 'not set'} there, and {value} is asked for"
             for name, value in asked.items() if value not in ("", None) and said.get(name) != value]
    if other:
        raise Invalid(f"tenant {there.slug} is taken, by {where}: {'; '.join(other)}. To change that tenant, edit its "
                      f"file and run playbooks/site.yml --limit {there.slug}; for a new one, choose another slug")


def _cell(asked: str, groups: Groups) -> str:
    """The group of the cell: the one that is named, or the only one there is."""
    platforms = set(groups.get("platforms", ()))
    cells = [name for name, hosts in groups.items()
             if name not in ("all", "ungrouped", "platforms", "tenants") and len(platforms & set(hosts)) == 1]
    if asked and asked not in cells:
        raise Invalid(f"cell: {unknown(asked, cells)}")
    if not asked and len(cells) != 1:
        raise Invalid(f"cell is missing, and this inventory has {len(cells)}: say which, as in -e cell=NAME (allowed: "
                      f"{', '.join(sorted(cells))})")
    return asked or cells[0]
