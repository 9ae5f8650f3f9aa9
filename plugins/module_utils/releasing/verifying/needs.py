# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What an execution role must be allowed, for ECS to start the tasks of a service."""

from __future__ import annotations

import typing as t

from ...calls import Flow, Reply, Together
from ...errors import Absent
from ...kinds.kms import kms
from ...kinds.secretsmanager import secretsmanager
from .candidates import Candidate, by_thing
from .ecr_images import located
from .findings import Verified, merged, unanswered
from .secret_sources import Parameter, Source, sources

PULL = ("ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
WRITE = ("logs:CreateLogStream", "logs:PutLogEvents")


class Need(t.NamedTuple):
    """Actions on one resource, under the circumstances that a policy may ask for."""

    actions: tuple[str, ...]
    resource: str
    context: tuple[tuple[str, str], ...] = ()


Needs = list[tuple[Need, str]]
"""Each with who has it: the services and containers."""


def needs(candidates: t.Sequence[Candidate], place: Reply) -> Flow:
    """All needs of services that share an execution role, and what is to be said of those that are not known."""
    plain: Needs = []
    for candidate in candidates:
        plain += _images(candidate, place)
        plain += _logs(candidate, place)
    uses = [use for candidate in candidates for use in sources(candidate)]
    found, unknown = yield from _secrets(uses, place)
    return plain + found, unknown


def _images(candidate: Candidate, place: Reply) -> t.Iterator[tuple[Need, str]]:
    for container in candidate.containers:
        if where := located(container["image"]):
            user = f"{candidate.name}/{container['name']}"
            arn = f"arn:{place['partition']}:ecr:{where.region}:{where.account}:repository/{where.repository}"
            yield Need(("ecr:GetAuthorizationToken",), "*"), user
            yield Need(PULL, arn), user


def _logs(candidate: Candidate, place: Reply) -> t.Iterator[tuple[Need, str]]:
    for container in candidate.containers:
        logging = container.get("logConfiguration") or {}
        options = logging.get("options") or {}
        if logging.get("logDriver") != "awslogs" or not options.get("awslogs-group"):
            continue
        region = options.get("awslogs-region") or place["region"]
        group = f"arn:{place['partition']}:logs:{region}:{place['account']}:log-group:{options['awslogs-group']}"
        user, stream = f"{candidate.name}/{container['name']}", options.get("awslogs-stream-prefix")
        yield Need(WRITE, f"{group}:log-stream:{f'{stream}/' * bool(stream)}{container['name']}/*"), user
        if options.get("awslogs-create-group") == "true":
            yield Need(("logs:CreateLogGroup",), group), user


def _secrets(uses: t.Sequence[tuple[Source | Parameter, str]], place: Reply) -> Flow:
    """What the values need; the secrets are described for their full ARNs and keys.

    That a secret is absent is for `secrets` to say.
    """
    found: Needs = [(Need(("ssm:GetParameters",), used.arn(place)), user)
                    for used, user in uses if isinstance(used, Parameter)]
    users = by_thing((used.arn, user) for used, user in uses
                     if isinstance(used, Source) and used.arn.split(":")[3] == place["region"])
    answers = yield Together([_secret(arn, place) for arn in users])
    unknown: list[Verified] = []
    for (arn, named), answer in zip(users.items(), answers, strict=True):
        if isinstance(answer, list):
            found += [(need, named) for need in answer]
        elif not isinstance(answer, Absent):
            unknown.append(unanswered(f"{named}: what secret {arn.rpartition(':')[2]} is encrypted with", answer))
    return found, merged(unknown)


def _secret(arn: str, place: Reply) -> Flow:
    about = yield secretsmanager.describe_secret(SecretId=arn)
    # a simulation knows no tags but those it is told: by AWS's own, such as that of the database, policies choose
    tags = tuple((f"aws:ResourceTag/{tag['Key']}", tag["Value"]) for tag in about.get("Tags") or ()
                 if tag["Key"].startswith("aws:rds:"))
    read = Need(("secretsmanager:GetSecretValue",), about["ARN"], tags)
    key = about.get("KmsKeyId")
    if not key or key.endswith("alias/aws/secretsmanager"):  # AWS's own key lets everybody in who may read the secret
        return [read]
    context = (("kms:EncryptionContext:SecretARN", about["ARN"]),
               ("kms:ViaService", f"secretsmanager.{place['region']}.amazonaws.com"))
    if ":key/" not in key:
        key = (yield kms.describe_key(KeyId=key))["KeyMetadata"]["Arn"]
    return [read, Need(("kms:Decrypt",), key, context)]
