# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a domain's TXT records say of its mail: SPF (RFC 7208) and DMARC (RFC 7489), changed and never replaced."""

from __future__ import annotations

import re
import typing as t

Policy = t.Literal["none", "quarantine", "reject"]
POLICIES: tuple[Policy, ...] = ("none", "quarantine", "reject")
"""The loosest first."""

INCLUDE = "include:amazonses.com"
SPF = f"v=spf1 {INCLUDE} ~all"
"""As SES's guide has it."""

END = re.compile(r"[-+?~]?all|redirect=.*", re.IGNORECASE)
"""Terms of an SPF text after which a mechanism is not looked at."""


class Revised(t.NamedTuple):
    """The values a record is to have."""

    value: str
    """The one that concerns SES."""
    values: list[str]
    conflict: str = ""
    """What stands in the way, so that nothing may be changed; empty where nothing does."""


def with_spf(texts: list[str]) -> Revised:
    """A domain's texts with SES among its senders; those of others are kept."""
    mine = [text for text in texts if re.match(r"v=spf1( |$)", text, re.IGNORECASE)]
    if len(mine) > 1:
        return Revised(mine[0], texts, f"has {len(mine)} SPF texts, of which mail servers accept none: leave one")
    if not mine:
        return Revised(SPF, [*texts, SPF])
    new = _including(mine[0])
    return Revised(new, [new if text == mine[0] else text for text in texts])


def _including(text: str) -> str:
    terms = text.split()
    if any(term.lower().lstrip("+") == INCLUDE for term in terms):
        return text
    end = next((place for place, term in enumerate(terms) if END.fullmatch(term)), len(terms))
    return " ".join([*terms[:end], INCLUDE, *terms[end:]])


def with_dmarc(texts: list[str], policy: Policy, reports: str | None, *, loosen: bool = False) -> Revised:
    """A domain's DMARC texts with a policy that is at least this strict, and an address that reports go to.

    A stricter one that is there stays, unless it is to be loosened.
    """
    mine = [text for text in texts if _is_dmarc(text)]
    if len(mine) > 1:
        return Revised(mine[0], texts, f"has {len(mine)} DMARC texts, of which mail servers accept none: leave one")
    tags = _tags(mine[0]) if mine else {"v": "DMARC1", "p": "none"}
    if loosen or stricter(policy, published(texts)):
        tags["p"] = policy
    tags = {"v": tags.pop("v"), "p": tags.pop("p", "none"), **tags}
    if reports and f"mailto:{reports}".lower() not in _addresses(tags):
        tags["rua"] = ",".join(filter(None, (tags.get("rua"), f"mailto:{reports}")))
    if mine and tags == _tags(mine[0]):
        return Revised(mine[0], texts)
    new = "; ".join(f"{name}={value}" for name, value in tags.items())
    return Revised(new, [*(text for text in texts if text not in mine), new])


def published(texts: t.Iterable[str]) -> Policy | None:
    """The policy that DMARC texts ask for; None where there is none."""
    found = next((_tags(text).get("p", "none").lower() for text in texts if _is_dmarc(text)), None)
    return None if found is None else next((policy for policy in POLICIES if policy == found), "none")


def stricter(policy: Policy, than: Policy | None) -> bool:
    return POLICIES.index(policy) > POLICIES.index(than or "none")


def _is_dmarc(text: str) -> bool:
    return re.match(r"v\s*=\s*DMARC1\s*(;|$)", text, re.IGNORECASE) is not None


def _tags(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";") if "=" in part)
    return {name.strip().lower(): value.strip() for name, _unused, value in pairs}


def _addresses(tags: t.Mapping[str, str]) -> list[str]:
    """Where reports go; `!10m` behind an address limits their size."""
    return [address.strip().lower().partition("!")[0] for address in tags.get("rua", "").split(",")]
