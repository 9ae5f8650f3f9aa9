# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""S1, S2 and S4: tenants' buckets, and the application's way to them."""

from __future__ import annotations

import typing as t
from urllib.parse import urlsplit

from ...access import OBJECTS, partition
from ...kinds.acm.validation import belongs
from ...policies import Document, statements
from .. import reach, tenants
from ..checks import Check, Judged, Remedy, Requirement, Subject
from ..live import Live
from ..platform import services, shared
from ..sources.iam import POLICIES, ROLES
from ..sources.s3 import BUCKETS
from .elsewhere import elsewhere

AREA, ROLE = "Storage", "storage"
WAY_IN = ("api", "worker")
"""The services that use files."""

Found = t.Mapping[str, t.Any]


def closed(live: Live, bucket: Found) -> Judged:
    """Whether the public reaches nothing in a bucket."""
    return Judged(bucket["public_access_block"], "all blocked" if bucket["public_access_block"] else "not all blocked")


def _owned(live: Live, bucket: Found) -> Judged:
    return Judged(bucket["object_ownership"] == "BucketOwnerEnforced", bucket["object_ownership"])


def _encrypted(live: Live, bucket: Found) -> Judged:
    by = ((bucket["encryption"] or {}).get("ApplyServerSideEncryptionByDefault") or {}).get("SSEAlgorithm", "nothing")
    mine = tenants.key_of(bucket)
    return Judged(bool(mine), f"{by}, {'a key of the account' if mine else 'no key of the account'}")


def _versioned(live: Live, bucket: Found) -> Judged:
    return Judged(bucket["versioning"], "versioned" if bucket["versioning"] else "not versioned")


def _tls_only(live: Live, bucket: Found) -> Judged:
    arn = f"arn:{partition(live.place.region)}:s3:::{bucket['Name']}"
    denies = any(_refuses_plain(one) and all(reach.covers(one, "Resource", each) for each in (arn, f"{arn}/a"))
                 for one in statements(bucket["policy"]))
    return Judged(denies, "its policy denies what comes without TLS" if denies else
                  "its policy lets in what comes without TLS" if bucket["policy"] else "no policy")


def _refuses_plain(statement: Document) -> bool:
    """Whether it denies everything to everybody on the one condition that there is no TLS."""
    tests = {operator: {key.lower(): [text.lower() for text in reach.listed(value)] for key, value in said.items()}
             for operator, said in (statement.get("Condition") or {}).items()}
    return (statement["Effect"] == "Deny" and statement.get("Principal") in ("*", {"AWS": "*"}, {"AWS": ["*"]})
            and reach.covers(statement, "Action", "s3:GetObject") and reach.covers(statement, "Action", "s3:PutObject")
            and tests == {"Bool": {"aws:securetransport": ["false"]}})


def _tidied(live: Live, bucket: Found) -> Judged:
    rules = [one for one in bucket["lifecycle_rules"] if one["Status"] == "Enabled"]
    old = any("NoncurrentVersionExpiration" in one for one in rules)
    return Judged(old, "old versions expire" if old else f"{len(rules)} rules, none about old versions")


def _uploads(live: Live) -> t.Iterator[Subject]:
    """Buckets of tenants whose name is known, each with that name."""
    names = {one.name: one.host for one in live.place.tenants}
    for one in tenants.buckets(live):
        yield one._replace(thing=(one.thing, names[str(one.tenant)]))


def _own_origins(live: Live, given: tuple[Found, str | None]) -> Judged:
    bucket, host = given
    rules = [one for one in bucket["cors_rules"] if "PUT" in one["AllowedMethods"]]
    origins = sorted({origin for one in rules for origin in one["AllowedOrigins"]})
    others = [one for one in origins if not _is_own(one, host)]
    return Judged(bool(origins) and not others, ", ".join(others or origins) or "no origin may upload",
                  f"https://{host}" if host else "")


def _is_own(origin: str, host: str | None) -> bool:
    where = urlsplit(origin)
    return (where.scheme == "https" and "*" not in origin.replace("https://*.", "")
            and (not host or belongs((where.hostname or "").removeprefix("*."), host)))


def _tagged(live: Live, bucket: Found) -> Judged:
    missing = sorted({"project", "environment", "tenant"} - tenants.tags_of(bucket).keys())
    return Judged(not missing, f"no tag {', '.join(missing)}" if missing else "tagged")


S1 = Requirement("S1", AREA, "Tenants' buckets are closed, encrypted and tidy", ("manager 1",), ("1.3",), (
    Check("S1.public", "Public access is blocked", "critical", tenants.buckets, closed, "all four blocks on",
          Remedy(ROLE), iso_2013=("A.9.4.1", "A.13.2.1"), iso_2022=("8.3", "5.14")),
    Check("S1.owner", "Objects are the bucket owner's, without ACLs", "high", tenants.buckets, _owned,
          "BucketOwnerEnforced", Remedy(ROLE), iso_2013=("A.9.4.1",), iso_2022=("8.3",)),
    Check("S1.encrypted", "A key of the account encrypts them", "high", tenants.buckets, _encrypted,
          "aws:kms with a customer-managed key", Remedy(ROLE, "storage_kms_key"), iso_2013=("A.10.1.1",),
          iso_2022=("8.24",)),
    Check("S1.versions", "Former versions are kept", "medium", tenants.buckets, _versioned, "versioned", Remedy(ROLE),
          iso_2013=("A.12.3.1",), iso_2022=("8.13",)),
    Check("S1.tls", "They are reached by TLS alone", "high", tenants.buckets, _tls_only, "a policy denies the rest",
          Remedy(ROLE, "storage_bucket_statements"), iso_2013=("A.13.2.1",), iso_2022=("5.14",)),
    Check("S1.lifecycle", "Former versions expire", "low", tenants.buckets, _tidied, "a rule on noncurrent versions",
          Remedy(ROLE, "storage_noncurrent_version_days"), iso_2013=("A.8.3.2",), iso_2022=("8.10",)),
    Check("S1.origins", "The tenant's own origins may upload, and no others", "medium", _uploads, _own_origins,
          "https origins of the tenant alone", Remedy(ROLE, "storage_cors_origins")),
    Check("S1.tags", "They say whose they are", "low", tenants.buckets, _tagged, "tags project, environment and tenant",
          Remedy(ROLE, "storage_tags"), iso_2013=("A.8.1.1",), iso_2022=("5.9",)),
))


class Way(t.NamedTuple):
    """What is to lead tasks to a bucket."""

    bucket: str
    documents: t.Sequence[Document]
    role: str


def _policy_name(live: Live) -> str:
    return str(live.said("storage_policy") or f"{live.place.prefix}-tenant-bucket-data-access")


def _policies(live: Live) -> t.Iterator[Subject]:
    """The platform's policy, under the name that it is known by."""
    return (Subject(f"policy {one['name']}", one) for one in live[POLICIES] if one["name"] == _policy_name(live))


def _attached(live: Live, policy: Found) -> Judged:
    """Whether the roles of the services that use files have it."""
    wanted = {one.about["task"].get("taskRoleArn") for role, one in shared(live).items() if role in WAY_IN}
    having = {one["Arn"] for one in live[ROLES]
              if any(each["PolicyArn"] == policy["Arn"] for each in one.get("AttachedManagedPolicies", ()))}
    names = sorted(str(arn).rpartition("/")[2] for arn in (wanted - having if wanted - having else wanted))
    return Judged(bool(wanted) and wanted <= having,
                  f"{'attached' if wanted <= having else 'not attached'} to {', '.join(names)}")


def _ways(live: Live) -> t.Iterator[Subject]:
    """Each tenant's bucket with what opens it: the platform's policy, or the role of tasks of its own."""
    ours = [one.thing["document"] for one in _policies(live)]
    own = {one.tenant: one.about["task"].get("taskRoleArn") for one in services(live) if one.role in WAY_IN}
    roles = {one["Arn"]: one for one in live[ROLES]}
    apart = {one.name for one in tenants.silos(live)}
    for one in tenants.buckets(live):
        role = roles.get(own.get(one.tenant))
        if one.tenant in apart and role is not None:
            yield one._replace(thing=Way(one.thing["Name"], role["documents"], role["RoleName"]))
        elif one.tenant not in apart and ours:
            yield one._replace(thing=Way(one.thing["Name"], ours, f"policy {_policy_name(live)}"))


def _opens(live: Live, way: Way) -> Judged:
    arn = f"arn:{partition(live.place.region)}:s3:::{way.bucket}"
    wanted = [*((action, f"{arn}/uploads/a.pdf") for action in OBJECTS), ("s3:ListBucket", arn)]
    missing = [action for action, resource in wanted if not reach.allowed(way.documents, action, resource, {})]
    return Judged(not missing, f"{way.role}: {'not ' if missing else ''}{', '.join(missing) or 'all six'}")


def _alone(live: Live, policy: Found) -> Judged:
    """Whether its wildcards open the tenants' buckets alone: `{prefix}*` opens the audit's and the releases' too."""
    theirs = {one.thing["Name"] for one in tenants.buckets(live)}
    objects = {one["Name"]: f"arn:{partition(live.place.region)}:s3:::{one['Name']}/a" for one in live[BUCKETS]}
    opened = sorted(name for name, arn in objects.items() if name not in theirs
                    and any(reach.allowed([policy["document"]], action, arn, {}) for action in OBJECTS))
    return Judged(not opened, f"opens {', '.join(opened)} too" if opened else "opens tenants' buckets alone")


S2 = Requirement("S2", AREA, "The tasks may use tenants' files, and do no more", ("manager 5",), ("1.3",), (
    Check("S2.policy", "The application's tasks have the policy for tenants' buckets", "critical", _policies, _attached,
          "attached to the task roles of api and worker", Remedy(ROLE, "storage_policy"),
          nothing="there is no policy for tenants' buckets"),
    Check("S2.actions", "It lets them read, write, tag, delete and list", "critical", _ways, _opens,
          f"{', '.join(OBJECTS)} and s3:ListBucket", Remedy(ROLE, "storage_policy_buckets")),
    Check("S2.alone", "It opens tenants' buckets alone", "high", _policies, _alone, "no other bucket of the platform",
          Remedy(ROLE, "storage_policy_buckets"), iso_2013=("A.9.4.1",), iso_2022=("8.3",)),
))

S4 = Requirement("S4", AREA, "Pre-signed uploads and downloads work", ("manager 1",), ("1.3",), (
    elsewhere("S4.upload", "A file can be sent and fetched by URL",
              "reading settings cannot tell: playbooks/check_tenant.yml sends a file and fetches it", Remedy(ROLE),
              severity="high"),
))
