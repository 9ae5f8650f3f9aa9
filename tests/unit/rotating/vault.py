# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A secret in memory with its versions and staging labels, as AWS documents them."""

from __future__ import annotations

import datetime
import json
import typing as t
from dataclasses import dataclass, field

from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Absent, AwsError
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import SECRET

NAME = "envelope-prod-app"


@dataclass
class Vault:
    """Answers the calls on Secrets Manager that a rotation makes."""

    now: t.Callable[[], float]
    values: list[dict[str, str]] = field(default_factory=list)
    """What each version holds, the oldest first; `v0` is the first one's id."""
    created: list[float] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)
    """The version that each label is on."""
    about: dict[str, t.Any] = field(default_factory=dict)
    """What DescribeSecret says besides."""
    modified: float = 0.0

    def __call__(self, call: Call) -> Reply:
        if call.params["SecretId"] not in (NAME, SECRET):
            raise Absent(call, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.")
        reply: Reply = getattr(self, call.operation)(call, **call.params)
        return reply

    @property
    def current(self) -> dict[str, str]:
        return self.values[int(self.labels["AWSCURRENT"][1:])]

    @property
    def ours(self) -> dict[str, str]:
        """The labels that AWS does not know."""
        return {label: version for label, version in self.labels.items() if not label.startswith("AWS")}

    def add(self, entries: dict[str, str], *labels: str) -> str:
        """A new version, current unless said otherwise."""
        self.values.append(entries)
        self.created.append(self.now())
        made = f"v{len(self.values) - 1}"
        for label in labels or ("AWSCURRENT",):
            self._put(label, made)
        return made

    def describe_secret(self, call: Call, **_about: t.Any) -> Reply:
        return {"ARN": SECRET, "Name": NAME, "LastChangedDate": _moment(self.modified), **self.about}

    def list_secret_version_ids(self, call: Call, **_about: t.Any) -> Reply:
        named = {f"v{number}": [label for label, on in self.labels.items() if on == f"v{number}"]
                 for number in range(len(self.values))}
        return {"Versions": [{"VersionId": sent(version), "VersionStages": labels,
                              "CreatedDate": _moment(self.created[int(version[1:])])}
                             for version, labels in named.items() if labels]}

    def get_secret_value(self, call: Call, VersionId: str = "", **_about: t.Any) -> Reply:  # noqa: N803
        version = _known(VersionId) or self.labels["AWSCURRENT"]
        return {"VersionId": sent(version), "SecretString": json.dumps(self.values[int(version[1:])])}

    def put_secret_value(self, call: Call, SecretString: str, VersionStages: list[str], **_about: t.Any) -> Reply:  # noqa: N803
        return {"VersionId": sent(self.add(json.loads(SecretString), *VersionStages))}

    def update_secret_version_stage(self, call: Call, VersionStage: str, RemoveFromVersionId: str,  # noqa: N803
                                    MoveToVersionId: str | None = None, **_about: t.Any) -> Reply:  # noqa: N803
        if self.labels.get(VersionStage) != _known(RemoveFromVersionId):
            raise AwsError(call, "InvalidParameterException", f"{VersionStage} is not on {RemoveFromVersionId}")
        if MoveToVersionId:
            self._put(VersionStage, _known(MoveToVersionId))
        else:
            del self.labels[VersionStage]
        self.modified = self.now()
        return {}

    def _put(self, label: str, version: str) -> None:
        if label == "AWSCURRENT" and label in self.labels:
            self.labels["AWSPREVIOUS"] = self.labels[label]
        self.labels[label] = version
        self.modified = self.now()


def sent(version: str) -> str:
    """An id as long as AWS's are at least."""
    return version.rjust(32, "-")


def _known(sent: str) -> str:
    return sent.lstrip("-")


def _moment(seconds: float) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
