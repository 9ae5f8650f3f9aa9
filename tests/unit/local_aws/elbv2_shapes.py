# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What tests of ELBv2 share."""

from __future__ import annotations

NOT_FOUND = [{"Type": "fixed-response", "FixedResponseConfig": {"StatusCode": "404"}}]


def forward(arn):
    return [{"Type": "forward", "TargetGroupArn": arn}]


def hosts(*values):
    return [{"Field": "host-header", "HostHeaderConfig": {"Values": list(values)}}]


def attributes(reply):
    return {each["Key"]: each["Value"] for each in reply["Attributes"]}


def pairs(**values):
    return [{"Key": key.replace("__", "."), "Value": value} for key, value in values.items()]
