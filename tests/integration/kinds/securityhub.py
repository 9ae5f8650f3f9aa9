# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The life of Security Hub's kind."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life

FOUNDATIONAL = "aws-foundational-security-best-practices/v/1.0.0"
CIS = "cis-aws-foundations-benchmark/v/3.0.0"


def without_a_standard(client: Client) -> None:
    first = client("securityhub").get_enabled_standards()["StandardsSubscriptions"][0]
    client("securityhub").batch_disable_standards(StandardsSubscriptionArns=[first["StandardsSubscriptionArn"]])


LIVES = [
    Life(
        module="securityhub_hubs",
        base={"region": "eu-west-1", "control_finding_generator": "SECURITY_CONTROL", "auto_enable_controls": True,
              "standards": [FOUNDATIONAL], "tags": {"project": "envelope"}},
        changes={
            "control_finding_generator": "STANDARD_CONTROL",
            "auto_enable_controls": False,
            "standards": [f"arn:aws:securityhub:eu-west-1::standards/{CIS}", FOUNDATIONAL],
            "tags": {"project": "envelope", "plan": "growth"},
        },
        edit=without_a_standard,
        remove=lambda client: client("securityhub").disable_security_hub(),
    ),
]
