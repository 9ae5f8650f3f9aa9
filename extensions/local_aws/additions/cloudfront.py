# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Distributions that keep what they are told, and take time to be everywhere.

moto accepts any ETag and never changes it, forgets the origin access control of an origin, deletes what is enabled,
lets two distributions have one alias, and takes any certificate and policy.

AWS: an update or a deletion names the ETag of what it was read from (a stale one: PreconditionFailed, none:
InvalidIfMatchVersion); a change is InProgress for a while (here: `cloudfront_seconds`), then Deployed; only what is
disabled everywhere can be deleted; an alias belongs to one distribution of the world, and a certificate of us-east-1
that is issued has to cover it.
"""

from __future__ import annotations

import time
import typing as t
from datetime import UTC, datetime

from moto.cloudfront.exceptions import InvalidIfMatchVersion, NoSuchDistribution
from moto.cloudfront.models import CloudFrontBackend, Distribution, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult

from ..timing import timing
from ._cloudfront_config import Config, check, completed, settings
from ._mend import AwsError, mends
from .cloudfront_invalidations import under_way

Made = tuple[Distribution, str, str]

IN_LISTS = ("DefaultRootObject", "Logging", "CallerReference", "ContinuousDeploymentPolicyId")
"""What AWS leaves out of its list of distributions."""


@mends(CloudFrontBackend)
def create_distribution(
    former: t.Any, self: CloudFrontBackend, distribution_config: Config, tags: list[dict[str, str]]
) -> Made:
    config = completed(distribution_config)
    check(self, config, None)
    made, location, _unused = former(self, distribution_config, tags)
    _keep(made, config)
    return made, location, made.etag


@mends(CloudFrontBackend)
def update_distribution(former: t.Any, self: CloudFrontBackend, dist_config: Config, _id: str, if_match: t.Any) -> Made:
    there = _current(self, _id, if_match)
    config = completed(dist_config)
    if config["CallerReference"] != settings(there)["CallerReference"]:
        raise AwsError("IllegalUpdate", "The update contains modifications that are not allowed.")
    check(self, config, _id)
    former(self, dist_config, _id, if_match)
    _keep(there, config)
    return there, there.location, there.etag


@mends(CloudFrontBackend)
def delete_distribution(former: t.Any, self: CloudFrontBackend, distribution_id: str, if_match: t.Any) -> None:
    there = _current(self, distribution_id, if_match)
    if settings(there)["Enabled"] or status(there) != "Deployed":
        raise AwsError("DistributionNotDisabled", "The distribution you are trying to delete has not been disabled.")
    former(self, distribution_id, if_match)
    self.tagger.delete_all_tags_for_resource(there.arn)


def _shows(operation: str) -> None:
    """Have an operation answer with a distribution as AWS keeps it."""

    @mends(CloudFrontResponse, operation)
    def shown(former: t.Any, self: CloudFrontResponse) -> ActionResult:
        result: Config = former(self).result
        distribution = result["Distribution"]
        found = {**_about(distribution), "DistributionConfig": settings(distribution)}
        found["InProgressInvalidationBatches"] = under_way(self.backend, distribution.id)
        return ActionResult({**result, "Distribution": found})


for _operation in ("create_distribution", "create_distribution_with_tags", "get_distribution", "update_distribution"):
    _shows(_operation)


@mends(CloudFrontResponse)
def get_distribution_config(former: t.Any, self: CloudFrontResponse) -> ActionResult:
    distribution, etag = self.backend.get_distribution(self._get_param("Id"))
    return ActionResult({"DistributionConfig": settings(distribution), "ETag": etag})


@mends(CloudFrontResponse)
def list_distributions(former: t.Any, self: CloudFrontResponse) -> ActionResult:
    result: Config = former(self).result
    listed = result["DistributionList"]
    listed["Items"] = [_summary(each) for each in listed["Items"] or ()]
    return ActionResult(result)


@mends(CloudFrontBackend)
def list_tags_for_resource(former: t.Any, self: CloudFrontBackend, resource: str) -> t.Any:
    _known(self, resource)
    return former(self, resource)


@mends(CloudFrontBackend)
def tag_resource(former: t.Any, self: CloudFrontBackend, arn: str, tags: dict[str, str]) -> None:
    _known(self, arn)
    former(self, arn, tags)


def status(distribution: Distribution) -> str:
    return "Deployed" if time.time() >= distribution.__dict__["everywhere"] else "InProgress"


def _keep(distribution: Distribution, config: Config) -> None:
    now = time.time()
    changes: Config = {"settings": config, "etag": random_id(), "everywhere": now + timing.cloudfront_seconds}
    distribution.__dict__.update(changes, changed=datetime.fromtimestamp(now, UTC))


def _current(backend: CloudFrontBackend, distribution_id: str, etag: t.Any) -> Distribution:
    """The distribution, where the ETag is the one that it has."""
    found = backend.distributions.get(distribution_id)
    if found is None:
        raise NoSuchDistribution
    match(etag, found.etag)
    return found


def match(given: t.Any, etag: str) -> None:
    """Refuse what was read before the last change."""
    if not given:
        raise InvalidIfMatchVersion
    if given != etag:
        text = "didn't meet the preconditions in one or more request-header fields."
        raise AwsError("PreconditionFailed", f"The request failed because it {text}")


def _about(distribution: Distribution) -> Config:
    return {
        "Id": distribution.id,
        "ARN": distribution.arn,
        "Status": status(distribution),
        "LastModifiedTime": distribution.__dict__["changed"],
        "DomainName": distribution.domain_name,
        "ActiveTrustedSigners": {"Enabled": False, "Quantity": 0},
        "ActiveTrustedKeyGroups": {"Enabled": False, "Quantity": 0},
    }


def _summary(distribution: Distribution) -> Config:
    config = {name: value for name, value in settings(distribution).items() if name not in IN_LISTS}
    return {**config, **_about(distribution), "ETag": distribution.etag}


def _known(backend: CloudFrontBackend, arn: str) -> None:
    if ":distribution/" in arn and arn.rpartition("/")[2] not in backend.distributions:
        raise AwsError("NoSuchResource", "The specified resource does not exist.")
