# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The one file that touches botocore."""

from __future__ import annotations

import contextlib
import functools
import os
import threading
import typing as t

from . import models
from .calls import Call, Reply, here
from .errors import Absent, AwsError, Invalid

try:
    import botocore.config
    import botocore.exceptions
    import botocore.loaders
    import botocore.session

    HAS_BOTOCORE = True
except ImportError:
    HAS_BOTOCORE = False

ATTEMPTS = 5
"""How often botocore tries a call: throttled, refused with 5xx, or dropped on the way."""


class Connection(t.TypedDict, total=False):
    """How to reach AWS, as `amazon.aws` calls it; everything may be left out."""

    region: str | None
    endpoint_url: str | None
    profile: str | None
    access_key: str | None
    secret_key: str | None
    session_token: str | None
    verify: bool | str | None
    config: dict[str, t.Any] | None


class Cloud:
    """Performs calls, with one client per service and botocore's own retries.

    All workers of a process share the clients, and with them botocore's retry
    quota: a throttled API is not hammered by every worker on its own.
    """

    def __init__(self, connection: Connection, *, workers: int = 16) -> None:
        self._connection = connection
        self._workers = workers
        self._clients: dict[str, t.Any] = {}
        self._lock = threading.Lock()
        self._session = functools.cache(self._new_session)

    def __call__(self, call: Call) -> Reply:
        """The reply of AWS, all pages of it; raises `AwsError`, `Absent` or `Invalid`."""
        try:
            client = self._client(call.service.name)
            self.check(call)
            reply = self._send(client, call)
        except botocore.exceptions.ClientError as error:
            raise _refused(call, error.response.get("Error", {})) from error
        except botocore.exceptions.BotoCoreError as error:
            raise AwsError(call, type(error).__name__, str(error)) from error
        return _placed(reply, client) if call == here() else reply

    def check(self, call: Call) -> None:
        """Raise `Invalid` when AWS's model of the request says it cannot be."""
        client = self._client(call.service.name)
        operation = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[call.operation])
        if wrong := models.check(call, operation):
            raise Invalid(f"{call} would be refused: {'; '.join(wrong)}")

    @staticmethod
    def _send(client: t.Any, call: Call) -> Reply:
        if client.can_paginate(call.operation):
            paginator = client.get_paginator(call.operation)
            if not call.params.keys() & {paginator._pagination_cfg.get("limit_key")}:
                return t.cast(Reply, paginator.paginate(**call.params).build_full_result())
        return t.cast(Reply, getattr(client, call.operation)(**call.params))

    def _client(self, service: str) -> t.Any:
        with self._lock:
            if service not in self._clients:
                self._clients[service] = self._new_client(service)
            return self._clients[service]

    def _new_client(self, service: str) -> t.Any:
        try:
            return self._session().create_client(service, **self._options())
        except botocore.exceptions.BotoCoreError:
            raise
        except (TypeError, ValueError) as error:  # such as an endpoint_url without https://, or an unknown aws_config
            raise Invalid(f"there is no way to {service}: {error}") from error

    def _options(self) -> dict[str, t.Any]:
        about = self._connection
        config = botocore.config.Config(
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            max_pool_connections=self._workers,
            user_agent_extra="venturemond.envelope",
        )
        return {
            "region_name": about.get("region"),
            "endpoint_url": about.get("endpoint_url"),
            "aws_access_key_id": about.get("access_key"),
            "aws_secret_access_key": about.get("secret_key"),
            "aws_session_token": about.get("session_token"),
            "verify": about.get("verify"),
            "config": config.merge(botocore.config.Config(**(about.get("config") or {}))),
        }

    def _new_session(self) -> t.Any:
        session = SPARE.pop() if SPARE else bare_session()
        if profile := self._connection.get("profile"):
            session.set_config_variable("profile", profile)
        return session


@functools.cache
def models_loader() -> t.Any:
    """botocore's models, read once a process however many sessions there are."""
    return botocore.loaders.create_loader(os.environ.get("AWS_DATA_PATH"))


SPARE: list[t.Any] = []
"""A session that `warm` has left for the first `Cloud` of each forked process: making one takes 10 ms."""


def bare_session() -> t.Any:
    session = botocore.session.Session()
    session.register_component("data_loader", models_loader())
    return session


def warm(services: t.Iterable[str]) -> None:
    """Read the models of these services now, for the processes that will be forked from this one.

    What is wrong with the environment is left to the task that uses it to say.
    """
    if not HAS_BOTOCORE:
        return
    with contextlib.suppress(botocore.exceptions.BotoCoreError, ValueError):
        session = bare_session()
        for service in services:
            client = session.create_client(service, region_name="us-east-1", aws_access_key_id="-",
                                           aws_secret_access_key="-")
            client.can_paginate(next(iter(client.meta.method_to_api_mapping)))  # reads the model of its pages
        SPARE[:] = [bare_session()]


def _refused(call: Call, about: t.Mapping[str, t.Any]) -> AwsError:
    code = str(about.get("Code", "Unknown"))
    kind = Absent if code in call.service.absent else AwsError
    return kind(call, code, about.get("Message") or "no message")


def _placed(identity: Reply, client: t.Any) -> Reply:
    partition = identity["Arn"].split(":")[1]
    return {"partition": partition, "account": identity["Account"], "region": client.meta.region_name,
            "arn": identity["Arn"]}
