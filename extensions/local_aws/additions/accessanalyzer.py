# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""IAM Access Analyzer, which moto lacks: analyzers and their tags, no findings.

AWS: one analyzer of an account's type for an account and region, five of an organization's.  Here they are active at
once.  The words of the refusals are not documented; the codes are.
"""

from __future__ import annotations

import datetime
import typing as t
from urllib.parse import unquote

from moto.core.base_backend import BaseBackend
from moto.core.responses import ActionResult, BaseResponse, EmptyResult

from ._mend import AwsError
from ._offering import offer

Shown = dict[str, t.Any]

MOST_OF_AN_ORGANIZATION = 5


class AnalyzersBackend(BaseBackend):
    """The analyzers of an account in a region, by name."""

    def __init__(self, region_name: str, account_id: str) -> None:
        super().__init__(region_name, account_id)
        self.analyzers: dict[str, Shown] = {}

    def create(self, name: str, type_: str, tags: dict[str, str]) -> Shown:
        if name in self.analyzers:
            raise AwsError("ConflictException", f"An analyzer with the name {name} already exists.")
        most = MOST_OF_AN_ORGANIZATION if type_.startswith("ORGANIZATION") else 1
        if sum(each["type"] == type_ for each in self.analyzers.values()) >= most:
            raise AwsError("ServiceQuotaExceededException", f"You can create only {most} analyzers of type {type_}.")
        self.analyzers[name] = {
            "arn": f"arn:{self.partition}:access-analyzer:{self.region_name}:{self.account_id}:analyzer/{name}",
            "name": name, "type": type_, "status": "ACTIVE", "tags": dict(tags),
            "createdAt": datetime.datetime.now(datetime.UTC),
        }
        return self.analyzers[name]

    def named(self, name: str) -> Shown:
        if name not in self.analyzers:
            raise AwsError("ResourceNotFoundException", f"Analyzer {name} was not found.")
        return self.analyzers[name]


class AnalyzersResponse(BaseResponse):
    """What boto3's client `accessanalyzer` can ask here."""

    def __init__(self) -> None:
        super().__init__(service_name="accessanalyzer")
        self.automated_parameter_parsing = True

    @property
    def backend(self) -> AnalyzersBackend:
        return backends[self.current_account][self.region]

    def create_analyzer(self) -> ActionResult:
        made = self.backend.create(
            self._get_param("analyzerName"), self._get_param("type"), self._get_param("tags") or {})
        return ActionResult({"arn": made["arn"]})

    def get_analyzer(self) -> ActionResult:
        return ActionResult({"analyzer": self.backend.named(self._get_param("analyzerName"))})

    def list_analyzers(self) -> ActionResult:
        wanted = self._get_param("type")
        found = [each for each in self.backend.analyzers.values() if wanted in (None, each["type"])]
        return ActionResult({"analyzers": found})

    def delete_analyzer(self) -> EmptyResult:
        del self.backend.analyzers[self.backend.named(self._get_param("analyzerName"))["name"]]
        return EmptyResult()

    def tag_resource(self) -> EmptyResult:
        self._tagged()["tags"].update(self._get_param("tags"))
        return EmptyResult()

    def untag_resource(self) -> EmptyResult:
        tags = self._tagged()["tags"]
        for name in self._get_param("tagKeys"):
            tags.pop(name, None)
        return EmptyResult()

    def list_tags_for_resource(self) -> ActionResult:
        return ActionResult({"tags": self._tagged()["tags"]})

    def _tagged(self) -> Shown:
        return self.backend.named(unquote(self._get_param("resourceArn")).rpartition("/")[2])


backends = offer(
    "accessanalyzer", "access-analyzer", AnalyzersBackend, AnalyzersResponse,
    ("/analyzer$", "/analyzer/(?P<name>[^/]+)$", "/tags/(?P<arn>.+)$"),
)
