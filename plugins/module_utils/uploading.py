# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement S4: what has to work so that a person can upload a file and read it, step by step."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from .access import partition
from .calls import Flow, Pause, Reply, Service, Wait, here
from .errors import Absent, EnvelopeError
from .kinds.iam import iam
from .presigned import refusal, signed_url
from .scanning import Scanner, closed, scanner_of

s3 = Service("s3", absent=frozenset({"NoSuchKey", "NoSuchTagSet"}), transient=frozenset({"SlowDown"}))

FILE, EVIL_FILE = "upload.txt", "malware.txt"
TEXT = b"This file was written by a check of uploads. It may be deleted.\n"
# In two parts, so that no scanner takes this source for the test file.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
UNSCANNED = "not scanned"

ROLE_ACTIONS = ("s3:PutObject", "s3:GetObject")


class Failed(EnvelopeError):
    """A step did not do what it has to."""


@dataclass(frozen=True)
class Step:
    name: str
    ok: bool | None
    """None for one that was not tried."""
    why: str = ""


@dataclass(frozen=True)
class Planned:
    """A step to be tried: a flow that returns what to say of it, or raises."""

    name: str
    flow: t.Callable[[], Flow]


def done(planned: t.Sequence[Planned]) -> Flow:
    """Try the steps, in order, to the first that fails."""
    steps: list[Step] = []
    for each in planned:
        try:
            steps.append(Step(each.name, True, (yield from each.flow()) or ""))
        except EnvelopeError as error:
            return [*steps, Step(each.name, False, str(error))]
    return steps


@dataclass(frozen=True)
class Check:
    """A file on its way through one bucket."""

    bucket: str
    prefix: str
    mode: str
    enforced: bool | None
    timeout: int

    @property
    def scanner(self) -> Scanner | None:
        return scanner_of(self.mode)

    @property
    def closed(self) -> bool:
        """Whether what is not found clean cannot be read."""
        return closed(self.mode, enforced=self.enforced)

    def uploading(self, origin: str | None) -> t.Iterator[Planned]:
        if origin:
            yield Planned(f"pages of {origin} may upload", lambda: self._preflight(origin))
        yield Planned("upload with a pre-signed URL", lambda: self._put(FILE, TEXT))
        if self.closed:
            yield Planned("nobody reads it before the scan", lambda: self._shut(FILE))
        if self.scanner:
            yield Planned("it is found clean", lambda: self._scanned(FILE, clean=True))
        yield Planned("read it with a pre-signed URL", self._get)

    def malware(self) -> Planned:
        return Planned("malware is found, and nobody reads it", self._malware)

    def _at(self, name: str) -> dict[str, str]:
        return {"Bucket": self.bucket, "Key": f"{self.prefix}{name}"}

    def _preflight(self, origin: str) -> Flow:
        reply = yield signed_url.check_preflight(**self._at(FILE), Origin=origin)
        if reply["status"] != 200:
            raise Failed(f"S3 tells the browser not to: {refusal(reply)}; storage_cors_origins lets them")

    def _put(self, name: str, content: bytes) -> Flow:
        reply = yield signed_url.put_object(**self._at(name), ContentType="text/plain", Body=content)
        if reply["status"] != 200:
            raise Failed(f"S3 refuses: {refusal(reply)}")
        encryption = reply["headers"].get("x-amz-server-side-encryption", "none")
        if not encryption.startswith("aws:kms"):
            raise Failed(f"it is encrypted with {encryption}, not with a key of the tenant's")

    def _get(self) -> Flow:
        yield Pause(0)  # so that it is asked anew: what was refused before the scan is known
        reply = yield signed_url.get_object(**self._at(FILE))
        if reply["status"] != 200:
            raise Failed(f"S3 refuses: {refusal(reply)}")
        if reply["body"] != TEXT:
            raise Failed("what is read is not what was uploaded: does another check run at the same time?")

    def _shut(self, name: str) -> Flow:
        """That nobody has read it before it was found clean: the tag, when looked at afterwards, is older than that."""
        reply = yield signed_url.get_object(**self._at(name))
        if reply["status"] == 403:
            return "refused"
        tags = yield s3.get_object_tagging(**self._at(name))
        if self._verdict(tags) != t.cast(Scanner, self.scanner).clean:
            raise Failed(f"S3 showed it (status {reply['status']}): the bucket's policy does not wait for the scan")
        return "scanned before it could be tried"

    def _scanned(self, name: str, *, clean: bool) -> Flow:
        """The verdict, waited for; raises when it is another one."""
        scanner = t.cast(Scanner, self.scanner)
        tags = yield Wait(
            s3.get_object_tagging(**self._at(name)), f"the scan of {self.prefix}{name}",
            lambda reply: UNSCANNED if self._verdict(reply) == UNSCANNED else "scanned", frozenset({"scanned"}),
            timeout=self.timeout, absent="", hint=f"Whoever scans tags it {scanner.tag}; see its role and its logs")
        verdict = self._verdict(tags)
        if (verdict == scanner.clean) != clean:
            raise Failed(f"{scanner.tag} is {verdict}")
        return verdict

    def _verdict(self, reply: Reply) -> str:
        tag = t.cast(Scanner, self.scanner).tag
        return next((each["Value"] for each in reply.get("TagSet", ()) if each["Key"] == tag), UNSCANNED)

    def _malware(self) -> Flow:
        yield from self._put(EVIL_FILE, EICAR)
        verdict = yield from self._scanned(EVIL_FILE, clean=False)
        reply = yield signed_url.get_object(**self._at(EVIL_FILE))
        if reply["status"] != 403:
            raise Failed(f"it is {verdict}, and S3 showed it (status {reply['status']})")
        return verdict


def role_step(role: str, bucket: str, prefix: str) -> Planned:
    return Planned(f"role {role} may do both", lambda: _allowed(role, bucket, prefix))


def _allowed(role: str, bucket: str, prefix: str) -> Flow:
    """What the role's own policies say; a bucket's policy of ours only denies, which the steps before have tried."""
    where = yield here()
    try:
        found = yield iam.get_role(RoleName=role)
    except Absent as error:
        raise Failed(f"there is no role {role}") from error
    key = f"arn:{partition(where['region'])}:s3:::{bucket}/{prefix}{FILE}"
    reply = yield iam.simulate_principal_policy(
        PolicySourceArn=found["Role"]["Arn"], ActionNames=list(ROLE_ACTIONS), ResourceArns=[key])
    refused = [each["EvalActionName"] for each in reply["EvaluationResults"] if each["EvalDecision"] != "allowed"]
    if refused:
        raise Failed(f"its policies do not allow {', '.join(refused)}; attach one that names the bucket")


def swept(bucket: str, prefix: str) -> Flow:
    """Remove all versions of the files, those of a check that was killed too; returns a `Step`."""
    name = "remove what was written"
    try:
        for key in (f"{prefix}{FILE}", f"{prefix}{EVIL_FILE}"):
            page = yield s3.list_object_versions(Bucket=bucket, Prefix=key)
            entries = [*page.get("Versions", ()), *page.get("DeleteMarkers", ())]
            doomed = [{"Key": key, "VersionId": each["VersionId"]} for each in entries if each["Key"] == key]
            if doomed:
                reply = yield s3.delete_objects(Bucket=bucket, Delete={"Objects": doomed, "Quiet": True})
                for refused in reply.get("Errors", ()):
                    raise Failed(f"{key}: {refused['Code']}")
    except EnvelopeError as error:
        return Step(name, False, str(error))
    return Step(name, True)
