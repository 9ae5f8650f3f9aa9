# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the services of a compose file say of their environment, with what they extend."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass
from pathlib import Path

from ...module_utils.errors import Invalid
from ...module_utils.spelling import unknown
from .documents import load
from .interpolating import Known
from .sections import EnvFile, Place, env_files, environment, extended, under
from .texts import Text


@dataclass(frozen=True)
class Said:
    """What a service says of its environment."""

    environment: t.Mapping[str, str | None]
    """None where only a variable's name is said."""
    env_files: tuple[EnvFile, ...]

    def over(self, below: Said) -> Said:
        """The same, laid over what it extends."""
        return Said({**below.environment, **self.environment}, below.env_files + self.env_files)


class ComposeFile:
    """A file with its services; raises `Invalid` with file, line and reason for whatever is wrong with it."""

    def __init__(self, path: Path, known: Known) -> None:
        self._place = Place(path, known)
        content = self._place.section(load(path), Text("the file", 1))
        included, found = under(content, "include"), under(content, "services")
        if included:
            raise Invalid(f"{self._place.at(included[0])}: include is not followed; give a file that `docker compose "
                          "config` has written")
        if found is None:
            raise Invalid(f"{path}:1: there are no services in it")
        self.services = self._place.section(found[1], found[0])

    def said(self, name: str, extending: tuple[tuple[Path, str], ...] = ()) -> Said:
        """What a service says, over what it extends; `extending` are those that came by here."""
        key = next(key for key in self.services if key == name)
        service = self._place.section(self.services[key], key)
        mine = Said(environment(self._place, service), env_files(self._place, service))
        below = extended(self._place, service)
        if below is None:
            return mine
        chain = (*extending, (self._place.path.resolve(), name))
        if (below.path.resolve(), below.service) in chain:
            raise Invalid(f"{below.named_at}: {name} extends {below.service}, which extends it in turn")
        file = self if below.path == self._place.path else self._other(below.path, below.named_at)
        if below.service not in file.services:
            raise Invalid(f"{below.named_at}: {name} extends a service that is not there: "
                          f"{unknown(below.service, [*file.services])}")
        return mine.over(file.said(below.service, chain))

    def _other(self, path: Path, named_at: str) -> ComposeFile:
        if not path.is_file():
            raise Invalid(f"{named_at}: there is no file {path} to extend from")
        return ComposeFile(path, self._place.known)
