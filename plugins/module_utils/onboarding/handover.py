# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a client is told at the end: what it has to publish in its DNS, and what it can use."""

from __future__ import annotations

import typing as t

from ..mail_lines import Record, mail_line, table, unpublished
from ..registering import resources

Variables = t.Mapping[str, t.Any]


def handover(values: Variables, *, check: bool = False) -> list[str]:
    """Lines about a tenant, from the values of its variables and what its roles have registered."""
    there = "It has, and waits for what is said above" if _waits(values) else "Ready to use"
    return [*_to_publish(values), "It would have" if check else there, *_to_use(values)]


def records(values: Variables) -> list[Record]:
    """The DNS records that are the client's to publish: none where all of its names are in zones of ours."""
    if not values["tenant_domain"] or values["tenant_zone"]:
        return []
    mail = [each for about in resources(values, "sesv2_identities").values() for each in unpublished(about)]
    proofs = [each for about in resources(values, "acm_certificates").values() if about.get("status") != "ISSUED"
              for each in _list(about.get("validation_records"))]
    return [*_addresses(values), *({**each, "published": False} for each in proofs), *mail]


def _addresses(values: Variables) -> t.Iterator[Record]:
    """Its own names lead to the one it has below the platform's domain, which leads to its load balancer."""
    target = f"{values['tenant_slug']}.{values['cell_domain']}"
    for name in (values["tenant_host"], f"*.{values['tenant_host']}"):
        yield {"name": name, "type": "CNAME", "value": target}


def _to_publish(values: Variables) -> list[str]:
    lines = table(records(values))
    if not lines:
        return []
    at_apex = "  (ALIAS or ANAME where CNAME is not allowed, at the top of a zone; then run the same command again)"
    return [f"Whoever holds {values['tenant_domain']} publishes", *(f"  {line}" for line in lines), at_apex]


def _to_use(values: Variables) -> list[str]:
    found = {
        "address": [f"https://{values['tenant_host']}"],
        "bucket": list(resources(values, "s3_buckets")),
        "secret": list(resources(values, "secretsmanager_secrets")),
        "mail from": list(resources(values, "sesv2_identities")),
        "mail sets": list(resources(values, "sesv2_configuration_sets")),
    }
    return [f"  {what:<10} {', '.join(names)}" for what, names in found.items() if names]


def _waits(values: Variables) -> bool:
    """Whether something of it cannot be used yet: what has failed, is to be published, or is being looked for."""
    certificates = resources(values, "acm_certificates").values()
    return bool(values.get("tenant_failed") or mail_line(values) not in (None, "verified")
                or any(about.get("status") == "PENDING_VALIDATION" for about in certificates))


def _list(value: t.Any) -> list[t.Any]:
    """In check mode, what AWS would decide is a text."""
    return value if isinstance(value, list) else []
