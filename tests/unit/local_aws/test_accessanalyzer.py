# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Analyzers, of which there is one of a type in a region."""

from __future__ import annotations

import pytest


@pytest.fixture
def analyzers(client):
    return client("accessanalyzer")


@pytest.fixture
def arn(analyzers):
    return analyzers.create_analyzer(analyzerName="envelope", type="ACCOUNT", tags={"project": "envelope"})["arn"]


def test_an_analyzer_is_active_at_once(analyzers, arn):
    [listed] = analyzers.list_analyzers()["analyzers"]
    assert (listed["arn"], listed["status"], listed["type"]) == (arn, "ACTIVE", "ACCOUNT")
    assert analyzers.get_analyzer(analyzerName="envelope")["analyzer"] == listed
    assert arn == "arn:aws:access-analyzer:eu-west-1:123456789012:analyzer/envelope"


def test_there_is_one_of_an_accounts_type_in_a_region(client, analyzers, arn, refused):
    with refused("ServiceQuotaExceededException"):
        analyzers.create_analyzer(analyzerName="other", type="ACCOUNT")
    analyzers.create_analyzer(analyzerName="unused", type="ACCOUNT_UNUSED_ACCESS")
    client("accessanalyzer", "us-east-1").create_analyzer(analyzerName="envelope", type="ACCOUNT")
    assert [each["name"] for each in analyzers.list_analyzers(type="ACCOUNT")["analyzers"]] == ["envelope"]


def test_there_are_five_of_an_organizations(analyzers, refused):
    for number in range(5):
        analyzers.create_analyzer(analyzerName=f"wide-{number}", type="ORGANIZATION")
    with refused("ServiceQuotaExceededException"):
        analyzers.create_analyzer(analyzerName="wide-5", type="ORGANIZATION")


def test_a_name_is_taken_once(analyzers, arn, refused):
    with refused("ConflictException"):
        analyzers.create_analyzer(analyzerName="envelope", type="ORGANIZATION")


def test_tags(analyzers, arn):
    analyzers.tag_resource(resourceArn=arn, tags={"plan": "growth"})
    analyzers.untag_resource(resourceArn=arn, tagKeys=["project"])
    assert analyzers.list_tags_for_resource(resourceArn=arn)["tags"] == {"plan": "growth"}
    assert analyzers.get_analyzer(analyzerName="envelope")["analyzer"]["tags"] == {"plan": "growth"}


def test_what_is_deleted_is_gone(aws, analyzers, arn, refused):
    before = aws.mark()
    analyzers.delete_analyzer(analyzerName="envelope")
    assert [(each["service"], each["operation"]) for each in aws.writes(since=before)] == [
        ("accessanalyzer", "DeleteAnalyzer")]
    with refused("ResourceNotFoundException"):
        analyzers.delete_analyzer(analyzerName="envelope")
    assert analyzers.list_analyzers()["analyzers"] == []


def test_a_reset_forgets_them(aws, analyzers, arn):
    aws.reset()
    assert analyzers.list_analyzers()["analyzers"] == []
