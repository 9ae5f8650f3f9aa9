# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What somebody else has made is listed, then tagged as ours, and nothing else of it changes."""

from __future__ import annotations

import re
import typing as t

import pytest
import yaml
from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws
from ansible_collections.venturemond.envelope.tests.integration.adoption.strangers import (
    MADE,
    PLATFORM,
    TENANT,
    TERRAFORM,
    make,
)
from ansible_collections.venturemond.envelope.tests.integration.site.runs import ROOT, Run, Site

MODULES = "venturemond.envelope."
OURS = {"project": "envelope", "environment": "local", "managed-by": "venturemond.envelope"}
TAGGING = {"create_tags", "add_tags", "tag_role", "tag_resource", "put_bucket_tagging"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> t.Iterator[Site]:
    with LocalAws.running() as aws:
        make(aws.client)
        site = Site(aws, tmp_path_factory.mktemp("adoption"), "adopt")
        for tenant in ("bluebird", "kestrel"):
            (site.inventory / f"tenants/{tenant}.yml").unlink()
        yield site


@pytest.fixture(scope="module")
def listed(site: Site) -> Run:
    """A plan of it: the list comes first, whatever is asked for."""
    return site.run("--check", "--tags", "adopt")


@pytest.fixture(scope="module")
def adopted(site: Site, listed: Run) -> Run:
    return site.run("--tags", "adopt", "--diff")


def test_a_list_names_all_there_is_and_whose_it_is_without_a_write(listed: Run) -> None:
    named = re.findall(r"^  (\w+ \S+) \(.+\), (.*)$", listed.printed, re.MULTILINE)
    by_hand = f"ec2_security_groups {PLATFORM}-services"

    assert (listed.writes, listed.recap(PLATFORM)["changed"]) == ([], 1)
    assert dict(named) == {
        what: "nobody says whose" if what == by_hand else "managed by terraform" for what in MADE}
    assert "Terraform's state has 7 of them" in listed.printed


def test_it_says_what_would_change_and_what_aws_takes_from_a_new_resource_only(listed: Run) -> None:
    assert re.search(rf"s3_buckets {TENANT} .*\n    site.yml would change encryption, versioning", listed.printed)
    assert re.search(rf"elbv2_target_groups {PLATFORM}-api .*\n    site.yml would refuse it: port \(80 now, 8000 "
                     r"wanted\) cannot change", listed.printed)
    [group] = re.findall(rf"ec2_security_groups {PLATFORM}-services .*\n(.*)", listed.printed)
    assert "site.yml" not in group, "a description that nobody can change is no matter"


def test_tags_are_set_only_where_that_is_asked_for() -> None:
    [play] = yaml.safe_load((ROOT / "playbooks/adopt.yml").read_text())
    assert [set(task["tags"]) for task in play["tasks"] if task.get(f"{MODULES}take_over", {}).get("tagged")] == [
        {"adopt", "never"}]


def test_tags_are_all_that_is_written(adopted: Run) -> None:
    assert sorted(adopted.planned) == sorted(MADE)
    assert len(adopted.writes) == len(MADE)
    assert {_snake(write.partition(":")[2]) for write in adopted.writes} <= TAGGING


def test_their_tags_stay_beside_ours(site: Site, adopted: Run) -> None:
    tags = site.client("s3").get_bucket_tagging(Bucket=TENANT)["TagSet"]

    assert {each["Key"]: each["Value"] for each in tags} == {**TERRAFORM, **OURS, "tenant": "acme"}


def test_the_second_run_finds_nothing_and_writes_nothing(site: Site, adopted: Run) -> None:
    again = site.run("--tags", "adopt")

    assert (again.writes, again.recap(PLATFORM)["changed"]) == ([], 0)
    assert f"Host {PLATFORM}: nothing of somebody else's, 6 ours already" in again.printed
    assert "Host acme: nothing of somebody else's, 2 ours already" in again.printed


def _snake(operation: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", operation).lower()
