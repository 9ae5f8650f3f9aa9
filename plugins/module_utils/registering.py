# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is known of a host when its roles have run: the results they registered, or those that a look ahead found."""

from __future__ import annotations

import typing as t

from .registry import KINDS

Variables = t.Mapping[str, t.Any]

THEIRS = ("accessanalyzer_analyzers", "cloudtrail_trails", "config_recorders", "guardduty_detectors",
          "iam_password_policies", "securityhub_hubs")
"""The modules of what an account has once, on which somebody else may decide."""

TELLING: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(THEIRS, ("left_alone",)),
    "acm_certificates": ("status", "validation_records"),
    "ecs_services": ("running_count", "desired_count"),
    "elasticache_replication_groups": ("waits_for_window", "maintenance_window"),
    "elbv2_listener_rules": ("conditions",),
    "rds_instances": ("pending", "maintenance_window"),
    "s3_buckets": (),
    "secretsmanager_secrets": (),
    "sesv2_configuration_sets": ("sending_enabled",),
    "sesv2_identities": ("state", "dns_records", "held"),
    "sns_topics": ("pending_confirmation",),
    "wafv2_web_acls": ("rules",),
}
"""The modules whose results are summed up, and what of each resource."""


def registered(values: Variables) -> t.Iterator[Variables]:
    """Results of our modules that a host's roles have registered, those of a role's earlier uses too."""
    yield from (looked_ahead(values).get("seen") or {}).get(values.get("inventory_hostname"), ())
    for value in _of_roles(values):
        for each in (value, *value.get("earlier", ())):
            if isinstance(each, t.Mapping):
                yield from (found for found in (each, *each.get("results_by_set", ())) if "actions" in found)


def diffs(values: Variables) -> t.Iterator[Variables]:
    """What the tasks of a host's roles changed, as Ansible shows it."""
    for value in _of_roles(values):
        said = value.get("diff")
        yield from said if isinstance(said, list) else ()


def resources(values: Variables, module: str) -> dict[str, t.Any]:
    """The resources of a module that a host's roles have asked for, by name, as their results show them."""
    return {name: about for result in registered(values) for name, about in (result.get(module) or {}).items()}


def _of_roles(values: Variables) -> t.Iterator[Variables]:
    return (value for name, value in values.items() if name.startswith("__") and isinstance(value, t.Mapping))


def looked_ahead(values: Variables) -> Variables:
    """What the last look ahead found."""
    found = [values.get(name) or {} for name in ("settled_since", "settled")]
    return next((each for each in found if "hosts" in each), {})


def ahead(hosts: t.Iterable[str], settled: t.Mapping[str, t.Iterable[Variables]],
          refused: Variables, leaving: t.Mapping[str, str]) -> dict[str, t.Any]:
    """What a look ahead at some hosts found, for the plays that follow and for the summary.

    Those that are being taken away are among the `hosts` with nothing to be done.
    """
    done = {*settled, *leaving}
    return {"hosts": sorted(done), "unsettled": sorted(set(hosts) - done), "refused": dict(refused),
            "leaving": dict(leaving),
            "seen": {host: gist(results) for host, results in settled.items()}}


def gist(results: t.Iterable[Variables]) -> list[dict[str, t.Any]]:
    """Of module results, what a summary tells: the rest of them is long, and is kept for every host of a play."""
    return [{**{part: result[part] for part in ("actions", "unseen") if part in result}, module: {
        name: {field: about[field] for field in TELLING.get(module, ()) if field in about}
        for name, about in result[module].items()}}
        for result in results for module in result.keys() & (KINDS if result.get("unseen") else TELLING).keys()]
