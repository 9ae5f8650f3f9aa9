# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How much of everything is left, taken from by one tenant after the other."""

from __future__ import annotations

import collections
import math
import typing as t

from .. import policies
from ..certificates import Certificate
from . import quotas
from .seeing import Seen
from .tenants import Tenant

Needs = t.Mapping[str, int]
"""How many of what, by the key of its quota."""

ROLES_OF_A_SILO, POLICIES_OF_A_SILO = 4, 2
"""For its services and its WebSocket server, one to start tasks and one that they run as; its bucket, its secret."""


class Room:
    """What is left on each load balancer, and in the region and account (`""`); endless where it is unknown.

    And in policies, by their names.
    """

    def __init__(self, seen: Seen) -> None:
        self._left: dict[tuple[str, str], float] = collections.defaultdict(lambda: math.inf)
        for key in quotas.OF_A_PLACE:
            if (used := seen.used(key)) is not None:
                self._left["", key] = seen.limits[key].value - used
        for name, document in seen.policies.items():
            self._left[name, "policy_size"] = seen.limits["policy_size"].value - policies.size(document)
        for name, used_there in seen.used_at().items():
            for key, count in used_there.items():
                self._left[name, key] = seen.limits[key].value - count

    def lacking(self, where: str, needs: Needs) -> list[str]:
        """The quotas that do not allow for these."""
        return [key for key, count in needs.items() if count > max(0, self._left[where, key])]

    def take(self, where: str, needs: Needs) -> None:
        for key, count in needs.items():
            self._left[where, key] -= count

    def times(self, where: str, needs: Needs) -> tuple[float, str]:
        """How often these fit, and the quota that then stops it."""
        known = {key: self._left[where, key] for key, count in needs.items() if count}
        counts = [(max(0, left) // needs[key], key) for key, left in known.items() if not math.isinf(left)]
        return min(counts, default=(math.inf, ""))


def at_balancer(tenant: Tenant, certificate: Certificate | None, seen: Seen, where: str) -> Needs:
    """What a tenant still needs on a load balancer."""
    known = "target_groups" in seen.names
    missing = sum(known and seen.target_groups.get(group) != where for group in tenant.target_groups)
    return {"balancer_target_groups": missing, "rules": missing,
            "balancer_certificates": int(certificate is not None and not _shown(certificate, seen, where))}


def in_place(tenant: Tenant, certificate: Certificate | None, seen: Seen) -> Needs:
    """What a tenant still needs in the region and the account."""
    new = bool(tenant.target_groups) and not any(seen.has("target_groups", name) for name in tenant.target_groups)
    sites = sum(not seen.has("buckets", name) for name in tenant.site_buckets)
    return {
        "target_groups": sum(not seen.has("target_groups", name) for name in tenant.target_groups),
        "certificates": int(certificate is not None and not there(certificate, seen)),
        "buckets": int(not seen.has("buckets", tenant.prefix)) + sites,
        "keys": int(not seen.has("keys", f"alias/{tenant.prefix}")),
        "secrets": int(not seen.has("secrets", tenant.prefix)),
        "identities": int(tenant.mail != "" and not seen.has("identities", tenant.mail)),
        "zones": int(tenant.own_domain and tenant.zone != "" and not seen.has("zones", tenant.zone)),
        "records": 0 if seen.has("buckets", tenant.prefix) else tenant.records,
        "roles": ROLES_OF_A_SILO * new, "policies": POLICIES_OF_A_SILO * new, "alarms": tenant.alarms * new,
        "distributions": sites,
    }


def there(certificate: Certificate, seen: Seen) -> bool:
    """Whether there is one that is just as wanted; what is unknown counts as there."""
    return seen.certificates is None or (certificate.first, certificate.names) in seen.certificates


def _shown(certificate: Certificate, seen: Seen, where: str) -> bool:
    """Whether a load balancer shows it already; one with other names is shown beside it until it is replaced."""
    balancer = seen.balancers.get(where)
    if seen.certificates is None or balancer is None:
        return True
    return not balancer.shown.isdisjoint(seen.certificates.get((certificate.first, certificate.names), ()))
