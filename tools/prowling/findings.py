# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What prowler found, what docs/prowler.md says to it, and where the two differ.

A resource goes by its tag Name, a security group by its name, what has neither by its ARN: ids are others in each run.
"""

from __future__ import annotations

import csv
import json
import re
import typing as t
from dataclasses import dataclass
from fnmatch import fnmatchcase

ROW = re.compile(r"\| `(?P<check>[^`]+)` \| `(?P<resource>[^`]+)` \| (?P<why>.*\S) \|")
OPERATION = re.compile(r"when calling the (\w+) operation")


@dataclass(frozen=True)
class Finding:
    """A check that a resource failed; or a part of prowler, and what it could not learn of AWS."""

    check: str
    resource: str
    text: str


@dataclass(frozen=True)
class Explanation:
    """A row of the page: why a check fails for the resources that match a pattern."""

    check: str
    resource: str
    why: str

    def covers(self, finding: Finding) -> bool:
        return fnmatchcase(finding.check, self.check) and fnmatchcase(finding.resource, self.resource)


def failed(rows: t.Iterable[t.Mapping[str, str]]) -> list[Finding]:
    """The findings among rows of prowler's CSV."""
    return [Finding(row["CHECK_ID"], _called(row), row["STATUS_EXTENDED"]) for row in rows if row["STATUS"] == "FAIL"]


def table(text: str) -> list[dict[str, str]]:
    """The rows of prowler's CSV, some of whose fields are longer than Python takes by itself."""
    csv.field_size_limit(len(text) + 1)
    return list(csv.DictReader(text.splitlines(), delimiter=";"))


def unanswered(log: str) -> list[Finding]:
    """What prowler says in its log of errors: it leaves out checks whose calls fail, and nobody would notice."""
    said = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    found = (Finding(line["module"], _asked(line["message"]), line["message"]) for line in said)
    return list({(each.check, each.resource): each for each in found}.values())


def explanations(page: str) -> list[Explanation]:
    """The rows of all tables that begin with a check and a resource in backticks."""
    return [Explanation(**match.groupdict()) for line in page.splitlines() if (match := ROW.fullmatch(line))]


def differences(found: list[Finding], explained: list[Explanation]) -> t.Iterator[str]:
    """A line for each finding that no row covers, and for each row that covers none."""
    for finding in found:
        if not any(each.covers(finding) for each in explained):
            yield f"not explained: {finding.check}, {finding.resource}: {finding.text}"
    for each in explained:
        if not any(each.covers(finding) for finding in found):
            yield f"no longer needed: {each.check}, {each.resource}"


def _called(row: t.Mapping[str, str]) -> str:
    tags = dict(tag.partition("=")[::2] for tag in row["RESOURCE_TAGS"].split(" | "))
    return tags.get("Name") or row["RESOURCE_DETAILS"] or row["RESOURCE_UID"]


def _asked(message: str) -> str:
    operation = OPERATION.search(message)
    return operation[1] if operation else message.partition(" -- ")[2]
