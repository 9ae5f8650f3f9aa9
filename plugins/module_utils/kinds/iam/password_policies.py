# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What IAM asks of the passwords with which users sign in to the console."""

from __future__ import annotations

import dataclasses
import typing as t
from dataclasses import dataclass

from ...calls import Flow
from ...fields import computed, instruction, key, option
from ...places import misnumbered_account, within
from ...resource import Resource
from ...wire import Codec, truth
from .service import iam

WITHOUT = 8
"""The length that IAM asks for where there is no policy; where a policy does not say, it asks for 6."""

RANGES = {"minimum_password_length": (6, 128), "max_password_age": (0, 1095), "password_reuse_prevention": (0, 24)}

nonzero = Codec(lambda value: value or None, lambda found: found or 0)
"""A number that AWS takes no 0 for, but its absence."""


def _sooner(*days: int) -> int:
    return min(filter(None, days), default=0)


STRICTER: dict[str, t.Callable[[t.Any, t.Any], t.Any]] = {
    **dict.fromkeys(("minimum_password_length", "password_reuse_prevention", "require_symbols", "require_numbers",
                     "require_uppercase_characters", "require_lowercase_characters", "hard_expiry"), max),
    "max_password_age": _sooner,
}
"""Which of two values is the stricter one."""

SETTINGS = (*STRICTER, "allow_users_to_change_password")


@dataclass(frozen=True, kw_only=True)
class PasswordPolicy(Resource):
    """The password policy of an account, which has one or none; what is stricter already is left so."""

    plural = "iam_password_policies"
    examples = {
        "account": "111122223333", "minimum_password_length": 14, "require_symbols": True, "require_numbers": True,
        "require_uppercase_characters": True, "require_lowercase_characters": True, "max_password_age": 90,
        "password_reuse_prevention": 24, "allow_users_to_change_password": True,
    }

    account: str = key("Number of the account, that of the credentials.")
    minimum_password_length: int | None = option(
        "Characters that a password has at least, up to 128. A new policy that does not say asks for 8, as IAM does "
        "without a policy; fewer, down to 6, need O(iam_password_policies[].loosen).")
    require_symbols: bool | None = option("Whether it needs one that is neither letter nor digit.", codec=truth)
    require_numbers: bool | None = option("Whether it needs a digit.", codec=truth)
    require_uppercase_characters: bool | None = option("Whether it needs a capital letter.", codec=truth)
    require_lowercase_characters: bool | None = option("Whether it needs a small letter.", codec=truth)
    max_password_age: int | None = option("Days after which it expires, 1 to 1095; V(0) for never.", codec=nonzero)
    password_reuse_prevention: int | None = option(
        "How many former passwords cannot be used again, up to 24.", codec=nonzero)
    hard_expiry: bool | None = option(
        "Whether only an administrator can give a new one to who let it expire.", codec=truth)
    allow_users_to_change_password: bool | None = option("Whether users may change their own.", codec=truth)
    loosen: bool = instruction("Make weaker, too, what is stricter than asked for.", default=False)
    left_alone: str | None = computed("What is stricter already, and so is left as it is.")

    def problems(self) -> t.Iterator[str]:
        yield from misnumbered_account(self.account)
        for name, (least, most) in RANGES.items():
            value = getattr(self, name)
            if value is not None and not least <= value <= most:
                yield f"{name}: {value}, allowed are {least} to {most}"
        if 6 <= (self.minimum_password_length or WITHOUT) < WITHOUT and not self.loosen:
            yield (f"minimum_password_length: {self.minimum_password_length}, allowed are {WITHOUT} to 128; 6 and 7, "
                   "less than IAM asks for without a policy, need loosen")
        if self.hard_expiry and self.max_password_age == 0:
            yield "hard_expiry: true, but with max_password_age 0 passwords never expire; give 1 to 1095"

    def read(self) -> Flow:
        yield from within(self.account)
        found = (yield iam.get_account_password_policy())["PasswordPolicy"]
        now = self.seen(found)
        met = self._meeting(now)
        stricter = [f"{name} ({getattr(met, name)})" for name in STRICTER if getattr(met, name) != getattr(self, name)]
        said = f"Leaving alone {', '.join(stricter)}: stricter than asked for" if stricter else None
        return dataclasses.replace(now, left_alone=said)

    def create(self) -> Flow:
        """All settings in one call: AWS takes what is left out for its default, whatever was there."""
        wanted = self
        if self.minimum_password_length is None:
            wanted = dataclasses.replace(self, minimum_password_length=WITHOUT)
        yield iam.update_account_password_policy(**wanted.wire(*SETTINGS))

    def update(self, now: PasswordPolicy, changed: t.AbstractSet[str]) -> Flow:
        yield from self.create()

    def delete(self) -> Flow:
        yield iam.delete_account_password_policy()

    def over(self, now: t.Any) -> PasswordPolicy:
        """With what it leaves open, and with what is stricter already."""
        return super(PasswordPolicy, self._meeting(now)).over(now)

    def changes(self, now: t.Any) -> dict[str, tuple[t.Any, t.Any]]:
        return super(PasswordPolicy, self._meeting(now)).changes(now)

    def _meeting(self, now: PasswordPolicy | None) -> PasswordPolicy:
        """This, as strict as `now` is where that is stricter."""
        if now is None or self.loosen:
            return self
        both = {name: (getattr(self, name), getattr(now, name)) for name in STRICTER}
        return dataclasses.replace(
            self, **{name: STRICTER[name](*values) for name, values in both.items() if None not in values})
