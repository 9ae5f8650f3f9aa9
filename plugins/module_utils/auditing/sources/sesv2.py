# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail: the domains that it is sent from, and how."""

from __future__ import annotations

import typing as t

from ...calls import Flow
from ...errors import AwsError
from ...kinds.acm.validation import belongs
from ...kinds.sesv2.destinations import destinations_of
from ...kinds.sesv2.service import sesv2
from ...pages import pages
from ...tag_reading import tagged
from ..place import Place
from ..reading import Source, Untold, asked, described, each, parts
from .route53 import hosts

PAGE = 1000
"""Entries read at once."""


def _identities(place: Place) -> Flow:
    """The domains of the platform and its tenants, by their names or else by their tags, as SES describes them."""
    listed = yield from pages(sesv2.list_email_identities(PageSize=PAGE), "EmailIdentities")
    domains = [one["IdentityName"] for one in listed if one["IdentityType"] == "DOMAIN"]
    marked = yield from _marked(place)
    ours = [name for name in domains if name in marked or any(belongs(name, host) for host in hosts(place))]
    return (yield from each(described({"name": name}, asked(sesv2.get_email_identity(EmailIdentity=name)))
                            for name in ours))


def _marked(place: Place) -> Flow:
    """Identities that bear the tags of the project and environment, in the spelling of either us or Terraform."""
    found: set[str] = set()
    for project, environment in (("project", "environment"), ("Project", "Environment")):
        filters = [{"Key": project, "Values": [place.project]}, {"Key": environment, "Values": [place.environment]}]
        try:
            reply = yield tagged.get_resources(TagFilters=filters, ResourceTypeFilters=["ses:identity"])
        except AwsError:
            if not hosts(place):  # else their names tell
                raise
            continue
        found |= {one["ResourceARN"].partition(":identity/")[2] for one in reply.get("ResourceTagMappingList", ())}
    return found


def _configuration_sets(place: Place) -> Flow:
    """Those called as the platform's, and those its identities name, each with its `destinations`."""
    listed = yield from pages(sesv2.list_configuration_sets(PageSize=PAGE), "ConfigurationSets")
    used = {one.get("ConfigurationSetName") for one in (yield from _identities(place)) if not isinstance(one, Untold)}
    ours = [name for name in listed if name in used or f"{name}-".startswith(f"{place.prefix}-")]
    found = yield from each(_configuration_set(name) for name in ours)
    return t.cast("list[t.Any]", found)


def _configuration_set(name: str) -> Flow:
    about = yield from described({"ConfigurationSetName": name},
                                 asked(sesv2.get_configuration_set(ConfigurationSetName=name)))
    return about if isinstance(about, Untold) else (yield from parts(about, destinations=destinations_of(name)))


def _account(place: Place) -> Flow:
    """How the account sends in this region: whether it may, and what it suppresses."""
    return (yield from asked(sesv2.get_account()))


IDENTITIES = Source("mail identities", _identities)
CONFIGURATION_SETS = Source("configuration sets", _configuration_sets)
SENDING = Source("mail account", _account)
EVERY = (IDENTITIES, CONFIGURATION_SETS, SENDING)
