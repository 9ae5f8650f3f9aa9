# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Who may use a customer-managed key."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.module_utils.key_policies import key_policy, used_by_logs

PLACE = {"account_id": "123456789012", "region": "eu-west-1"}


def test_a_key_for_log_lines_serves_these_log_groups_alone_and_locks_nobody_out():
    owner, logs = key_policy(PLACE, used_by_logs(PLACE, "/ecs/envelope-prod-*", "/vpc/envelope-prod"))["Statement"]

    assert (owner["Principal"], owner["Action"]) == ({"AWS": "arn:aws:iam::123456789012:root"}, ["kms:*"])
    assert logs["Principal"] == {"Service": "logs.eu-west-1.amazonaws.com"}
    assert logs["Condition"] == {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": [
        "arn:aws:logs:eu-west-1:123456789012:log-group:/ecs/envelope-prod-*",
        "arn:aws:logs:eu-west-1:123456789012:log-group:/vpc/envelope-prod"]}}


def test_arns_are_those_of_the_regions_partition():
    owner, logs = key_policy({**PLACE, "region": "cn-north-1"}, used_by_logs({**PLACE, "region": "cn-north-1"}, "/x"))[
        "Statement"]

    assert owner["Principal"] == {"AWS": "arn:aws-cn:iam::123456789012:root"}
    assert "arn:aws-cn:logs:cn-north-1" in str(logs["Condition"])
