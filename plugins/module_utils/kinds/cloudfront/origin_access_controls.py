# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How CloudFront gets at a private bucket: it signs what it asks, and the bucket's policy lets it in."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...errors import Absent, AwsError
from ...fields import computed, constant, key, option
from ...resource import Resource
from .api import access_controls, advised, cloudfront, fresh


@dataclass(frozen=True, kw_only=True)
class OriginAccessControl(Resource):
    """An origin access control: how CloudFront signs what it asks of a private origin."""

    plural = "cloudfront_origin_access_controls"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "name": "envelope-prod-site-help", "description": "Reads the bucket of help.example.com"}

    name: str = key("Name of the origin access control.")
    description: str | None = option("What it is for.")
    origin_type: t.Literal["s3", "lambda", "mediastore", "mediapackagev2"] | None = option(
        "Kind of origin. V(s3) where it is left out at creation.", wire="OriginAccessControlOriginType")
    signing_behavior: t.Literal["always", "never", "no-override"] | None = option(
        "Which requests are signed. V(always) where it is left out at creation.")
    signing_protocol: str = constant("sigv4", "How they are signed.")
    access_control_id: str | None = computed("Id of the origin access control.", wire="Id")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if not 1 <= len(self.name) <= 64:
            yield f"name: {self.name!r} has {len(self.name)} characters, allowed are 1 to 64"
        if self.description and len(self.description) > 256:
            yield f"description: {len(self.description)} characters, allowed are 256"

    def read(self) -> Flow:
        found = next((each for each in (yield from access_controls()) if each["Name"] == self.name), None)
        if found is None:
            raise Absent(cloudfront.list_origin_access_controls(), "NotFound", f"there is none named {self.name}")
        return self.seen(found)

    def create(self) -> Flow:
        try:
            yield from advised(cloudfront.create_origin_access_control(OriginAccessControlConfig=self._config()))
        except AwsError as error:  # another run, of a tenant that shares it, may have been faster
            if error.code != "OriginAccessControlAlreadyExists" or not self.like((yield from self.read())):
                raise

    def update(self, now: OriginAccessControl, changed: t.AbstractSet[str]) -> Flow:
        def attempt() -> Flow:
            found = yield cloudfront.get_origin_access_control(Id=now.access_control_id)
            yield from advised(cloudfront.update_origin_access_control(
                Id=now.access_control_id, IfMatch=found["ETag"], OriginAccessControlConfig=self._config()))

        yield from fresh(attempt)

    def delete(self) -> Flow:
        yield from fresh(self._deleted)

    def _deleted(self) -> Flow:
        found = yield cloudfront.get_origin_access_control(Id=self.access_control_id)
        yield from advised(cloudfront.delete_origin_access_control(
            Id=self.access_control_id, IfMatch=found["ETag"]))

    def _config(self) -> dict[str, t.Any]:
        """All of it: AWS takes it as a whole."""
        return {"OriginAccessControlOriginType": "s3", "SigningBehavior": "always",
                "SigningProtocol": self.signing_protocol, **self.wire()}
