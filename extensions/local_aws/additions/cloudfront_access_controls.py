# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Origin access controls with names and ETags of their own.

moto gives two the same name, ignores ETags, changes none, and deletes one that distributions use.
"""

from __future__ import annotations

import typing as t

from moto.cloudfront.exceptions import NoSuchOriginAccessControl
from moto.cloudfront.models import CloudFrontBackend, OriginAccessControl, random_id
from moto.cloudfront.responses import CloudFrontResponse
from moto.core.responses import ActionResult

from ._cloudfront_config import settings
from ._mend import AwsError, mends
from .cloudfront import match

Config = dict[str, str]

PER_ACCOUNT = 100


@mends(CloudFrontBackend)
def create_origin_access_control(former: t.Any, self: CloudFrontBackend, config_dict: Config) -> OriginAccessControl:
    _check_name(self, config_dict["Name"], None)
    if len(self.origin_access_controls) >= PER_ACCOUNT:
        text = "The number of origin access controls in your Amazon Web Services account exceeds the maximum allowed."
        raise AwsError("TooManyOriginAccessControls", text)
    made: OriginAccessControl = former(self, config_dict)
    made.description = made.description or ""
    return made


@mends(CloudFrontResponse)
def update_origin_access_control(former: t.Any, self: CloudFrontResponse) -> ActionResult:
    there = _current(self)
    _check_name(self.backend, self._get_param("OriginAccessControlConfig")["Name"], there.id)
    there.etag = random_id()
    there.description = ""  # as all of it, the description is replaced
    return t.cast(ActionResult, former(self))


@mends(CloudFrontResponse)
def delete_origin_access_control(former: t.Any, self: CloudFrontResponse) -> ActionResult:
    there = _current(self)
    for distribution in self.backend.distributions.values():
        if any(origin["OriginAccessControlId"] == there.id for origin in settings(distribution)["Origins"]["Items"]):
            text = "Cannot delete the origin access control because it's in use by one or more distributions."
            raise AwsError("OriginAccessControlInUse", text)
    return t.cast(ActionResult, former(self))


def _current(response: CloudFrontResponse) -> OriginAccessControl:
    """The origin access control that is meant, where the ETag is the one that it has."""
    found = response.backend.origin_access_controls.get(response._get_param("Id"))
    if found is None:
        raise NoSuchOriginAccessControl
    match(response._get_param("IfMatch"), found.etag)
    return found


def _check_name(backend: CloudFrontBackend, name: str, mine: str | None) -> None:
    if any(each.name == name and each.id != mine for each in backend.origin_access_controls.values()):
        text = "An origin access control with the specified parameters already exists."
        raise AwsError("OriginAccessControlAlreadyExists", text)
