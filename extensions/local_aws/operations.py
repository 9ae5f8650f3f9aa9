# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Which API operation an HTTP request asks for, and whether it is a write.

The journal counts writes at the server, so the answer comes from botocore's own service models and from nothing that
the caller claims.

An operation is a read when its name starts with one of `READ_VERBS`, when it belongs to `sts`, when it is named in
`READS`, or when it is an EC2 dry run; everything else is a write.  `WRITES` holds the few that sound like a read.
"""

from __future__ import annotations

import gzip
import json
import re
import typing as t
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import parse_qs

import botocore
from moto.core.request import Request
from moto.core.routing import get_service_router
from werkzeug.exceptions import HTTPException

UNKNOWN = "Unknown"

READ_VERBS = re.compile(
    r"(Describe|Get|List|Head|BatchGet|BatchDescribe|BatchCheck|Lookup|Search|Simulate|Check|Validate|Test|Filter|Select"
    r"|Preview|Estimate|Discover|Query|Scan)(?![a-z])"
)
READS = {
    "cloudwatch": {"StartMetricStreamsPreview"},
    "ec2": {"ExportClientVpnClientConfiguration"},
    "iam": {"GenerateCredentialReport", "GenerateServiceLastAccessedDetails", "GenerateOrganizationsAccessReport"},
    "kms": {
        *("Decrypt", "DeriveSharedSecret", "Encrypt", "GenerateDataKey", "GenerateDataKeyPair", "GenerateMac"),
        *("GenerateDataKeyPairWithoutPlaintext", "GenerateDataKeyWithoutPlaintext", "GenerateRandom", "ReEncrypt"),
        *("Sign", "Verify", "VerifyMac"),
    },
    "logs": {"StartLiveTail", "StartQuery", "StopQuery"},
    "s3": {"CreateSession", "ObjectCORSPreflightCheck"},
    "sqs": {"ReceiveMessage"},
}
WRITES = {
    "elasticache": {"TestFailover", "TestMigration"},
}

ACCOUNT = "x-amz-account-id"

SIGNED_AS = re.compile(r"Credential=([^/,\s]+)/\d+/([^/]*)/([^/]+)/aws4_request")


@dataclass(frozen=True)
class Operation:
    """An API operation by the names boto3 uses, e.g. `ecs`, `UpdateService`."""

    service: str
    name: str
    write: bool

    @property
    def known(self) -> bool:
        return self.name != UNKNOWN


@dataclass(frozen=True)
class Service:
    """What botocore's model says of a service before its operations."""

    name: str
    version: str
    target_prefix: str
    query: bool


def identify(request: Request, body: bytes) -> Operation:
    """Name the operation of a request; `Unknown` when botocore's models know none."""
    candidates = services_signed_as(signing_name(request))
    service, name = (
        _from_target(request, candidates) or _from_action(request, body, candidates) or _from_path(request, candidates)
    )
    return Operation(service, name, is_write(service, name) and not _is_dry_run(service, body))


def access_key(request: Request) -> str:
    """The access key id that signed the request, or `anonymous`."""
    found = SIGNED_AS.search(_credential(request))
    return found.group(1) if found else request.args.get("AWSAccessKeyId", "anonymous")


def signing_name(request: Request) -> str:
    found = SIGNED_AS.search(_credential(request))
    return found.group(3) if found else _unsigned(request)


def region_of(request: Request) -> str:
    """The region that a request was signed for; global services are signed for us-east-1."""
    found = SIGNED_AS.search(_credential(request))
    return found.group(2) if found else "us-east-1"


@cache
def is_write(service: str, name: str) -> bool:
    """Whether an operation changes something, by the rule at the head of this file."""
    if name in WRITES.get(service, ()):
        return True
    reads = service == "sts" or name in READS.get(service, ()) or READ_VERBS.match(name)
    return not reads


@cache
def service_names() -> frozenset[str]:
    """Every service by the name boto3 has for it."""
    return frozenset(service.name for services in _catalogue().values() for service in services)


@cache
def services_signed_as(signing: str) -> tuple[Service, ...]:
    """Services that share a signing name, the one of that very name first: `rds` before `neptune`."""
    return tuple(sorted(_catalogue().get(signing, ()), key=lambda service: (service.name != signing, service.name)))


@cache
def _catalogue() -> dict[str, list[Service]]:
    found: dict[str, list[Service]] = defaultdict(list)
    for folder in sorted((Path(botocore.__file__).parent / "data").iterdir()):
        models = sorted(folder.glob("*/service-2.json*"))
        if models:
            metadata = _metadata(models[-1])
            query = not {"query", "ec2"}.isdisjoint({metadata["protocol"], *metadata.get("protocols", ())})
            service = Service(folder.name, metadata["apiVersion"], metadata.get("targetPrefix", ""), query)
            found[metadata.get("signingName", metadata["endpointPrefix"])].append(service)
    return found


def _metadata(model: Path) -> dict[str, t.Any]:
    """Only the head of a model: reading all of them whole would take seconds."""
    opened = gzip.open if model.suffix == ".gz" else open
    with opened(model, "rt", encoding="utf-8") as file:
        head = file.read(8192)
    start = head.index("{", head.index('"metadata"'))
    return json.JSONDecoder().raw_decode(head, start)[0]


def _credential(request: Request) -> str:
    query = request.args.get("X-Amz-Credential")
    return f"Credential={query}" if query else request.headers.get("Authorization", "")


def _unsigned(request: Request) -> str:
    """S3 takes anonymous calls; the rest that need no signature name themselves in their target."""
    prefix = request.headers.get("X-Amz-Target", "").partition(".")[0]
    owners = (signing for signing, found in _catalogue().items() if any(s.target_prefix == prefix for s in found))
    return next(owners, "s3") if prefix else "s3"


def _from_target(request: Request, candidates: tuple[Service, ...]) -> tuple[str, str] | None:
    prefix, _unused, name = request.headers.get("X-Amz-Target", "").rpartition(".")
    if not name and request.path.startswith("/service/"):
        _unused, _unused2, prefix, _unused3, name = (request.path.split("/") + [""] * 5)[:5]
    if not name:
        return None
    return next((service.name for service in candidates if service.target_prefix == prefix), candidates[0].name), name


def _from_action(request: Request, body: bytes, candidates: tuple[Service, ...]) -> tuple[str, str] | None:
    named = [service for service in candidates if service.query]
    action = named and (request.args.get("Action") or _form_value(body, "Action"))
    if not action:
        return None
    version = request.args.get("Version") or _form_value(body, "Version")
    return next((service.name for service in named if service.version == version), named[0].name), action


def _from_path(request: Request, candidates: tuple[Service, ...]) -> tuple[str, str]:
    for service in _of_an_account(candidates) if ACCOUNT in request.headers else candidates:
        try:
            return service.name, str(get_service_router(service.name).match(request)[0].name)
        except (HTTPException, NotImplementedError):
            continue
    return (candidates[0].name if candidates else UNKNOWN.lower()), UNKNOWN


def _of_an_account(candidates: tuple[Service, ...]) -> list[Service]:
    """S3 Control first: its paths could be those of objects, but no other names the account in a header."""
    return sorted(candidates, key=lambda service: service.name != "s3control")


def _form_value(body: bytes, name: str) -> str:
    return parse_qs(body.decode("ascii", "replace")).get(name, [""])[0]


def _is_dry_run(service: str, body: bytes) -> bool:
    return service == "ec2" and _form_value(body, "DryRun") == "true"
