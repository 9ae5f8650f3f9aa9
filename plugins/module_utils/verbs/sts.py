# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Security Token Service."""

from __future__ import annotations

import re
import typing as t
from dataclasses import dataclass

from ..calls import Flow, here
from ..errors import Invalid
from ..fields import required
from ..verb import Verb


@dataclass(frozen=True, kw_only=True)
class VerifyAccount(Verb):
    """Refuse to go on with the credentials of another AWS account than the one that is meant."""

    module = "sts_verify_account"
    examples = {"account_id": "111122223333"}
    returns = {"account": "The account of the credentials in use.", "arn": "Who they belong to."}

    account_id: str = required("The account that is meant, 12 digits.")

    def problems(self) -> t.Iterator[str]:
        if not re.fullmatch(r"[0-9]{12}", self.account_id):
            yield (f"account_id {self.account_id!r} is not the 12 digits of an account: put them in quotes, "
                   "lest a leading 0 be lost")

    def act(self, *, check: bool) -> Flow:
        identity = yield here()
        if identity["account"] != self.account_id:
            raise Invalid(f"these are credentials of account {identity['account']} ({identity['arn']}), and account "
                          f"{self.account_id} is meant: nothing is done. Use the credentials of {self.account_id}, "
                          "or correct aws_account_id")
        return {"changed": False, "account": identity["account"], "arn": identity["arn"]}
