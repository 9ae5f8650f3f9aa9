# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""ElastiCache's answers, and the secret that an auth token comes from."""

from __future__ import annotations

import typing as t

REPLIES: dict[str, dict[str, t.Any]] = {
    "describe_replication_groups": {"ReplicationGroups": [{
        "ReplicationGroupId": "envelope-prod", "Status": "available", "NodeGroups": [
            {"NodeGroupId": "0001", "NodeGroupMembers": [{"CacheClusterId": "envelope-prod-001"}]}]}]},
    "get_secret_value": {
        "SecretString": '{"REDIS_PASSWORD": "a-password-of-the-tests"}',
        "VersionId": "11111111-2222-4333-8444-555555555555"},
}
HELD: dict[str, t.Any] = {
    "ReplicationGroup.created": "2026-01-31 09:15:00+00:00", "ReplicationGroup.port": 6379,
    "ReplicationGroup.waits_for_window": [],
}
