# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Whether what a tenant has works: each look says one thing, and how it stands."""

from __future__ import annotations

import typing as t

from ..calls import Call, Flow, Service
from ..errors import Absent, AwsError, Unresolved
from ..kinds.iam.service import iam
from ..kinds.route53.service import ZONE, route53
from ..kinds.secretsmanager import secretsmanager
from ..kinds.sesv2.service import sesv2

Verdict = t.Literal["ok", "pending", "failed", "unknown"]

https = Service("https")

MAIL: t.Mapping[str, Verdict] = {"SUCCESS": "ok", "PENDING": "pending", "NOT_STARTED": "pending",
                                 "TEMPORARY_FAILURE": "pending", "FAILED": "failed"}
"""What the verification of an identity means here."""


class Checked(t.NamedTuple):
    """What a look came to."""

    what: str
    verdict: Verdict
    detail: str


def secret_readable(name: str, role: str) -> Flow:
    """Whether the tasks' role may read a secret, by IAM's own simulator."""
    what = f"secret {name}"
    arn = (yield secretsmanager.describe_secret(SecretId=name))["ARN"]
    reader = (yield iam.get_role(RoleName=role))["Role"]["Arn"]
    reply = yield iam.simulate_principal_policy(
        PolicySourceArn=reader, ActionNames=["secretsmanager:GetSecretValue"], ResourceArns=[arn])
    refused = [each for each in reply["EvaluationResults"] if each["EvalDecision"] != "allowed"]
    if refused:
        return Checked(what, "failed", f"role {role} may not read it; run playbooks/site.yml --tags secrets,storage")
    return Checked(what, "ok", f"role {role} may read it")


def answered(host: str, zone: str) -> Flow:
    """Whether Route 53 answers for a name in a zone of ours."""
    what = f"name {host}"
    zone_id = yield from ZONE.resolve(zone, pending=False)
    reply = yield route53.test_dns_answer(HostedZoneId=zone_id, RecordName=host, RecordType="A")
    if reply["ResponseCode"] == "NOERROR" and reply["RecordData"]:
        return Checked(what, "ok", f"answers {', '.join(reply['RecordData'])}")
    return Checked(what, "failed", f"Route 53 answers {reply['ResponseCode']}; run playbooks/site.yml --tags names")


def reached(host: str, *, expected: bool) -> Flow:
    """Whether somebody answers there by HTTPS; where DNS is the client's, nobody yet is no failure."""
    what = f"https://{host}"
    try:
        yield Call(https, "get_document", {"url": f"https://{host}/"})
    except AwsError as error:
        if not error.code.isdecimal():
            said = f"nobody answers, as seen from here ({error.code})"
            return Checked(what, "unknown" if expected else "pending", said)
        if int(error.code) >= 500:
            return Checked(what, "failed", f"answers {error.code}; look at the services and their target groups")
        return Checked(what, "ok", f"answers {error.code}")
    return Checked(what, "ok", "answers 200")


def mail(identity: str) -> Flow:
    """How far the verification of a mail identity is."""
    what = f"mail of {identity}"
    found = yield sesv2.get_email_identity(EmailIdentity=identity)
    status = found.get("VerificationStatus") or ("SUCCESS" if found.get("VerifiedForSendingStatus") else "PENDING")
    return Checked(what, MAIL.get(status, "unknown"), str(status).lower())


def looked(what: str, look: Flow, *, planned: bool = False) -> Flow:
    """A look, with what went wrong in it told as its verdict; what may not be asked is unknown.

    What is not there has failed, unless it is only `planned` (check mode).
    """
    try:
        return (yield from look)
    except (Absent, Unresolved) as error:
        return Checked(what, "pending", "not made yet") if planned else Checked(what, "failed", str(error))
    except AwsError as error:
        denied = "AccessDenied" in error.code or "Unauthorized" in error.code
        return Checked(what, "unknown" if denied else "failed", str(error))
