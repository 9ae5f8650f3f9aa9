# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security Hub's standards, which moto lacks.

AWS: a standard is PENDING in the answer that enables it, and READY when its controls are, or INCOMPLETE where nothing
records the region's resources for them; one that is disabled is DELETING for a while.  What takes time has been done
when somebody looks.
"""

from __future__ import annotations

import json
import re
import typing as t

from moto.config.models import config_backends
from moto.core.responses import ActionResult
from moto.securityhub import urls
from moto.securityhub.models import SecurityHubBackend
from moto.securityhub.responses import SecurityHubResponse

from ._mend import AwsError, adds
from ._pages import page
from ._securityhub_members import refuse_central

RULESET = "cis-aws-foundations-benchmark/v/1.2.0"
FOUNDATIONAL = "aws-foundational-security-best-practices/v/1.0.0"
USUAL = (FOUNDATIONAL, RULESET)
TITLES = {
    FOUNDATIONAL: "AWS Foundational Security Best Practices v1.0.0",
    "aws-resource-tagging-standard/v/1.0.0": "AWS Resource Tagging Standard v1.0.0",
    RULESET: "CIS AWS Foundations Benchmark v1.2.0",
    "cis-aws-foundations-benchmark/v/1.4.0": "CIS AWS Foundations Benchmark v1.4.0",
    "cis-aws-foundations-benchmark/v/3.0.0": "CIS AWS Foundations Benchmark v3.0.0",
    "cis-aws-foundations-benchmark/v/5.0.0": "CIS AWS Foundations Benchmark v5.0.0",
    "nist-800-171/v/2.0.0": "NIST Special Publication 800-171 Revision 2",
    "nist-800-53/v/5.0.0": "NIST Special Publication 800-53 Revision 5",
    "pci-dss/v/3.2.1": "PCI DSS v3.2.1",
    "pci-dss/v/4.0.1": "PCI DSS v4.0.1",
}
PER_PAGE = 100

Subscription = dict[str, t.Any]

urls.url_paths |= dict.fromkeys(
    ("{0}/standards$", "{0}/standards/get$", "{0}/standards/register$", "{0}/standards/deregister$"),
    SecurityHubResponse.dispatch,
)


def subscriptions_of(backend: SecurityHubBackend) -> dict[str, Subscription]:
    """The standards that are enabled, by the ARN of their subscription."""
    return t.cast("dict[str, Subscription]", backend.__dict__.setdefault("standards_subscriptions", {}))


def enable_usual(backend: SecurityHubBackend) -> None:
    for name in USUAL:
        _enable(backend, _arn(backend, name))


@adds(SecurityHubResponse)
def describe_standards(self: SecurityHubResponse) -> ActionResult:
    backend = self.securityhub_backend
    backend.describe_hub()
    listed = [{"StandardsArn": _arn(backend, name), "Name": title, "EnabledByDefault": name in USUAL}
              for name, title in TITLES.items()]
    query = {name: values[0] for name, values in self.querystring.items()}
    return _paged("Standards", listed, query)


@adds(SecurityHubResponse)
def get_enabled_standards(self: SecurityHubResponse) -> ActionResult:
    backend, asked = self.securityhub_backend, json.loads(self.body or "{}")
    backend.describe_hub()
    _settle(backend)
    chosen = asked.get("StandardsSubscriptionArns")
    listed = [each for arn, each in subscriptions_of(backend).items() if not chosen or arn in chosen]
    return _paged("StandardsSubscriptions", listed, asked)


@adds(SecurityHubResponse)
def batch_enable_standards(self: SecurityHubResponse) -> ActionResult:
    backend, asked = _changing(self), json.loads(self.body)["StandardsSubscriptionRequests"]
    known = {_arn(backend, name) for name in TITLES}
    if wrong := [each for each in asked if each["StandardsArn"] not in known]:
        _refuse(f"Invalid StandardsSubscriptionRequest(s): {json.dumps(wrong)}")
    return ActionResult({"StandardsSubscriptions": [_enable(backend, each["StandardsArn"]) for each in asked]})


@adds(SecurityHubResponse)
def batch_disable_standards(self: SecurityHubResponse) -> ActionResult:
    backend, asked = _changing(self), json.loads(self.body)["StandardsSubscriptionArns"]
    found = subscriptions_of(backend)
    if wrong := [arn for arn in asked if arn not in found]:
        _refuse(f"Invalid StandardsSubscriptionArn(s): {json.dumps(wrong)}")
    for arn in asked:
        found[arn]["StandardsStatus"] = "DELETING"
    return ActionResult({"StandardsSubscriptions": [found[arn] for arn in asked]})


def _changing(response: SecurityHubResponse) -> SecurityHubBackend:
    backend = response.securityhub_backend
    refuse_central(backend)
    backend.describe_hub()
    return backend


def _arn(backend: SecurityHubBackend, name: str) -> str:
    if name == RULESET:
        return f"arn:aws:securityhub:::ruleset/{name}"
    return f"arn:aws:securityhub:{backend.region_name}::standards/{name}"


def _enable(backend: SecurityHubBackend, standard: str) -> Subscription:
    name = re.sub(r".*:(standards|ruleset)/", "", standard)
    arn = f"arn:aws:securityhub:{backend.region_name}:{backend.account_id}:subscription/{name}"
    return subscriptions_of(backend).setdefault(arn, {
        "StandardsSubscriptionArn": arn, "StandardsArn": standard, "StandardsInput": {}, "StandardsStatus": "PENDING"})


def _settle(backend: SecurityHubBackend) -> None:
    """Finish what has been started: whether a standard is complete depends on Config at this moment."""
    found = subscriptions_of(backend)
    for arn in [arn for arn, each in found.items() if each["StandardsStatus"] == "DELETING"]:
        del found[arn]
    recorders = config_backends[backend.account_id][backend.region_name].recorders.values()
    recorded = any(each.status.recording for each in recorders)
    for each in found.values():
        each["StandardsStatus"] = "READY" if recorded else "INCOMPLETE"
        each.pop("StandardsStatusReason", None)
        if not recorded:
            each["StandardsStatusReason"] = {"StatusReasonCode": "NO_AVAILABLE_CONFIGURATION_RECORDER"}


def _paged(what: str, listed: list[t.Any], asked: t.Mapping[str, t.Any]) -> ActionResult:
    wrong = AwsError("InvalidInputException", "Invalid value for NextToken.")
    shown, following = page(listed, int(asked.get("MaxResults", PER_PAGE)), asked.get("NextToken"), wrong)
    return ActionResult({what: shown, **({"NextToken": following} if following else {})})


def _refuse(why: str) -> t.NoReturn:
    raise AwsError("InvalidInputException", why)
