# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a tenant has of its own: names, secret, bucket, mail. Each look is a part of the verdict on it."""

from __future__ import annotations

import datetime
import typing as t

from ...calls import Flow
from ...errors import Absent
from ...kinds.acm.service import KEY_TYPES, acm
from ...kinds.s3.service import s3
from ...onboarding.checks import Checked, looked
from ...releasing.revisions import all_of
from ..certificates.looking import STATUSES
from ..certificates.standing import SOON, days_left
from ..mailing.standing import Standing, leaving_since, standing_of
from ..triage.part import Finding, Part
from ..words import command, counted

STORAGE = "playbooks/site.yml --tags storage"


def checks(looks: t.Mapping[str, Flow]) -> Flow:
    """The `Part` on what can be looked at from outside; what waits for the client is no fault."""
    found: list[Checked] = yield from all_of([looked(what, look) for what, look in looks.items()])
    wrong = [Finding(f"{each.what}: {each.detail}", down=_seen(each) and each.verdict == "failed") for each in found
             if each.verdict == "failed" or (_seen(each) and each.verdict == "unknown")]
    lost = [f"{each.what}: {each.detail}" for each in found if each.verdict == "unknown" and not _seen(each)]
    notes = [f"{each.what} is pending: {each.detail}" for each in found if each.verdict == "pending"]
    good = [each.what for each in found if each.verdict == "ok"]
    return Part("checks", wrong, f"{counted(len(wrong), 'check')} failed", ", ".join(good), "; ".join(lost), notes)


def _seen(check: Checked) -> bool:
    """Whether it is what people see: silence there is a fault, if only as seen from here."""
    return check.what.startswith("https:")


def bucket(name: str) -> Flow:
    """The `Part` on its bucket, without writing to it: that it is there, and closed to the public."""
    try:
        yield s3.head_bucket(Bucket=name)
    except Absent:
        return Part("bucket", [Finding(f"there is no bucket {name}", helps=STORAGE)], "no bucket")
    try:
        found = yield s3.get_public_access_block(Bucket=name)
    except Absent:
        found = {}
    switches = (found.get("PublicAccessBlockConfiguration") or {}).values()
    if not switches or not all(switches):
        return Part("bucket", [Finding(f"bucket {name} is not closed to the public", helps=STORAGE)], "an open bucket")
    return Part("bucket", fine=f"bucket {name} is there and closed")


def certificate(host: str, today: datetime.datetime) -> Flow:
    """The `Part` on the certificate that is shown for its name: one of ours, or a wildcard's."""
    reply = yield acm.list_certificates(CertificateStatuses=list(STATUSES), Includes={"keyTypes": KEY_TYPES})
    names = {host, f"*.{host.partition('.')[2]}"}
    mine = [each for each in reply.get("CertificateSummaryList", ())
            if names & {each["DomainName"], *each.get("SubjectAlternativeNameSummaries", ())}]
    left = max((days_left(each, today) or 0 for each in mine if each["Status"] == "ISSUED"), default=None)
    helps = command("runbooks/certificates")
    if left is not None and left >= 0:
        ends = f"a certificate for {host} ends in {counted(left, 'day')}"
        return Part("certificate", fine=ends) if left >= SOON else Part(
            "certificate", [Finding(f"{ends}, and should have been renewed", helps=helps)], "a certificate that ends")
    states = ", ".join(sorted({each["Status"] for each in mine})) or "there is none"
    return Part("certificate", [Finding(f"no certificate for {host} is good: {states}", helps=helps)], "no certificate")


def mail(name: str, host: str) -> Flow:
    """The `Part` on whether it may send, and how its mail is taken."""
    found: Standing = yield from standing_of(name)
    if found.sending and not found.over:
        return Part("mail", fine=found.line)
    return Part("mail", [Finding(found.line, helps=command("runbooks/mail", target=host))],
                "mail is paused" if not found.sending else "too much of its mail is refused")


def life(secret: str) -> Flow:
    """The `Part` on whether it is being taken away: then it is stopped on purpose."""
    since: str = yield from leaving_since(secret)
    told = f"it is being taken away since {since}: its services and its mail are stopped on purpose"
    return Part("life", notes=[told] if since else ())
