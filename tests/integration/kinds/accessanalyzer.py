# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of IAM Access Analyzer's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Client, Life


def analyzer(client: Client) -> dict[str, t.Any]:
    return client("accessanalyzer").get_analyzer(analyzerName="envelope-test")["analyzer"]


LIVES = [
    Life(
        module="accessanalyzer_analyzers",
        base={"region": "eu-west-1", "name": "envelope-test", "tags": {"project": "envelope"}},
        changes={"tags": {"project": "envelope", "plan": "growth"}},
        edit=lambda client: client("accessanalyzer").tag_resource(
            resourceArn=analyzer(client)["arn"], tags={"project": "other"}),
        remove=lambda client: client("accessanalyzer").delete_analyzer(analyzerName="envelope-test"),
    ),
]
