# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Topics that alarms tell, each with a key of its own, and who is told by mail."""

from __future__ import annotations

import re
import typing as t

from ..access import allow, document, partition
from ..errors import Invalid
from ..key_policies import key
from .subjects import Wanted

Entry = dict[str, t.Any]

CLOUDWATCH = {"Service": "cloudwatch.amazonaws.com"}

ADDRESS = re.compile(r"[^@\s,;<>]+@[^@\s,;<>.]+(\.[^@\s,;<>.]+)+")


def refuse_addresses(addresses: t.Any) -> None:
    """Raise `Invalid` for what is no address: AWS takes much, and what it cannot deliver is never told."""
    if not isinstance(addresses, (list, tuple)):
        raise Invalid(f"monitoring_subscribers is {addresses!r}: allowed is a list such as [operations@example.com]")
    if wrong := [str(each) for each in addresses if not ADDRESS.fullmatch(str(each))]:
        raise Invalid(f"monitoring_subscribers has {', '.join(map(repr, wrong))}: allowed are addresses such as "
                      "operations@example.com")


def keys(wanted: Wanted, name: str, region: str) -> list[Entry]:
    """A topic's key: AWS's own for SNS cannot be used by CloudWatch, whose messages would be lost without a word."""
    alarms = allow(["kms:Decrypt", "kms:GenerateDataKey*"], ["*"], Sid="Alarms", Principal=CLOUDWATCH,
                   Condition=_our_alarms(wanted, region))
    return [key({**wanted, "region": region}, name, f"Alarms of {wanted['prefix']}", alarms)]


def topics(wanted: Wanted, name: str, region: str) -> list[Entry]:
    """A topic that alarms of this account and region publish to."""
    arn = f"arn:{partition(region)}:sns:{region}:{wanted['account_id']}:{name}"
    publish = allow(["sns:Publish"], [arn], Sid="Alarms", Principal=CLOUDWATCH, Condition=_our_alarms(wanted, region))
    return [{"name": name, "display_name": f"Alarms of {wanted['prefix']}", "kms_key": f"alias/{name}",
             "policy": document(publish),
             "subscriptions": [{"protocol": "email", "endpoint": str(each)} for each in wanted["subscribers"]],
             "tags": wanted["tags"]}]


def _our_alarms(wanted: Wanted, region: str) -> Entry:
    account = wanted["account_id"]
    arns = f"arn:{partition(region)}:cloudwatch:{region}:{account}:alarm:*"
    return {"StringEquals": {"aws:SourceAccount": account}, "ArnLike": {"aws:SourceArn": arns}}
