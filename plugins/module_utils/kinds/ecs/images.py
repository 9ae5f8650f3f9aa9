# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Images of containers, whose tags a deploy decides."""

from __future__ import annotations

import dataclasses
import typing as t

if t.TYPE_CHECKING:
    from .containers import Container


def repository(image: str) -> str:
    """An image without its tag and digest: `host:5000/api:1.4.2@sha256:...` -> `host:5000/api`."""
    path, slash, name = image.partition("@")[0].rpartition("/")
    return f"{path}{slash}{name.partition(':')[0]}"


def keeping(wanted: t.Sequence[Container], now: t.Sequence[Container]) -> list[Container]:
    """The containers that are wanted, with the image in use of each repository that is in use already.

    Where it is in use with several tags, the container's own counts, and the first for one that is new.
    """
    return [dataclasses.replace(each, image=_in_use(each, now)) for each in wanted]


def _in_use(wanted: Container, now: t.Sequence[Container]) -> str:
    own_first = sorted(now, key=lambda each: each.name != wanted.name)
    return next((each.image for each in own_first if repository(each.image) == repository(wanted.image)), wanted.image)
