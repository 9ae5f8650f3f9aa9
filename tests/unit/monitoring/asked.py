# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the role `monitoring` asks for on a platform with everything."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.plugins.module_utils.monitoring import monitoring

WANTED: dict[str, t.Any] = {
    "prefix": "envelope-prod", "region": "eu-west-1", "account_id": "111122223333", "cluster": "envelope-prod-cluster",
    "container_insights": True,
    "load_balancers": ["envelope-prod", "envelope-prod-2"],
    "services_catalogue": {}, "services_overrides": {},
    "services": ["api", "worker", "scheduler", "hq", "tenant", "reverb"],
    "web_services": ["api", "hq", "tenant", "reverb"], "php_services": ["api", "worker", "scheduler"],
    "queue_services": ["worker"], "database": "envelope-prod",
    "cache": "envelope-prod", "cache_nodes": 2, "mail": True, "tenants": True,
    "sites": {"help": {"domain": "help.acme.example", "zone": "acme.example"}, "brand": {"domain": "brand.example"}},
    "thresholds": {}, "subscribers": ["ops@example.com"], "topic": "envelope-prod-alarms",
    "edge_topic": "envelope-prod-edge-alarms", "runbooks": "https://wiki.example/runbooks/",
    "dashboard": "envelope-prod", "tags": {"managed-by": "venturemond.envelope"},
}


def made(**said: t.Any) -> dict[str, t.Any]:
    """Everything it converges; `said` is said in the inventory."""
    return monitoring({**WANTED, **said})


def alarms(**said: t.Any) -> dict[str, dict[str, t.Any]]:
    """The alarms by name, those of sites too."""
    found = made(**said)
    return {each["name"]: each for each in (*found["alarms"], *found["edge"]["alarms"])}
