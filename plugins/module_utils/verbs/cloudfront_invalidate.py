# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Have distributions show what is new."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Reply, Together, Wait
from ..errors import AwsError, EnvelopeError, Invalid
from ..fields import instruction, required
from ..generating import generate
from ..kinds.cloudfront.api import cloudfront
from ..kinds.cloudfront.references import DISTRIBUTION
from ..verb import Verb

EVERYTHING = ("/*",)


@dataclass(frozen=True, kw_only=True)
class Invalidate(Verb):
    """Have distributions forget what they have cached, so that they show the files as they are now."""

    module = "cloudfront_invalidate"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "distributions": ["envelope-prod-site-help"], "paths": ["/index.html", "/assets/*"],
        "reference": "release-1.4.3"}
    returns: t.ClassVar[dict[str, str]] = {
        "invalidations": "C(id) and C(status) of the invalidation of each distribution, V(Completed) or, where it is "
                         "not waited for, V(InProgress). Left out in check mode.",
    }

    distributions: list[str] = required("Names or ids of the distributions.")
    paths: list[str] | None = instruction(
        "What is forgotten, each a path from V(/), or the beginning of one and V(*). Everything, V(/*), where it is "
        "left out, which AWS counts as one path.")
    reference: str | None = instruction(
        "What this is done for, such as a release: for one reference it is done once, however often it is asked for. "
        "Left out, it is done each time.")
    wait: bool = instruction("Whether to wait until it is done everywhere.", default=True)
    wait_timeout: int = instruction("Seconds after which waiting ends in an error.", default=900)

    def problems(self) -> t.Iterator[str]:
        if wrong := [path for path in self.paths or () if not path.startswith("/") or "*" in path[:-1]]:
            yield f"paths: {', '.join(wrong)}; allowed are paths that start with /, with * at the end only"
        if self.paths == []:
            yield "paths: is empty; allowed are one and more, or leave it out for everything"
        if self.wait_timeout <= 0:
            yield f"wait_timeout: {self.wait_timeout}, allowed are 1 and more seconds"

    def act(self, *, check: bool) -> Flow:
        for name in self.distributions:  # one that is missing is told before anything is done
            yield from DISTRIBUTION.resolve(name, pending=check)
        if check:  # which references were used, AWS tells one invalidation at a time
            return {"changed": bool(self.distributions)}
        said = yield Together([self._invalidated(name) for name in self.distributions])
        if errors := [each for each in said if isinstance(each, EnvelopeError)]:
            raise errors[0]
        return {"changed": any(fresh for fresh, _unused in said),
                "invalidations": {name: about for name, (_unused, about) in zip(self.distributions, said, strict=True)}}

    def _invalidated(self, name: str) -> Flow:
        """Invalidate one; whether that is news, and what is told of it."""
        which = yield from DISTRIBUTION.resolve(name, pending=False)
        before = yield from self._former(which)
        made = (yield from self._made(which))["Invalidation"]
        fresh = made["Id"] not in before
        if self.wait:
            made = (yield Wait(
                cloudfront.get_invalidation(DistributionId=which, Id=made["Id"]), f"invalidation {made['Id']}", _status,
                frozenset({"Completed"}), absent="", timeout=self.wait_timeout,
                hint="It goes on by itself"))["Invalidation"]
        return fresh, {"id": made["Id"], "status": made["Status"]}

    def _former(self, which: str) -> Flow:
        """The invalidations that there are, where this may be one of them."""
        if self.reference is None:
            return set()
        listed = yield cloudfront.list_invalidations(DistributionId=which)
        return {each["Id"] for each in listed.get("InvalidationList", {}).get("Items") or ()}

    def _made(self, which: str) -> Flow:
        """Ask for it; AWS answers with the former one where reference and paths are the same."""
        paths = sorted(set(self.paths or EVERYTHING))
        try:
            return (yield cloudfront.create_invalidation(DistributionId=which, InvalidationBatch={
                "CallerReference": self.reference or generate("hex", length=16),
                "Paths": {"Quantity": len(paths), "Items": paths}}))
        except AwsError as error:
            if error.code != "InvalidationBatchAlreadyExists":
                raise
            raise Invalid(f"reference {self.reference} was used for other paths of distribution {which}: use another "
                          "reference") from error


def _status(reply: Reply) -> str:
    return str(reply["Invalidation"]["Status"])
