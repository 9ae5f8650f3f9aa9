# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What AWS's own service models say of a request, beyond what botocore checks.

botocore sends a value that is not in an `enum`, does not match a `pattern`
or is too long, and lets AWS refuse it.  Here it is found before it is sent,
in check mode too.
"""

from __future__ import annotations

import functools
import re
import typing as t

from .calls import Call, Pending

Shape = t.Any
"""A `botocore.model.Shape`."""

TYPES: dict[str, tuple[type, ...]] = {
    "structure": (dict,), "map": (dict,), "list": (list, tuple), "string": (str,), "boolean": (bool,),
    **dict.fromkeys(("integer", "long"), (int,)), **dict.fromkeys(("float", "double"), (int, float)),
}
"""What Python must give where AWS's models say so; others are left to botocore."""

OUTDATED = {
    ("guardduty", "tag_resource"): "ResourceArn",
    ("backup", "update_region_settings"): "ResourceTypeOptInPreference key",
}
"""Parameters whose pattern AWS's model has and AWS does not hold: malware protection plans have tags, too, and some
types of resources have spaces in their names."""


def violations(shape: Shape, value: t.Any, where: str = "") -> t.Iterator[str]:
    """What is wrong with `value`, each as `path: what is wrong and what is allowed`."""
    if isinstance(value, Pending) or getattr(shape, "is_document_type", False):
        return
    wanted = TYPES.get(shape.type_name)
    if wanted and not isinstance(value, wanted):
        yield f"{where}: {_brief(shape, value)} is not a {shape.type_name}"
    elif shape.type_name == "structure":
        yield from _structure(shape, value, where)
    elif shape.type_name == "list":
        yield from _bounds(shape, len(value), "entries", where)
        for number, entry in enumerate(value):
            yield from violations(shape.member, entry, f"{where}[{number}]")
    elif shape.type_name == "map":
        for name, entry in value.items():
            yield from violations(shape.key, name, f"{where} key")
            yield from violations(shape.value, entry, f"{where}.{name}")
    elif shape.type_name == "string":
        yield from _string(shape, value, where)
    elif shape.type_name in ("integer", "long", "float", "double"):
        yield from _bounds(shape, value, "", where)


def _structure(shape: Shape, value: dict[str, t.Any], where: str) -> t.Iterator[str]:
    dot = f"{where}." if where else ""
    for name in shape.required_members:
        if name not in value and not shape.members[name].metadata.get("idempotencyToken"):  # botocore fills it in
            yield f"{dot}{name}: is required"
    for name, entry in value.items():
        if name not in shape.members:
            yield f"{dot}{name}: is not known to AWS"
        else:
            yield from violations(shape.members[name], entry, f"{dot}{name}")


def _string(shape: Shape, value: str, where: str) -> t.Iterator[str]:
    if shape.enum and value not in shape.enum:
        yield f"{where}: {_brief(shape, value)} is not one of {', '.join(shape.enum)}"
    yield from _bounds(shape, len(value), "characters", where)
    pattern = _compiled(shape.metadata.get("pattern"))
    if pattern and not pattern.search(value):
        yield f"{where}: {_brief(shape, value)} does not match {shape.metadata['pattern']}"


def _bounds(shape: Shape, size: float, unit: str, where: str) -> t.Iterator[str]:
    least, most = shape.metadata.get("min"), shape.metadata.get("max")
    if (least is not None and size < least) or (most is not None and size > most):
        limits = f"at least {least}" if most is None else f"at most {most}" if least is None else f"{least} to {most}"
        yield f"{where}: {size}{' ' * bool(unit)}{unit}, allowed are {limits}"


def _brief(shape: Shape, value: t.Any) -> str:
    """The value, as far as it may be shown."""
    if shape.metadata.get("sensitive"):
        return "(sensitive)"
    shown = repr(value)
    return shown if len(shown) <= 60 else f"{shown[:57]}...{shown[-1]}"


@functools.cache
def _compiled(pattern: str | None) -> re.Pattern[str] | None:
    """AWS writes Java's dialect; what Python cannot read is left to AWS."""
    try:
        return re.compile(pattern) if pattern else None
    except re.error:
        return None


def check(call: Call, operation: t.Any) -> list[str]:
    """What is wrong with a call, by the `botocore.model.OperationModel` of its operation."""
    if operation.input_shape is None:
        return [f"{name}: {call} takes no parameters" for name in call.params]
    wrong = violations(operation.input_shape, call.params)
    outdated = OUTDATED.get((call.service.name, call.operation))
    return [each for each in wrong if outdated is None or not each.startswith(f"{outdated}: ")]
