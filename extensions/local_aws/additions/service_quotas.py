# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Service Quotas.

moto knows the defaults of VPC, and lacks ListServiceQuotas and GetAWSDefaultServiceQuota.  AWS: GetServiceQuota answers
the value that applies to the account, with the metric its use is counted by; an unknown service or quota is a
NoSuchResourceException.  `change` raises or lowers a quota, as AWS's support would; what enforces one asks for its
`limit`, which those of load balancers and of the names of a certificate do.
"""

from __future__ import annotations

import typing as t

from moto.core import DEFAULT_ACCOUNT_ID
from moto.core.responses import ActionResult
from moto.servicequotas.exceptions import NoSuchResource
from moto.servicequotas.models import ServiceQuotasBackend, servicequotas_backends
from moto.servicequotas.resources.default_quotas.vpc import VPC_DEFAULT_QUOTAS
from moto.servicequotas.responses import ServiceQuotasResponse

from ._mend import AwsError, adds, mends
from ._pages import page
from ._quotas import QUOTAS

Shown = dict[str, t.Any]

PLACE = {"region": "eu-west-1", "account": DEFAULT_ACCOUNT_ID}


def change(given: t.Any) -> Shown:
    """Set what applies to an account in a region, and return it as GetServiceQuota shows it.

    This is what `POST /_local/quotas` does: `code` and `value`, and `region` and `account` if they are not the usual.
    """
    if not isinstance(given, dict) or not {"code", "value"} <= set(given) <= {"code", "value", *PLACE}:
        raise ValueError("A quota is a JSON object with 'code' and 'value', and 'region' and 'account' if need be.")
    code, value, where = given["code"], given["value"], PLACE | given
    if code not in [quota.code for quota in QUOTAS]:
        known = ", ".join(f"{quota.code} ({quota.name})" for quota in QUOTAS)
        raise ValueError(f"Unknown quota {code!r}. Known: {known}.")
    if not next(quota for quota in QUOTAS if quota.code == code).adjustable:
        raise ValueError(f"AWS changes {code} for nobody.")
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        raise ValueError(f"The value {value!r} of a quota is not a number from 0 on.")
    regions = servicequotas_backends[str(where["account"])]
    if where["region"] not in list(regions.regions):
        raise ValueError(f"Unknown region {where['region']!r}.")
    backend = regions[where["region"]]
    _set(backend)[code] = value
    return next(quota for quota in _applied(backend) if quota["QuotaCode"] == code)


def limit(code: str, account: str, region: str) -> int:
    """What applies to an account in a region now."""
    applied = _applied(servicequotas_backends[account][region])
    return int(next(quota["Value"] for quota in applied if quota["QuotaCode"] == code))


@mends(ServiceQuotasBackend)
def get_service_quota(former: t.Any, self: ServiceQuotasBackend, service_code: str, quota_code: str) -> Shown:
    return _one(_applied(self), service_code, quota_code)


@mends(ServiceQuotasBackend)
def list_aws_default_service_quotas(former: t.Any, self: ServiceQuotasBackend, service_code: str) -> list[Shown]:
    return _of_service(_defaults(self), service_code)


@adds(ServiceQuotasResponse)
def get_aws_default_service_quota(self: ServiceQuotasResponse) -> ActionResult:
    found = _one(_defaults(self.backend), self._get_param("ServiceCode"), self._get_param("QuotaCode"))
    return ActionResult({"Quota": found})


@adds(ServiceQuotasResponse)
def list_service_quotas(self: ServiceQuotasResponse) -> ActionResult:
    found = _of_service(_applied(self.backend), self._get_param("ServiceCode"))
    code = self._get_param("QuotaCode")
    shown = [quota for quota in found if code in (None, quota["QuotaCode"])]
    return _paged(self, shown)


@mends(ServiceQuotasResponse, "list_aws_default_service_quotas")
def list_defaults_by_the_page(former: t.Any, self: ServiceQuotasResponse) -> ActionResult:
    return _paged(self, self.backend.list_aws_default_service_quotas(self._get_param("ServiceCode")))


def _set(backend: ServiceQuotasBackend) -> dict[str, float]:
    return t.cast("dict[str, float]", backend.__dict__.setdefault("values_set", {}))


def _applied(backend: ServiceQuotasBackend) -> list[Shown]:
    ours = [
        quota.shown(_set(backend).get(quota.code, quota.applied), backend.region_name, backend.account_id)
        for quota in QUOTAS
    ]
    return [*ours, *VPC_DEFAULT_QUOTAS]


def _defaults(backend: ServiceQuotasBackend) -> list[Shown]:
    return [*(quota.shown(quota.default, backend.region_name) for quota in QUOTAS), *VPC_DEFAULT_QUOTAS]


def _of_service(quotas: list[Shown], service: str) -> list[Shown]:
    found = [quota for quota in quotas if quota["ServiceCode"] == service]
    if not found:
        raise NoSuchResource
    return found


def _one(quotas: list[Shown], service: str, code: str) -> Shown:
    found = next((quota for quota in _of_service(quotas, service) if quota["QuotaCode"] == code), None)
    if found is None:
        raise AwsError("NoSuchResourceException", "The specified resource does not exist.")
    return found


def _paged(response: ServiceQuotasResponse, quotas: list[Shown]) -> ActionResult:
    refusal = AwsError("InvalidPaginationTokenException", "Invalid input was provided for the pagination token.")
    size, token = response._get_int_param("MaxResults") or 100, response._get_param("NextToken")
    shown, following = page(quotas, size, token, refusal)
    return ActionResult({"Quotas": shown, "NextToken": following})
