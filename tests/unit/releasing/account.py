# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An account in memory for conversations about releases, with the real loop and a clock that only sleep moves."""

from __future__ import annotations

import contextlib
import functools
import itertools
import json
import threading
import typing as t

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import loop, models, waiting
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Flow, Reply
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, EnvelopeError
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing import fitness, lease, rollout, tasks
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.verifying import Verified
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_release import Release
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.ecs_roll_back import RollBack
from ansible_collections.venturemond.envelope.tests.unit.engine.fake import Clock
from ansible_collections.venturemond.envelope.tests.unit.releasing.bucket import Bucket, Held
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import CLUSTER, REGISTRY, Fleet

SESSION = botocore.session.Session()
PREFIX, BUCKET = "envelope-prod", "envelope-prod-releases"
SERVICES = [f"{PREFIX}-{name}" for name in ("api", "worker", "reverb")]
API, WORKER, REVERB = SERVICES
COMMON: dict[str, t.Any] = {"cluster": CLUSTER, "bucket": BUCKET, "name": PREFIX, "holder": "ann"}


class Killed(BaseException):
    """The process ends here."""


def deploy(release: str, *, check: bool = False, container: str = "envelope-prod-api", contracting: bool = False,
           **about: t.Any) -> Flow:
    """A deploy as the role asks for it."""
    migration = {"service": API, "container": container, "command": ["php", "artisan", "migrate", "--force"],
                 "contracting": contracting}
    given = {**COMMON, "services": SERVICES, "repositories": ["envelope-prod-api"], "migrate": migration, **about}
    return Release.given({"release": release, **given}).act(check=check)


def roll_back(release: str = "", *, check: bool = False, **about: t.Any) -> Flow:
    """A rollback as the role asks for it."""
    return RollBack.given({"release": release, **COMMON, "services": SERVICES, **about}).act(check=check)


class WallClock(Clock):
    """One that can be asked for the time of day."""

    def time(self) -> float:
        return self.now


class Account:
    """Performs calls, each of which is valid and takes a hundredth of a second; keeps what was written and said."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clock = WallClock()
        for module in (loop, waiting, tasks, lease, rollout):
            monkeypatch.setattr(module, "time", self.clock)
        monkeypatch.setattr(fitness, "verified", self._verified)
        self.bucket = Bucket(lambda: self.clock.now)
        self.fleet = Fleet(lambda: self.clock.now)
        self.fleet.add(API, f"{REGISTRY}/envelope-prod-api:1.4.0", "public.ecr.aws/nginx/nginx:1.27")
        self.fleet.add(WORKER, f"{REGISTRY}/envelope-prod-api:1.4.0")
        self.fleet.add(REVERB, f"{REGISTRY}/envelope-prod-api:1.4.0")
        self.problems: list[str] = []
        """What is wrong with every release."""
        self.refused: dict[str, str] = {}
        """Error codes by operation."""
        self._deadly: t.Callable[[Call], bool] = lambda call: False
        self._then: dict[str, t.Callable[[], None]] = {}
        self.calls: list[Call] = []
        self.heard: list[str] = []
        self._one = threading.Lock()

    def play(self, flow: Flow) -> t.Any:
        """What a flow returns; raises what ends it."""
        result = self.together(flow)[0]
        if isinstance(result, EnvelopeError):
            raise result
        return result

    def together(self, *flows: Flow) -> list[t.Any]:
        """What each of them returns, or what ended it; the one that is given first asks first."""
        return loop.Loop(self, workers=1, report=self.heard.append).run(flows)

    def __call__(self, call: Call) -> Reply:
        assert models.check(call, _model(call.service.name, call.operation)) == []
        with self._one:
            self.clock.now += 0.01
            self.calls.append(call)
            if not call.reads and self._deadly(call):
                raise Killed
            if call.operation in self.refused:
                raise AwsError(call, self.refused[call.operation], "scripted")
            reply = self._answer(call)
            self._then.pop(call.operation, lambda: None)()
            return reply

    def dies_at(self, operation: str, number: int = 1) -> None:
        """It is killed before the so manieth write of an operation, or of all when that is empty."""
        left = itertools.count(1)
        self._deadly = lambda call: call.operation.startswith(operation) and next(left) == number

    @contextlib.contextmanager
    def killed(self) -> t.Iterator[None]:
        """Expect it to be killed within; what comes after is another process."""
        with pytest.raises(Killed):
            yield
        self._deadly = lambda call: False

    def on(self, operation: str, then: t.Callable[[], None]) -> None:
        """Have something happen after the next call of an operation."""
        self._then[operation] = then

    def write(self, key: str, content: t.Mapping[str, t.Any]) -> None:
        """Put something under a key, as somebody else would."""
        self.bucket.held[f"{PREFIX}/{key}"] = Held(json.dumps(content), '"theirs"', self.clock.now)

    def _answer(self, call: Call) -> Reply:
        if call.service.name == "s3":
            return self.bucket(call)
        if call.service.name == "secretsmanager":
            return {"VersionIdsToStages": {"old": ["AWSPREVIOUS"], "v1": ["AWSCURRENT"]}}
        return self.fleet(call)

    def _verified(self, candidates: t.Sequence[t.Any]) -> Flow:
        yield from ()
        return Verified(problems=tuple(self.problems), notes=("images: not checked",),
                        digests={image: "sha256:1" for each in candidates for image in each.changed})

    @property
    def writes(self) -> list[str]:
        """What was written, in order: `update_service api:2`, `put_object live.json`."""
        return [f"{call.operation} {_thing(call)}" for call in self.calls if not call.reads]

    def kept(self, key: str) -> t.Any:
        """What is recorded under a key."""
        return self.bucket.content(f"{PREFIX}/{key}")

    @property
    def tags(self) -> list[str]:
        """The release that each service runs."""
        return [self.fleet.tag(name) for name in SERVICES]

    @property
    def releases(self) -> list[str]:
        """Those that are recorded."""
        folder = f"{PREFIX}/releases/"
        keys = [key for key in self.bucket.held if key.startswith(folder)]
        return sorted(key.removeprefix(folder).removesuffix(".json") for key in keys)


@functools.cache
def _model(service: str, operation: str) -> t.Any:
    """What AWS says of a request."""
    model = SESSION.get_service_model(service)
    return model.operation_model({botocore.xform_name(name): name for name in model.operation_names}[operation])


def _thing(call: Call) -> str:
    about = call.params
    name = about.get("Key") or about.get("taskDefinition") or about.get("family") or ""
    return str(name).removeprefix(f"{PREFIX}/").rpartition("task-definition/")[2].removeprefix(f"{PREFIX}-")
