# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The rule groups that AWS manages, which moto lacks: their names and what they need, not what is in them."""

from __future__ import annotations

import json

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.wafv2.capacity import MANAGED
from moto.wafv2.responses import WAFV2Response

from ._mend import adds
from ._wafv2_rules import nonexistent
from ._wafv2_scopes import Answer, backend_of

UNVERSIONED = {"AWSManagedRulesAmazonIpReputationList", "AWSManagedRulesAnonymousIpList"}


@adds(WAFV2Response)
def list_available_managed_rule_groups(self: WAFV2Response) -> Answer:
    backend_of(self, self._get_param("Scope"))
    listed = [{"VendorName": "AWS", "Name": name, "VersioningSupported": name not in UNVERSIONED} for name in MANAGED]
    return 200, {}, json.dumps({"ManagedRuleGroups": listed})


@adds(WAFV2Response)
def describe_managed_rule_group(self: WAFV2Response) -> Answer:
    asked = json.loads(self.body)
    backend_of(self, asked["Scope"])
    if asked["VendorName"] != "AWS" or asked["Name"] not in MANAGED:
        raise nonexistent()
    return 200, {}, json.dumps({"Capacity": MANAGED[asked["Name"]], "Rules": []})
