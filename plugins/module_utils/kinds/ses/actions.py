# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a receipt rule does with a message."""

from __future__ import annotations

import typing as t
from dataclasses import dataclass

from ...fields import option, required
from ...resource import Part, properties
from ..kms import KEY
from ..lambda_.service import LAMBDA_FUNCTION
from ..sns import TOPIC

DEFAULTS = {"SNSAction": {"Encoding": "UTF-8"}, "LambdaAction": {"InvocationType": "Event"},
            "StopAction": {"Scope": "RuleSet"}}
"""What AWS takes for what is left out."""


def _topic() -> t.Any:
    return option("Topic that is told of it, by name or ARN.", wire="TopicArn", find=TOPIC)


@dataclass(frozen=True, kw_only=True)
class S3Action(Part):
    """Keeps the message in a bucket, as it came."""

    examples: t.ClassVar[dict[str, t.Any]] = {"bucket": "envelope-prod-mail", "prefix": "inbound/", "kms_key": None}

    bucket: str = required("Name of the bucket. Its policy must let SES write.", wire="BucketName")
    prefix: str | None = option("What the names of the objects start with.", wire="ObjectKeyPrefix")
    kms_key: str | None = option(
        "Key with which SES encrypts the message itself, so that readers need the client of S3 that decrypts. Where it "
        "is left out, the encryption of the bucket does.", wire="KmsKeyArn", find=KEY)
    topic: str | None = _topic()


@dataclass(frozen=True, kw_only=True)
class SnsAction(Part):
    """Publishes the message, of at most 150 KB, to a topic."""

    examples: t.ClassVar[dict[str, t.Any]] = {"topic": "envelope-prod-mail", "encoding": "Base64"}

    topic: str = required("Topic, by name or ARN.", wire="TopicArn", find=TOPIC)
    encoding: t.Literal["UTF-8", "Base64"] | None = option("How it is written. V(UTF-8) where it is left out.")


@dataclass(frozen=True, kw_only=True)
class LambdaAction(Part):
    """Calls a function with the headers of the message."""

    examples: t.ClassVar[dict[str, t.Any]] = {"function": "envelope-prod-mail", "invocation_type": "Event"}

    function: str = required("Function, by name or ARN. Its policy must let SES call it.", wire="FunctionArn",
                             find=LAMBDA_FUNCTION)
    invocation_type: t.Literal["Event", "RequestResponse"] | None = option(
        "Whether its answer is waited for, which can stop the rule set. V(Event), which is not, where it is left out.")
    topic: str | None = _topic()


@dataclass(frozen=True, kw_only=True)
class StopAction(Part):
    """Ends the rule set: rules that come later do not see the message."""

    scope: t.Literal["RuleSet"] | None = option("What is ended.")
    topic: str | None = _topic()


@dataclass(frozen=True, kw_only=True)
class AddHeaderAction(Part):
    """Adds a header for the actions that follow."""

    examples: t.ClassVar[dict[str, t.Any]] = {"name": "X-Envelope", "value": "inbound"}

    name: str = required("Name of the header, 1 to 50 letters, digits and hyphens.", wire="HeaderName")
    value: str = required("What it says, up to 2048 characters on one line.", wire="HeaderValue")


@dataclass(frozen=True, kw_only=True)
class BounceAction(Part):
    """Sends the message back."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "smtp_reply_code": "550", "status_code": "5.1.1", "reply_text": "Mailbox does not exist",
        "sender": "mailer@example.com"}

    smtp_reply_code: str = required("Reply code of SMTP, such as V(550).")
    status_code: str | None = option("Enhanced status code, such as V(5.1.1).")
    reply_text: str = required("What is said to the sender.", wire="Message")
    sender: str = required("Address that it comes from, of an identity that is verified.")
    topic: str | None = _topic()


@dataclass(frozen=True, kw_only=True)
class Action(Part):
    """One thing that is done with a message; exactly one of these."""

    examples: t.ClassVar[dict[str, t.Any]] = {
        "s3": {"bucket": "envelope-prod-mail", "prefix": "inbound/"},
        **dict.fromkeys(("sns", "invoke", "stop", "add_header", "bounce"))}

    s3: S3Action | None = option("Keep it in a bucket.", wire="S3Action")
    sns: SnsAction | None = option("Publish it to a topic.", wire="SNSAction")
    invoke: LambdaAction | None = option("Call a Lambda function.", wire="LambdaAction")
    stop: StopAction | None = option("End the rule set.", wire="StopAction")
    add_header: AddHeaderAction | None = option("Add a header.", wire="AddHeaderAction")
    bounce: BounceAction | None = option("Send it back.", wire="BounceAction")

    def wire(self, *names: str) -> dict[str, t.Any]:
        """An action without what it leaves out, and with what AWS takes for that."""
        return {kind: {**DEFAULTS.get(kind, {}), **about} for kind, about in super().wire(*names).items()}

    def problems(self) -> t.Iterator[str]:
        yield from super().problems()
        kinds = [p.name for p in properties(type(self))]
        said = [name for name in kinds if getattr(self, name) is not None]
        if len(said) != 1:
            yield f"an action is exactly one of {', '.join(kinds)}; this one is {' and '.join(said) or 'none of them'}"


def same_actions(wanted: list[Action], now: list[Action] | None) -> bool:
    """Whether two lists do the same in the same order: what an action leaves out, it does not do."""
    return [each.wire() for each in wanted] == [each.wire() for each in now or ()]
