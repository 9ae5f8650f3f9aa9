# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Upload a file and read it again, as a browser does."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow
from ..fields import instruction, option, required
from ..uploading import Check, Step, done, role_step, swept
from ..verb import Verb

PREFIX = "envelope-check/"


@dataclass(frozen=True, kw_only=True)
class CheckUpload(Verb):
    """Upload a file with a pre-signed URL and read it with another, as the application's pages do.

    Where uploads are scanned, it waits until the file may be read.  What it wrote is removed, all versions of it.
    """

    module = "s3_check_upload"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "bucket": "envelope-prod-pool-acme", "origin": "https://acme.example.com", "role": "envelope-prod-task",
        "scan_mode": "guardduty", "scan_timeout": 300, "malware": True,
    }
    returns: t.ClassVar[dict[str, str]] = {
        "steps": "What was tried, in order: C(step), C(ok) and C(why). No URL is ever shown: it lets in whoever has "
                 "it. In check mode, what would be tried.",
        "lines": "The same for a person, a line each.",
    }

    bucket: str = required("Bucket to try.")
    prefix: str = instruction("How the keys of the files start that are written and removed.", default=PREFIX)
    origin: str | None = option(
        "Origin of the pages that upload, such as V(https://acme.example.com). The bucket is asked whether it lets "
        "them.")
    role: str | None = option(
        "Role that the application's tasks run as, by name. IAM is asked whether it may do what these URLs are signed "
        "for.")
    scan_mode: t.Literal["guardduty", "tag_clean", "off"] = instruction(
        "Who scans uploads, as the role P(venturemond.envelope.storage#role) is told.", default="off")
    scan_enforced: bool | None = instruction(
        "Whether what is not found clean cannot be read. Left out, in the mode V(guardduty) alone.", default=None)
    scan_timeout: int = instruction("Seconds within which a file has to be scanned.", default=300)
    malware: bool = instruction(
        "Upload the harmless EICAR test file too, which scanners take for malware, and see that nobody can read it.",
        default=False)

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if self.malware and self.scan_mode != "guardduty":
            yield f"malware: has a meaning only where somebody looks, with scan_mode guardduty (not {self.scan_mode})"
        elif self.malware and self.scan_enforced is False:
            yield "malware: has a meaning only where nobody can read it, and scan_enforced is false"
        if not 1 <= self.scan_timeout <= 3600:
            yield f"scan_timeout: {self.scan_timeout}, allowed are 1 to 3600 seconds"
        if self.origin and not self.origin.startswith(("https://", "http://")):
            yield f"origin: {self.origin!r}, allowed is what browsers send, such as https://acme.example.com"

    def act(self, *, check: bool) -> Flow:
        trial = Check(self.bucket, self.prefix, self.scan_mode, self.scan_enforced, self.scan_timeout)
        planned = [*trial.uploading(self.origin), *([trial.malware()] if self.malware else ()),
                   *([role_step(self.role, self.bucket, self.prefix)] if self.role else ())]
        if check:
            return _result([Step(each.name, None, "not tried in check mode") for each in planned])
        steps = yield from done(planned)
        return _result([*steps, (yield from swept(self.bucket, self.prefix))])


def _result(steps: t.Sequence[Step]) -> dict[str, t.Any]:
    lines = [f"{WORDS[each.ok]} {each.name}{f': {each.why}' if each.why else ''}" for each in steps]
    wrong = [f"{each.name}: {each.why}" for each in steps if each.ok is False]
    failed = {"failed": True, "msg": f"uploads do not work: {'; '.join(wrong)}"} if wrong else {}
    return {"changed": False, "lines": lines, **failed,
            "steps": [{"step": each.name, "ok": each.ok, "why": each.why} for each in steps]}


WORDS = {True: "ok    ", False: "FAILED", None: "would "}
