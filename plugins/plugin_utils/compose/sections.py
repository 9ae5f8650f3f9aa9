# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The sections of a service that have to do with its environment."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass
from pathlib import Path

from ...module_utils.errors import Invalid
from .interpolating import Known, interpolate
from .texts import NAME, Text

Section = t.Mapping[Text, t.Any]

TRUTH = {"true": True, "false": False}


@dataclass(frozen=True)
class Place:
    """A compose file, and the variables that are put into it."""

    path: Path
    known: Known

    def at(self, text: Text) -> str:
        return f"{self.path}:{text.line}"

    def put_in(self, text: Text) -> str:
        """The text with its variables."""
        try:
            return interpolate(text, self.known)
        except Invalid as error:
            raise Invalid(f"{self.at(text)}: {error}") from None

    def beside(self, text: Text) -> Path:
        """A path that the file names."""
        return self.path.parent / self.put_in(text)

    def section(self, value: t.Any, key: Text) -> Section:
        """What stands under `key`, as long as it is a mapping by names."""
        if not isinstance(value, dict) or not all(isinstance(name, Text) for name in value):
            raise Invalid(f"{self.at(key)}: {key} has to be a mapping by names")
        return value


@dataclass(frozen=True)
class EnvFile:
    """A file of variables that a service names."""

    path: Path
    named_at: str
    """Where, as FILE:LINE."""
    required: bool = True
    raw: bool = False


@dataclass(frozen=True)
class Extended:
    """The service that another one starts from."""

    service: str
    path: Path
    named_at: str


def under(section: Section, name: str) -> tuple[Text, t.Any] | None:
    """What stands there under a name, behind the key, which knows the line; None where it is left out or empty."""
    return next(((key, said) for key, said in section.items() if key == name and said is not None), None)


def environment(place: Place, service: Section) -> dict[str, str | None]:
    """Variables by name; None where only the name is said."""
    found = under(service, "environment")
    if found is None:
        return {}
    key, said = found
    return dict(_listed(place, key, said) if isinstance(said, list) else _mapped(place, place.section(said, key)))


def env_files(place: Place, service: Section) -> tuple[EnvFile, ...]:
    """Files of variables, the later ones winning."""
    found = under(service, "env_file")
    if found is None:
        return ()
    key, said = found
    return tuple(_env_file(place, key, one) for one in (said if isinstance(said, list) else [said]))


def extended(place: Place, service: Section) -> Extended | None:
    """What the service extends, if anything."""
    found = under(service, "extends")
    if found is None:
        return None
    key, said = found
    name, file = _parts(place, key, said, "service", "file")
    if name is None:
        raise Invalid(f"{place.at(key)}: extends does not say which service")
    return Extended(place.put_in(name), place.beside(file) if file else place.path, place.at(name))


def _text(place: Place, key: Text, said: t.Any) -> Text | None:
    if said is not None and not isinstance(said, Text):
        raise Invalid(f"{place.at(key)}: {key} has a list or a mapping where a text has to be")
    return said


def _parts(place: Place, key: Text, said: t.Any, *names: str) -> list[Text | None]:
    """Texts that a section has under these names; a text instead of a section is the first of them."""
    if isinstance(said, Text):
        return [said, *[None] * (len(names) - 1)]
    found = [under(place.section(said, key), name) for name in names]
    return [_text(place, *one) if one else None for one in found]


def _listed(place: Place, key: Text, entries: list[t.Any]) -> t.Iterator[tuple[str, str | None]]:
    for entry in entries:
        if not isinstance(entry, Text):
            raise Invalid(f"{place.at(key)}: the list under {key} has an entry that is no NAME=value")
        name, equals, _value = entry.partition("=")
        # a name with a variable in it could tell what that holds
        if not NAME.fullmatch(name):
            raise Invalid(f"{place.at(entry)}: an entry under {key} is no NAME=value with a plain name")
        yield name, place.put_in(entry)[len(name) + 1:] if equals else None


def _mapped(place: Place, entries: Section) -> t.Iterator[tuple[str, str | None]]:
    for name, said in entries.items():
        if not NAME.fullmatch(name):
            raise Invalid(f"{place.at(name)}: a key under environment is no name of a variable")
        value = _text(place, name, said)
        yield str(name), None if value is None else place.put_in(value)


def _env_file(place: Place, key: Text, said: t.Any) -> EnvFile:
    path, required, form = _parts(place, key, said, "path", "required", "format")
    if path is None:
        raise Invalid(f"{place.at(key)}: env_file does not say a path")
    if required is not None and place.put_in(required).lower() not in TRUTH:
        raise Invalid(f"{place.at(required)}: required is {required}, allowed are true and false")
    if form is not None and form != "raw":
        raise Invalid(f"{place.at(form)}: format is {form}, allowed is raw")
    return EnvFile(place.beside(path), place.at(path), raw=form == "raw",
                   required=required is None or TRUTH[place.put_in(required).lower()])
