# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What GuardDuty watches beyond its three foundations: features by name, on or off.

A feature's additional configuration is written behind a slash, as in `RUNTIME_MONITORING/EC2_AGENT_MANAGEMENT`.
"""

from __future__ import annotations

import typing as t

from ...spelling import unknown
from ...wire import Codec

Features = t.Mapping[str, str]

STATES = {"true": "ENABLED", "false": "DISABLED"}
RUNTIME = ("EKS_RUNTIME_MONITORING", "RUNTIME_MONITORING")
FOUNDATIONS = frozenset({"CLOUD_TRAIL", "DNS_LOGS", "FLOW_LOGS"})
"""What AWS lists among the features and nobody can change."""

NAMES = frozenset({
    "S3_DATA_EVENTS", "EKS_AUDIT_LOGS", "EBS_MALWARE_PROTECTION", "RDS_LOGIN_EVENTS", "LAMBDA_NETWORK_LOGS",
    "AI_PROTECTION", "AI_ANALYST", *RUNTIME,
    "EKS_RUNTIME_MONITORING/EKS_ADDON_MANAGEMENT",
    *(f"RUNTIME_MONITORING/{each}_MANAGEMENT" for each in ("EKS_ADDON", "ECS_FARGATE_AGENT", "EC2_AGENT")),
})


def _out(features: Features | None) -> list[dict[str, t.Any]] | None:
    if features is None:
        return None
    found: dict[str, dict[str, t.Any]] = {}
    for name, state in sorted(features.items()):  # a feature comes before what is behind its slash
        feature, _slash, inner = name.partition("/")
        entry = {"Name": inner or feature, "Status": STATES[state]}
        if inner:
            found[feature].setdefault("AdditionalConfiguration", []).append(entry)
        else:
            found[feature] = entry
    return list(found.values())


def _into(found: t.Any) -> dict[str, str]:
    states = {state: name for name, state in STATES.items()}
    features = {}
    for each in found or ():
        if each["Name"] not in FOUNDATIONS:
            features[each["Name"]] = states[each["Status"]]
            features.update({f"{each['Name']}/{inner['Name']}": states[inner["Status"]]
                             for inner in each.get("AdditionalConfiguration") or ()})
    return features


features = Codec(_out, _into)


def differing(wanted: Features, now: Features) -> dict[str, str]:
    """The features to send: those that differ, and the feature of what is behind a slash.

    AWS takes no request that names both sorts of runtime monitoring, so what is as it should be is left out.
    """
    names = {name for name, state in wanted.items() if now.get(name) != state}
    return {name: state for name, state in wanted.items() if name in names | {each.partition("/")[0] for each in names}}


def problems(wanted: Features) -> t.Iterator[str]:
    for name, state in wanted.items():
        feature, slash, _inner = name.partition("/")
        if name not in NAMES:
            yield unknown(name, NAMES)
        elif state not in STATES:
            yield f"{name} is {state}, allowed are true and false"
        elif slash and feature not in wanted:
            yield f"{name}: say of {feature} itself, too, whether it is on"
    if all(name in wanted for name in RUNTIME):
        yield f"{' and '.join(RUNTIME)}: AWS takes one of them, and the second watches clusters of EKS, too"
