# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Staging labels of secrets, as AWS documents them."""

from __future__ import annotations

import typing as t

import pytest

FIRST, SECOND = "1" * 32, "2" * 32


@pytest.fixture
def secrets(client) -> t.Any:
    """Secrets Manager with a secret that has had two values, of which the second came with a label of its own."""
    found = client("secretsmanager")
    found.create_secret(Name="db", SecretString="a", ClientRequestToken=FIRST)
    found.update_secret_version_stage(SecretId="db", VersionStage="OURS", MoveToVersionId=FIRST)
    found.put_secret_value(SecretId="db", SecretString="b", ClientRequestToken=SECOND,
                           VersionStages=["AWSCURRENT", "ROLLING"])
    return found


def labels(secrets) -> dict[str, list[str]]:
    return {each: sorted(named) for each, named in secrets.describe_secret(SecretId="db")["VersionIdsToStages"].items()}


def test_a_new_version_leaves_other_labels_where_they_are(secrets):
    assert labels(secrets) == {FIRST: ["AWSPREVIOUS", "OURS"], SECOND: ["AWSCURRENT", "ROLLING"]}


def test_a_label_that_a_new_version_takes_moves_to_it(secrets):
    secrets.put_secret_value(SecretId="db", SecretString="c", ClientRequestToken="3" * 32,
                             VersionStages=["AWSCURRENT", "ROLLING"])
    assert labels(secrets)[SECOND] == ["AWSPREVIOUS"] and labels(secrets)["3" * 32] == ["AWSCURRENT", "ROLLING"]


def test_what_is_made_current_again_is_the_value(secrets):
    secrets.update_secret_version_stage(
        SecretId="db", VersionStage="AWSCURRENT", MoveToVersionId=FIRST, RemoveFromVersionId=SECOND)

    assert labels(secrets) == {FIRST: ["AWSCURRENT", "OURS"], SECOND: ["AWSPREVIOUS", "ROLLING"]}
    assert secrets.get_secret_value(SecretId="db")["SecretString"] == "a"
    [batched] = secrets.batch_get_secret_value(SecretIdList=["db"])["SecretValues"]
    assert batched["SecretString"] == "a"
    secrets.put_secret_value(SecretId="db", SecretString="c", ClientRequestToken="3" * 32)
    assert labels(secrets) == {FIRST: ["AWSPREVIOUS", "OURS"], SECOND: ["ROLLING"], "3" * 32: ["AWSCURRENT"]}


def test_who_moves_a_label_has_to_know_where_it_is(secrets, refused):
    with refused("InvalidParameterException", f"ROLLING is currently attached to version {SECOND}"):
        secrets.update_secret_version_stage(SecretId="db", VersionStage="ROLLING", MoveToVersionId=FIRST)


def test_versions_are_listed_with_their_times_and_those_without_a_label_are_not(secrets, refused):
    for label in ("AWSPREVIOUS", "OURS"):
        secrets.update_secret_version_stage(SecretId="db", VersionStage=label, RemoveFromVersionId=FIRST)
    listed = secrets.list_secret_version_ids(SecretId="db")["Versions"]
    [held] = [secrets.get_secret_value(SecretId="db", VersionId=each["VersionId"]) for each in listed]
    about = secrets.describe_secret(SecretId="db")

    assert [each["VersionId"] for each in listed] == [SECOND]
    assert listed[0]["CreatedDate"] == held["CreatedDate"] < about["LastChangedDate"]
    with refused("ResourceNotFoundException", "can't find the specified secret"):
        secrets.list_secret_version_ids(SecretId="nowhere")
