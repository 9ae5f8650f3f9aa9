# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""API requests as plain values.

A kind of resource never calls AWS.  It yields `Call` values and is sent the
replies, so everything it decides can be tested without a network or a mock.
"""

from __future__ import annotations

import dataclasses
import functools
import json
import re
import typing as t
from dataclasses import dataclass, field

from .errors import EnvelopeError
from .wire import pascal

if t.TYPE_CHECKING:
    from .errors import AwsError

Reply = t.Mapping[str, t.Any]

READS = re.compile(r"(describe|get|list|head|batch_get|lookup|search|filter|simulate|check|validate|test)(_|$)")
"""How boto3 names the operations that change nothing."""

IAM_NAMES = {"accessanalyzer": "access-analyzer", "elbv2": "elasticloadbalancing", "resourcegroupstaggingapi": "tag",
             "s3control": "s3", "service-quotas": "servicequotas", "sesv2": "ses"}
"""What IAM calls a service, where boto3 calls it something else."""


@dataclass(frozen=True)
class Batch:
    """How equal-but-for-one-list calls may be sent as one."""

    param: str
    """Path of the list in the request, such as `services` or `ChangeBatch.Changes`."""
    size: int
    """How many entries AWS takes in one call."""
    undivided: bool = False
    """Whether IAM allows it for all entries or for none, so that one refusal is everybody's."""


@dataclass(frozen=True)
class Service:
    """An AWS API.  Its attributes build calls: `ecs.describe_services(...)`."""

    name: str
    """The boto3 client, such as `elbv2`."""
    absent: frozenset[str] = frozenset()
    """Error codes that mean "there is no such resource"."""
    transient: frozenset[str] = frozenset()
    """Error codes that go away by themselves: the call is made again until they do."""
    batches: t.Mapping[str, Batch] = field(default_factory=dict, hash=False)
    region: str = ""
    """Where it is asked, whatever the region of the task; empty for that one."""

    def __getattr__(self, operation: str) -> t.Callable[..., Call]:
        if operation.startswith("_"):
            raise AttributeError(operation)

        def build(**params: t.Any) -> Call:
            return Call(self, operation, {name: value for name, value in params.items() if value is not None})

        return build


@dataclass(frozen=True)
class Call:
    service: Service
    operation: str
    params: dict[str, t.Any] = field(default_factory=dict)

    def __str__(self) -> str:
        where = f" in {self.service.region}" if self.service.region else ""
        return f"{self.service.name}:{self.operation}{where}"

    def to(self, region: str) -> Call:
        """The same, asked in a region."""
        return dataclasses.replace(self, service=dataclasses.replace(self.service, region=region))

    @property
    def reads(self) -> bool:
        return READS.match(self.operation) is not None

    @property
    def batch(self) -> Batch | None:
        return self.service.batches.get(self.operation)

    @property
    def action(self) -> str:
        """It as IAM calls it, which does not mind the case: `elasticloadbalancing:DescribeListeners`."""
        return f"{IAM_NAMES.get(self.service.name, self.service.name)}:{pascal(self.operation)}"

    @property
    def identity(self) -> str:
        """Equal for calls that ask the same."""
        return f"{self} {json.dumps(self.params, sort_keys=True, default=str)}"


class Pending(str):
    """The id of something that does not exist yet: `(known after apply)`.

    `Pending("subnet private-a")` is what a name becomes in check mode when
    nothing bears it.  A read that mentions one needs no call: what would be
    inside something that does not exist is absent.
    """

    __slots__ = ()

    def __str__(self) -> str:
        return "(known after apply)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pending) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        return not self == other

    __hash__ = str.__hash__


def has_pending(value: t.Any) -> bool:
    """Whether a `Pending` is anywhere in a request."""
    if isinstance(value, dict):
        return any(map(has_pending, value.values()))
    if isinstance(value, (list, tuple)):
        return any(map(has_pending, value))
    return isinstance(value, Pending)


@dataclass(frozen=True)
class Wait:
    """Make a call again and again until its reply shows one of the states in `done`."""

    call: Call
    what: str
    """What is waited for, as a person would say it: `certificate api.example.com`."""
    state: t.Callable[[Reply], str]
    """AWS's word for the state that a reply shows."""
    done: frozenset[str]
    failed: frozenset[str] = frozenset()
    timeout: float = 600
    """Seconds."""
    hint: str = ""
    """What the user can do when it takes too long."""
    absent: str = "absent"
    """The state that the absence of the resource means; empty where it is an error.

    A wait that ends in absence is answered with an empty reply.
    """
    passing: t.Callable[[AwsError], bool] = lambda error: False
    """Whether an error goes away by itself, where its code alone does not tell (`Service.transient`)."""


@dataclass(frozen=True)
class Pause:
    """Go on after some seconds; answered with None."""

    seconds: float


@dataclass(frozen=True)
class Say:
    """Tell the person who watches; answered with None."""

    message: str


@dataclass(frozen=True)
class Together:
    """Hold several conversations at once; answered with what each returned, or the error that ended it."""

    flows: t.Sequence[Flow]


Step: t.TypeAlias = Call | Wait | Pause | Say | Together
Flow: t.TypeAlias = t.Generator[Step, t.Any, t.Any]
"""A conversation with AWS: yields calls, is sent replies, returns a result."""


def in_region(region: str, flow: Flow) -> Flow:
    """Hold a conversation in one region, whatever that of the task: CloudFront's certificates are in us-east-1."""
    return led(flow, lambda step: _directed(step, region))


def led(flow: Flow, lead: t.Callable[[Step], Step],
        heard: t.Callable[[Step, EnvelopeError | None], None] = lambda step, error: None) -> Flow:
    """The same conversation with each step led somewhere; `heard` is told when it was answered, and by which error."""
    go_on: t.Callable[[], Step] = functools.partial(next, flow)
    while True:
        try:
            step = lead(go_on())
        except StopIteration as end:
            return end.value
        try:
            reply = yield step
        except EnvelopeError as error:
            heard(step, error)
            go_on = functools.partial(flow.throw, error)
        else:
            heard(step, None)
            go_on = functools.partial(flow.send, reply)


def _directed(step: Step, region: str) -> Step:
    """A step with its calls led to a region."""
    if isinstance(step, Call):
        return step.to(region)
    if isinstance(step, Wait):
        return dataclasses.replace(step, call=step.call.to(region))
    if isinstance(step, Together):
        return Together([in_region(region, flow) for flow in step.flows])
    return step


def here() -> Call:
    """Ask which `partition`, `region` and `account` calls are performed in."""
    return Call(Service("sts"), "get_caller_identity")
