# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether every secret that the containers name is there, and holds something under the key they name.

A value is looked at and let go in one place, `_filled`: no finding, error or object here ever holds one.
"""

from __future__ import annotations

import json
import typing as t

from ...calls import Batch, Flow, Reply, Service
from ...errors import Absent
from ...kinds.secretsmanager import secretsmanager
from ...spelling import nearest
from .candidates import Candidate, by_thing
from .findings import Verified, all_of, merged, note, problem
from .secret_sources import Parameter, Source, sources

ssm = Service("ssm", batches={"get_parameters": Batch("Names", 10)})


def checked(candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """All secrets and parameters of all containers; returns `Verified`."""
    uses = by_thing(use for candidate in candidates for use in sources(candidate))
    versions: dict[Source, dict[str, str]] = {}
    for used, users in uses.items():
        if isinstance(used, Source):
            versions.setdefault(used._replace(key=""), {})[used.key] = users
    return (yield from all_of([
        *((f"{_all(keys)}: secret {_title(wanted)}", _secret(wanted, keys, place))
          for wanted, keys in versions.items()),
        *((f"{users}: parameter {used.name}", _parameter(used, users, place))
          for used, users in uses.items() if isinstance(used, Parameter))]))


def _all(keys: t.Mapping[str, str]) -> str:
    """Everybody who needs one of some entries."""
    return ", ".join(dict.fromkeys(user for named in keys.values() for user in named.split(", ")))


def _title(wanted: Source) -> str:
    """Its name as AWS ends it, and which version."""
    return " ".join(filter(None, (wanted.arn.split(":", 6)[-1], wanted.stage, wanted.version)))


def _secret(wanted: Source, keys: t.Mapping[str, str], place: Reply) -> Flow:
    """One version of a secret; `keys` are the entries that are needed of it, each with who needs it."""
    users, title, region = _all(keys), _title(wanted), wanted.arn.split(":")[3]
    if region != place["region"]:
        return note(f"{users}: secret {title} is in {region}, so it is not checked from {place['region']}")
    try:
        about = yield secretsmanager.describe_secret(SecretId=wanted.arn)
    except Absent:
        return problem(f"{users}: there is no secret {title}; role secrets makes those of the application")
    if about.get("DeletedDate"):
        return problem(f"{users}: secret {title} is scheduled for deletion; restore it, or name another one")
    try:
        filled = _filled((yield secretsmanager.get_secret_value(**_version(wanted))))
    except Absent:
        stages = sorted({stage for named in about.get("VersionIdsToStages", {}).values() for stage in named})
        return problem(f"{users}: secret {title} has no such version with a value; "
                       f"it has {', '.join(stages) or 'no version at all'}")
    return merged(_entry(title, key, named, filled) for key, named in keys.items())


def _version(wanted: Source) -> dict[str, str]:
    asked = {"SecretId": wanted.arn, "VersionStage": wanted.stage, "VersionId": wanted.version}
    return {name: value for name, value in asked.items() if value}


def _filled(reply: Reply) -> dict[str, bool]:
    """Whether there is something under each entry of the JSON object, and in the secret as a whole (`""`)."""
    value = reply.get("SecretString") or ""
    try:
        held = json.loads(value)
    except ValueError:
        held = {}
    entries = held.items() if isinstance(held, dict) else ()
    return {**{key: entry not in (None, "") for key, entry in entries}, "": bool(value or reply.get("SecretBinary"))}


def _entry(title: str, key: str, users: str, filled: t.Mapping[str, bool]) -> Verified:
    """What is to be said of one entry of a secret."""
    keys = [name for name in filled if name]
    if filled.get(key):
        return Verified()
    if not key:
        return problem(f"{users}: secret {title} is empty")
    if key in filled:
        return problem(f"{users}: entry {key} of secret {title} is empty")
    near, has = nearest(key, keys), ", ".join(sorted(keys)) or "no entries: it is no JSON object"
    hint = f"did you mean {near}?" if near else f"it has {has}"
    return problem(f"{users}: secret {title} has no entry {key}; {hint}")


def _parameter(used: Parameter, users: str, place: Reply) -> Flow:
    region = used.arn(place).split(":")[3]
    if region != place["region"]:
        return note(f"{users}: parameter {used.name} is in {region}, so it is not checked from {place['region']}")
    reply = yield ssm.get_parameters(Names=[used.name])  # without decryption, which the task's role is asked for
    if used.name in (reply.get("InvalidParameters") or ()):
        return problem(f"{users}: there is no parameter {used.name} in Parameter Store")
    return Verified()
