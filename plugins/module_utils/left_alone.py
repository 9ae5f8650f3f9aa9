# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Resources on which somebody else decides, a service of AWS or another account, and which are left alone so far.

Their kinds say so in a computed property `left_alone`.
"""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from .resource import Resource, Structure

Self = t.TypeVar("Self", bound=Structure)
Changes = dict[str, tuple[t.Any, t.Any]]


@dataclass(frozen=True, kw_only=True)
class Theirs(Structure):
    """What is left alone altogether where `left_alone` says whose it is."""

    @property
    def gone(self) -> bool:
        """Whether it is somebody else's, and so is not deleted."""
        return t.cast(t.Any, self).left_alone is not None

    def over(self: Self, now: t.Any) -> Self:
        """With what it leaves open; what is left alone stays as it is."""
        return now if now is not None and now.left_alone else Structure.over(self, now)

    def changes(self, now: t.Any) -> Changes:
        return {} if now is not None and now.left_alone else Resource.changes(t.cast(Resource, self), now)


@dataclass(frozen=True, kw_only=True)
class Administered(Structure):
    """What is left alone in part, where `administrator` says which account manages it."""

    theirs: t.ClassVar[tuple[str, ...]] = ()
    """The options on which that account decides."""

    def over(self: Self, now: t.Any) -> Self:
        """With what it leaves open, and with what an administrator's account decides."""
        whole = Structure.over(self, now)
        if now is None or not now.administrator:
            return whole
        return dataclasses.replace(whole, **{name: getattr(now, name) for name in now.theirs})

    def changes(self, now: t.Any) -> Changes:
        left = self.theirs if now is not None and now.administrator else ()
        return {name: change for name, change in self._differing(now).items() if name not in left}

    def yielding(self: Self, now: t.Any) -> Self:
        """What is there, with what its administrator's account has decided otherwise."""
        differing = sorted(set(t.cast(t.Any, self)._differing(now)) & set(now.theirs)) if now.administrator else []
        said = f"Leaving alone {', '.join(differing)}: account {now.administrator} decides" if differing else None
        return t.cast(Self, dataclasses.replace(now, left_alone=said))

    def _differing(self, now: t.Any) -> Changes:
        return Resource.changes(t.cast(Resource, self), now)
