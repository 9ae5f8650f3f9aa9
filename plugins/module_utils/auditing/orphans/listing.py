# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A list of a service that shows what there is by name, and how its entries are read."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...calls import Call, Flow, here
from ...pages import pages
from ...wire import get, pairs
from ..place import Place
from . import monthly
from .monthly import Cost
from .things import Item, moment

Entry = t.Mapping[str, t.Any]

TEXT = "text"
"""What holds an entry that is no more than a text."""


@dataclass(frozen=True)
class Listing:
    """A list of one sort of things: a read, however many there are."""

    sort: str
    call: t.Callable[[Place], Call]
    entries: str
    """Where its entries are in the reply."""
    name: str | t.Callable[[Entry], str]
    """What holds the name in an entry."""
    arn: str | t.Callable[[Entry], str]
    """The ARN, with what an entry and the place hold in braces; `{id}` is the last part of `Id`."""
    module: str = ""
    created: str | t.Callable[[Entry], t.Any] = ""
    """What holds when it was made."""
    before: str = ""
    """What comes before the platform's name in that of a thing."""
    by_host: bool = False
    """Whether it is called by the host it is for."""
    by_page: bool = False
    """Whether botocore does not know that the list comes by the page."""
    judged: bool = True
    """Whether its name tells if a role asks for it."""
    of: t.Callable[[Entry], bool] = lambda entry: True
    """Whether an entry is one of them."""
    idle: t.Callable[[Entry], str] = lambda entry: ""
    cost: t.Callable[[Entry], Cost] | None = None

    def items(self, place: Place) -> Flow:
        """All that are there, whosever they are."""
        call, path = self.call(place), self.entries.split(".")
        entries = (yield from pages(call, self.entries)) if self.by_page else (get((yield call), path) or ())
        where = yield here()
        plain = [{TEXT: each} if isinstance(each, str) else each for each in entries]
        return [self._item(each, where) for each in plain if self.of(each)]

    def _item(self, entry: Entry, where: Entry) -> Item:
        name = self.name(entry) if callable(self.name) else str(entry.get(self.name) or "")
        told = {**where, **entry, "name": name, "id": str(entry.get("Id", "")).rpartition("/")[2]}
        tags = entry.get("Tags", entry.get("TagList"))
        made = self.created(entry) if callable(self.created) else entry.get(self.created)
        return Item(
            sort=self.sort, name=name, arn=self.arn(entry) if callable(self.arn) else self.arn.format_map(told),
            module=self.module, stem="" if self.by_host else name.removeprefix(self.before),
            host=name.removeprefix("*.").rstrip(".") if self.by_host else "",
            tags=None if tags is None else pairs().into(tags), created=moment(made),
            cost=self.cost(entry) if self.cost else monthly.of_sort(self.sort), idle=self.idle(entry),
            judged=self.judged)


def last_part(entry: Entry) -> str:
    """The name in an ARN that is all there is of an entry."""
    return str(entry[TEXT]).rpartition("/")[2]


def tagged_name(id_key: str) -> t.Callable[[Entry], str]:
    """What a thing of EC2 is called, which has no name but a tag."""
    return lambda entry: str(pairs().into(entry.get("Tags")).get("Name") or entry[id_key])


def not_beginning(*starts: str, key: str) -> t.Callable[[Entry], bool]:
    """Whether it is somebody's own, by its name: AWS makes such ones too, and forgets them by itself."""
    return lambda entry: not str(entry[key]).startswith(starts)
