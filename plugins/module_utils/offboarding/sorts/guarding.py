# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""GuardDuty's plans that scan a tenant's bucket."""

from __future__ import annotations

from ...calls import Flow
from ...kinds.guardduty.service import guardduty
from ...pages import pages
from ..tenant import Tenant
from ..things import Seen, Sort, Thing


def _plans(tenant: Tenant) -> Flow:
    """GuardDuty lists ids only, and so each plan has to be looked at."""
    listed = yield from pages(guardduty.list_malware_protection_plans(), "MalwareProtectionPlans")
    found = []
    for each in listed:
        plan = yield guardduty.get_malware_protection_plan(
            MalwareProtectionPlanId=each["MalwareProtectionPlanId"])
        if tenant.names(plan.get("ProtectedResource", {}).get("S3Bucket", {}).get("BucketName", "")):
            found.append(Thing(PLANS.name, plan["Arn"], each["MalwareProtectionPlanId"]))
    return found


def _plan(thing: Thing) -> Flow:
    return Seen((yield guardduty.get_malware_protection_plan(MalwareProtectionPlanId=thing.name)).get("Tags") or {})


def _plan_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield guardduty.delete_malware_protection_plan(MalwareProtectionPlanId=thing.name)


PLANS = Sort("guardduty_malware_protection_plans",
             r"arn:[^:]+:guardduty:[^:]+:\d+:malware-protection-plan/(?P<name>.+)", _plans, _plan, _plan_taken)
