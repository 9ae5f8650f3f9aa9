# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Look whether what a tenant has works."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ..calls import Flow, Say, Together
from ..errors import EnvelopeError, Invalid
from ..fields import option, required
from ..onboarding.checks import answered, looked, mail, reached, secret_readable
from ..verb import Verb


@dataclass(frozen=True, kw_only=True)
class TenantCheck(Verb):
    """Look whether what a tenant has works: secret, name, mail and web server. Changes nothing.

    What waits for somebody else, such as records that the client publishes, is pending; that is no failure.
    """

    module = "tenant_check"
    examples: t.ClassVar[dict[str, t.Any]] = {
        "host": "acme.example", "zone": "acme.example", "secret": "envelope-prod-pool-acme",
        "role": "envelope-prod-task", "identity": "acme.example"}
    returns: t.ClassVar[dict[str, str]] = {
        "checks": "Each look: C(what), C(verdict) (ok, pending, failed or unknown), C(detail).",
        "lines": "The same for a person.",
    }

    host: str = required("Where people find it.")
    zone: str | None = option("Hosted zone of ours that the name is in. Left out, somebody else has it.")
    secret: str | None = option("Its secret.")
    role: str | None = option("Role of the tasks that read the secret.")
    identity: str | None = option("Its mail identity.")

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        if bool(self.secret) != bool(self.role):
            yield "secret and role go together: give both, or none"

    def act(self, *, check: bool) -> Flow:
        """Nothing is written, so that check mode looks as well; there, what does not exist yet is only to come."""
        looks = dict(self._looks())
        found = yield Together([looked(what, look, planned=check) for what, look in looks.items()])
        for each in found:
            if isinstance(each, EnvelopeError):
                raise each
        lines = [f"{each.verdict:<8} {each.what}: {each.detail}" for each in found]
        for line in lines:
            yield Say(line)
        wrong = [line for line, each in zip(lines, found, strict=True) if each.verdict == "failed"]
        if wrong and not check:
            raise Invalid("; ".join(wrong))
        return {"changed": False, "checks": [each._asdict() for each in t.cast("list[t.Any]", found)], "lines": lines}

    def _looks(self) -> t.Iterator[tuple[str, Flow]]:
        if self.secret and self.role:
            yield f"secret {self.secret}", secret_readable(self.secret, self.role)
        if self.zone:
            yield f"name {self.host}", answered(self.host, self.zone)
        if self.identity:
            yield f"mail of {self.identity}", mail(self.identity)
        yield f"https://{self.host}", reached(self.host, expected=bool(self.zone))
