# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requirement S3: who looks at uploaded files, what that is called, and who may read or claim what.

`guardduty` is fail-closed: what is not found clean cannot be read, unless that is put off until the files of before are
scanned.  `tag_clean` is fail-open: it says of every file that it is clean, and nobody has looked.
"""

from __future__ import annotations

import pathlib
import typing as t
from dataclasses import dataclass

from .access import ROLE_NAME, Document, allow, assumed_by, document, partition
from .errors import Invalid
from .names import short_name

Wanted = t.Mapping[str, t.Any]

TAG_CLEAN_CODE = pathlib.Path(__file__).parents[2] / "roles" / "storage" / "files" / "tag_clean"

FINDINGS = {
    "tag_clean": "files are tagged clean and never scanned (storage_scan_mode is tag_clean; guardduty scans them)",
    "off": "files are not scanned (storage_scan_mode is off; guardduty scans them)",
}
"""What a person should know of the modes in which anybody may read anything."""

OPEN = ("files that nobody has scanned can be read (storage_scan_enforced is false; take that out once the files of "
        "before are scanned)")
"""What a person should know while GuardDuty's word does not count yet."""

READ = ("s3:GetObject", "s3:GetObjectVersion")
READ_TAGS = ("s3:GetObjectTagging", "s3:GetObjectVersionTagging")
WRITE_TAGS = ("s3:PutObjectTagging", "s3:PutObjectVersionTagging")
DROP_TAGS = ("s3:DeleteObjectTagging", "s3:DeleteObjectVersionTagging")

TENANT_BUCKETS = ("pool-*", "silo-*")
"""How the names of tenants' buckets go on after the cell's prefix."""

VALIDATION = "malware-protection-resource-validation-object"
"""The object that GuardDuty writes to see whether it may scan a bucket."""

MANAGED_RULES = "DO-NOT-DELETE-AmazonGuardDutyMalwareProtectionS3*"
"""The EventBridge rules that GuardDuty hears of new objects by."""

LISTENING: Document = {"functions": [], "event_bridge": True}
"""Notifications of a bucket that GuardDuty scans: it sets them so, and hears of nothing when they are not."""


@dataclass(frozen=True)
class Scanner:
    """One way of looking at files."""

    name: str
    """How its role, and its function where it is one of ours, go on after the cell's prefix."""
    tag: str
    clean: str
    """The value of its tag by which a file is clean."""

    def called(self, prefix: str) -> str:
        return short_name(f"{prefix}-{self.name}", ROLE_NAME)


GUARDDUTY = Scanner("malware-protection", "GuardDutyMalwareScanStatus", "NO_THREATS_FOUND")
TAG_CLEAN = Scanner("tag-clean", "ScanStatus", "Clean")
SCANNERS: dict[str, Scanner | None] = {"guardduty": GUARDDUTY, "tag_clean": TAG_CLEAN, "off": None}


def scanner_of(mode: str | bool) -> Scanner | None:
    """What a mode scans with; raises `Invalid` for one that there is not."""
    name = "off" if mode is False else mode  # YAML reads an unquoted off as a truth
    if name not in SCANNERS:
        raise Invalid(f"storage_scan_mode is {mode!r}: allowed are {', '.join(SCANNERS)}")
    return SCANNERS[name]


def closed(mode: str | bool, *, enforced: bool | None = None) -> bool:
    """Whether nobody reads what was not found clean; where that is not said, in the mode `guardduty` alone."""
    scanner = scanner_of(mode)
    return scanner is not None and (scanner is GUARDDUTY if enforced is None else bool(enforced))


def finding(mode: str | bool, *, enforced: bool | None = None) -> str | None:
    """What is wrong with a mode; None where nobody reads what was not found clean."""
    if closed(mode, enforced=enforced):
        return None
    scanner = scanner_of(mode)
    return OPEN if scanner is GUARDDUTY else FINDINGS["off" if scanner is None else str(mode)]


def guard(scanner: Scanner, role: str, objects: str) -> list[Document]:
    """The statements of a bucket's policy that make a scanner count: AWS's tag-based access control, completed.

    `role` is the ARN of the scanner's role.  A set of tags is replaced as a whole, so whoever may write the tags
    of a scanned object can take the scanner's away; hence the third statement.
    """
    others = {"ArnNotEquals": {"aws:PrincipalArn": role}}
    tagged = f"s3:ExistingObjectTag/{scanner.tag}"
    said: tuple[tuple[str, tuple[str, ...], Document], ...] = (
        ("NoReadUnlessClean", READ, {"StringNotEquals": {tagged: scanner.clean}}),
        ("OnlyTheScannerTags", ("s3:PutObject", *WRITE_TAGS),
         {"ForAnyValue:StringEquals": {"s3:RequestObjectTagKeys": scanner.tag}}),
        ("OnlyTheScannerChangesWhatItTagged", (*WRITE_TAGS, *DROP_TAGS), {"Null": {tagged: "false"}}),
    )
    return [{"Sid": sid, "Effect": "Deny", "Principal": "*", "Action": list(actions), "Resource": objects,
             "Condition": {**condition, **others}} for sid, actions, condition in said]


def bucket_scan(wanted: Wanted) -> dict[str, t.Any]:
    """What scanning asks of one bucket: its `policy`, its `notifications`, and the malware protection `plans`.

    `wanted` gives bucket, awaited, mode, enforced, prefix, region, account_id, tags, and statements of the user's.
    A plan that was made in another mode is among the `former_plans`.
    """
    scanner = scanner_of(wanted["mode"])
    former = [{"bucket": wanted["bucket"]}] if wanted["bucket"] and scanner is not GUARDDUTY else []
    if scanner is None or not wanted["bucket"]:
        return {"policy": _policy(wanted["statements"]), "notifications": None, "plans": [], "former_plans": former}
    name, arn = scanner.called(wanted["prefix"]), partition(wanted["region"])
    role, objects = f"arn:{arn}:iam::{wanted['account_id']}:role/{name}", f"arn:{arn}:s3:::{wanted['bucket']}/*"
    guarded = _guarded(scanner, role, objects, closed=closed(wanted["mode"], enforced=wanted["enforced"]))
    plan = {"bucket": wanted["bucket"], "role": name, "tagging": True,
            "awaits_bucket": wanted["awaited"], "tags": wanted["tags"]}
    return {
        "policy": _policy([*guarded, *wanted["statements"]]),
        "notifications": LISTENING if scanner is GUARDDUTY else _tells(name),
        "plans": [plan] if scanner is GUARDDUTY else [],
        "former_plans": former,
    }


def _guarded(scanner: Scanner, role: str, objects: str, *, closed: bool) -> list[Document]:
    """What makes the scanner count, or, while it does not yet, what keeps its word from being forged."""
    found = guard(scanner, role, objects)
    return found if closed else found[1:] if scanner is GUARDDUTY else []


def _policy(statements: t.Sequence[Document]) -> Document:
    return document(*statements) if statements else {}


def _tells(function: str) -> dict[str, t.Any]:
    return {"functions": [{"function": function, "events": ["s3:ObjectCreated:*"]}]}


def shared_scanner(wanted: Wanted) -> dict[str, list[dict[str, t.Any]]]:
    """What a platform's tenants share of scanning: `roles`, `log_groups` and `functions`.

    `wanted` gives mode, prefix, region, account_id, log_retention_in_days and tags; and a tenant's bucket, which
    has nothing to share.
    """
    scanner = scanner_of(wanted["mode"])
    if scanner is None or wanted["bucket"]:
        return {"roles": [], "log_groups": [], "functions": []}
    name, guards = scanner.called(wanted["prefix"]), scanner is GUARDDUTY
    service = "malware-protection-plan.guardduty.amazonaws.com" if guards else "lambda.amazonaws.com"
    role = {"name": name, "description": "Scans tenants' files" if guards else "Tags tenants' files as clean",
            "assume_role_policy": assumed_by(service), "managed_policies": [],
            "inline_policies": {"scan": _scans(wanted) if guards else _tags(wanted, name)}, "tags": wanted["tags"]}
    group = {"name": f"/aws/lambda/{name}", "retention_in_days": wanted["log_retention_in_days"],
             "tags": wanted["tags"]}
    return {"roles": [role], "log_groups": [] if guards else [group],
            "functions": [] if guards else [_function(wanted, name)]}


def _buckets(wanted: Wanted, below: str = "") -> list[str]:
    start = f"arn:{partition(wanted['region'])}:s3:::{wanted['prefix']}-"
    return [f"{start}{rest}{below}" for rest in TENANT_BUCKETS]


def _scans(wanted: Wanted) -> Document:
    """What AWS asks for the role of a malware protection plan, for the tenants' buckets and their keys."""
    name, region, account = partition(wanted["region"]), wanted["region"], wanted["account_id"]
    rules = [f"arn:{name}:events:{region}:{account}:rule/{MANAGED_RULES}"]
    ours = {"StringLike": {"events:ManagedBy": "malware-protection-plan.guardduty.amazonaws.com"}}
    aliases = [f"alias/{wanted['prefix']}-{rest}" for rest in TENANT_BUCKETS]
    keys = {"ForAnyValue:StringLike": {"kms:ResourceAliases": aliases},
            "StringLike": {"kms:ViaService": f"s3.{region}.amazonaws.com"}}
    return document(
        allow([f"events:{verb}" for verb in ("DeleteRule", "PutRule", "PutTargets", "RemoveTargets")], rules,
              Condition=ours),
        allow(["events:DescribeRule", "events:ListTargetsByRule"], rules),
        allow([*READ, *READ_TAGS, *WRITE_TAGS], _buckets(wanted, "/*")),
        allow(["s3:GetBucketLocation", "s3:GetBucketNotification", "s3:ListBucket", "s3:PutBucketNotification"],
              _buckets(wanted)),
        allow(["s3:PutObject"], _buckets(wanted, f"/{VALIDATION}")),
        allow(["kms:Decrypt", "kms:GenerateDataKey"], [f"arn:{name}:kms:{region}:{account}:key/*"], Condition=keys))


def _tags(wanted: Wanted, function: str) -> Document:
    where = f"arn:{partition(wanted['region'])}:logs:{wanted['region']}:{wanted['account_id']}"
    return document(
        allow([*READ_TAGS, *WRITE_TAGS], _buckets(wanted, "/*")),
        allow(["logs:CreateLogStream", "logs:PutLogEvents"], [f"{where}:log-group:/aws/lambda/{function}:*"]))


def _function(wanted: Wanted, name: str) -> dict[str, t.Any]:
    called = [{"statement_id": f"s3-{number}", "principal": "s3.amazonaws.com", "source_arn": arn,
               "source_account": wanted["account_id"]} for number, arn in enumerate(_buckets(wanted), start=1)]
    return {"name": name, "description": "Tags tenants' files as clean, without a look at them",
            "runtime": "python3.13", "handler": "handler.handle", "role": name, "code": str(TAG_CLEAN_CODE),
            "architectures": ["arm64"], "memory_size": 128, "timeout": 60, "permissions": called,
            "log_group": f"/aws/lambda/{name}", "tags": wanted["tags"]}
