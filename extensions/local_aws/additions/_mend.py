# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How an addition changes one of moto's classes.

Both decorators refuse what no longer fits, so a new version of moto that has filled or moved a gap is noticed at once.
"""

from __future__ import annotations

import functools
import inspect
import typing as t

from moto.core.exceptions import ServiceException

F = t.TypeVar("F", bound=t.Callable[..., t.Any])


def adds(owner: type) -> t.Callable[[F], F]:
    """Give a class a method it lacks."""

    def add(method: F) -> F:
        if hasattr(owner, method.__name__):
            raise TypeError(f"{owner.__name__} has a {method.__name__} of its own now")
        setattr(owner, method.__name__, method)
        return method

    return add


def mends(owner: type, name: str = "") -> t.Callable[[F], F]:
    """Replace a method, by default of the same name; the new one is given the former one first, then its arguments."""

    def mend(method: F) -> F:
        replaced = name or method.__name__
        former = getattr(owner, replaced)
        _fit(method, former)

        @functools.wraps(former)
        def mended(*args: t.Any, **kwargs: t.Any) -> t.Any:
            return method(former, *args, **kwargs)

        setattr(owner, replaced, mended)
        return method

    return mend


def _fit(method: t.Callable[..., t.Any], former: t.Callable[..., t.Any]) -> None:
    """Callers may name any parameter, so the new method has to take all of the former one's, by the same names."""
    parameters = inspect.signature(method).parameters.values()
    new = {
        each.name
        for each in list(parameters)[1:]
        if each.kind is each.POSITIONAL_OR_KEYWORD or each.kind is each.KEYWORD_ONLY
    }
    old = set(inspect.signature(former).parameters)
    if not any(each.kind is each.VAR_KEYWORD for each in parameters) and old - new:
        raise TypeError(f"{method.__name__} lacks parameters of {former.__qualname__}: {sorted(old - new)}")
    if new - old and not {"args", "kwargs"} & old:
        raise TypeError(f"{method.__name__} has parameters that {former.__qualname__} lacks: {sorted(new - old)}")


class AwsError(ServiceException):
    """An error as AWS words it: `raise AwsError("ResourceInUse", "...")`."""
