# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The written policies with the names of one platform."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.pipeline_policies import WORDS, policies

WRITTEN = Path(__file__).parents[2] / "docs" / "permissions"
PLACE = {"project": "envelope", "environment": "prod", "prefix": "envelope-prod", "account_id": "111122223333",
         "region": "eu-west-1"}


@pytest.fixture
def folder(tmp_path: Path) -> str:
    for name in ("site-1", "site-2", "site_else", "roles/waf"):
        path = tmp_path / f"{name}.json"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"Resource": f"arn:PARTITION:x:REGION:ACCOUNT:PREFIX-{name}", "a": "ENVIRONMENT"}))
    return str(tmp_path)


def test_all_parts_of_a_policy_bear_the_platforms_names(folder: str) -> None:
    assert policies(folder, ["site"], PLACE) == {
        f"envelope-prod-site-{number}": {
            "Resource": f"arn:aws:x:eu-west-1:111122223333:envelope-prod-site-{number}", "a": "prod"}
        for number in (1, 2)}


def test_a_capability_of_another_partition(folder: str) -> None:
    found = policies(folder, ["roles/waf"], {**PLACE, "partition": "aws-cn"})
    assert found["envelope-prod-roles-waf"]["Resource"].startswith("arn:aws-cn:")


def test_what_is_not_there_is_said_with_what_may_be_meant(folder: str) -> None:
    with pytest.raises(ValueError, match="policy sites is not known, did you mean site"):
        policies(folder, ["sites"], PLACE)


def test_a_platform_that_lacks_a_name_is_refused(folder: str) -> None:
    with pytest.raises(ValueError, match="need its account_id, region"):
        policies(folder, ["site"], {**PLACE, "account_id": "", "region": ""})


@pytest.mark.parametrize("name", ["site", "deploy", "onboard_tenant", "audit", "plan", "read_only", "roles/network"])
def test_what_is_written_holds_no_word_of_a_template_any_more(name: str) -> None:
    found = json.dumps(policies(str(WRITTEN), [name], PLACE))
    assert "Statement" in found and not re.search(rf"\b({'|'.join(WORDS)})\b", found)


@pytest.mark.parametrize("path", sorted(WRITTEN.glob("*-[0-9]*.json")), ids=lambda path: path.stem)
def test_no_more_policies_than_aws_attaches_to_a_role(path: Path) -> None:
    assert int(path.stem.rpartition("-")[2]) <= 10
