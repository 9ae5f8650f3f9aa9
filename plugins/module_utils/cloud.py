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
import urllib.parse

from . import addressing, models, presigned
from .calls import Call, Reply, here
from .errors import Absent, AwsError, Invalid

try:
    import botocore
    import botocore.awsrequest
    import botocore.config
    import botocore.exceptions
    import botocore.httpsession
    import botocore.loaders
    import botocore.session
    import botocore.utils
    import urllib3.exceptions

    HAS_BOTOCORE = True
except ImportError:
    HAS_BOTOCORE = False

ATTEMPTS = 5
"""How often botocore tries a call: throttled, refused with 5xx, or dropped on the way."""

LONGEST_DOCUMENT = 4 * 1024 * 1024
"""Bytes that are read from behind a URL."""

DOCUMENT_PATIENCE = (5, 15)
"""Seconds to connect there, and to wait for the next bytes."""


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
    """Performs calls, with one client per service and region, and botocore's own retries.

    All workers of a process share the clients, and with them botocore's retry
    quota: a throttled API is not hammered by every worker on its own.
    """

    def __init__(self, connection: Connection, *, workers: int = 16) -> None:
        self._connection = connection
        self._workers = workers
        self._clients: dict[tuple[str, str], t.Any] = {}
        self._lock = threading.Lock()
        self._session = functools.cache(self._new_session)
        self._place: Reply | None = None

    def __call__(self, call: Call) -> Reply:
        """The reply of AWS, all pages of it; raises `AwsError`, `Absent` or `Invalid`."""
        if call.service.name == "https":
            return self._document(call)
        if call.service.name == "presigned":
            return self._presigned(call)
        asks_where = call.to("") == here()
        if asks_where and self._place:  # it does not change while a task lasts
            return {**self._place, "region": call.service.region or self._place["region"]}
        try:
            client = self._client(call.service.name, call.service.region)
            self.check(call)
            reply = self._send(client, call)
        except botocore.exceptions.ClientError as error:
            raise _refused(call, error.response.get("Error", {})) from error
        except botocore.exceptions.BotoCoreError as error:
            raise AwsError(call, type(error).__name__, str(error)) from error
        if not asks_where:
            return reply
        self._place = _placed(reply, self._client("sts"))
        return {**self._place, "region": client.meta.region_name}

    def check(self, call: Call) -> None:
        """Raise `Invalid` when AWS's model of the request says it cannot be."""
        client = self._client(call.service.name, call.service.region)
        operation = client.meta.service_model.operation_model(client.meta.method_to_api_mapping[call.operation])
        if wrong := models.check(call, operation):
            raise Invalid(f"{call} would be refused: {'; '.join(wrong)}")

    def _document(self, call: Call) -> Reply:
        """The `body` behind the `url` of a call: a document that AWS has given the address of, such as of an image.

        No credentials are sent; and as the address lets in whoever knows it, no error tells more than its host.
        """
        url = call.params["url"]
        there = urllib.parse.urlsplit(url)
        if there.scheme != "https" and not str(self._connection.get("endpoint_url")).startswith("http://"):
            raise Invalid(f"{call} would ask {there.hostname} without encryption")
        try:
            with contextlib.closing(self._plain_session(url)) as session:
                request = botocore.awsrequest.AWSRequest("GET", url, stream_output=True).prepare()
                answer = session.send(request)
                body = answer.raw.read(LONGEST_DOCUMENT + 1, decode_content=True)
        except (botocore.exceptions.BotoCoreError, urllib3.exceptions.HTTPError, OSError) as error:
            raise AwsError(call, type(error).__name__, f"{there.hostname} does not answer") from None
        if answer.status_code != 200:
            raise AwsError(call, str(answer.status_code), f"{there.hostname} refused to show the document")
        if len(body) > LONGEST_DOCUMENT:
            raise AwsError(call, "TooLong", f"the document at {there.hostname} is longer than {LONGEST_DOCUMENT} bytes")
        return {"body": body.decode(errors="replace")}

    def _presigned(self, call: Call) -> Reply:
        """What S3 answers to whoever has a URL signed for this request, be it a refusal."""
        client = self._client("s3", call.service.region)
        asked = presigned.request(call, client.generate_presigned_url)
        try:
            with contextlib.closing(self._plain_session(asked.url)) as session:
                answer = session.send(botocore.awsrequest.AWSRequest(
                    asked.method, asked.url, asked.headers, asked.body).prepare())
                body = answer.content
        except (botocore.exceptions.BotoCoreError, urllib3.exceptions.HTTPError, OSError) as error:
            host = urllib.parse.urlsplit(asked.url).hostname
            raise AwsError(call, type(error).__name__, f"{host} does not answer") from None
        headers = {name.lower(): value for name, value in answer.headers.items()}
        return {"status": answer.status_code, "headers": headers, "body": body}

    def _plain_session(self, url: str) -> t.Any:
        """Connections as the clients make them, for requests that are not signed."""
        config, trusted = self._options()["config"], self._connection.get("verify")
        if trusted is None:
            with self._lock:
                trusted = self._session().get_config_variable("ca_bundle")
        if trusted is None:
            trusted = os.environ.get("REQUESTS_CA_BUNDLE") or True
        return botocore.httpsession.URLLib3Session(
            verify=trusted, proxies=config.proxies or botocore.utils.get_environ_proxies(url),
            proxies_config=config.proxies_config, timeout=DOCUMENT_PATIENCE)

    @staticmethod
    def _send(client: t.Any, call: Call) -> Reply:
        if client.can_paginate(call.operation):
            paginator = client.get_paginator(call.operation)
            if not call.params.keys() & {paginator._pagination_cfg.get("limit_key")}:
                return t.cast(Reply, paginator.paginate(**call.params).build_full_result())
        return _whole(getattr(client, call.operation)(**call.params))

    def _client(self, service: str, region: str = "") -> t.Any:
        with self._lock:
            if (service, region) not in self._clients:
                self._clients[service, region] = self._new_client(service, region)
            return self._clients[service, region]

    def _new_client(self, service: str, region: str) -> t.Any:
        try:
            options = self._options(region)
            if service == "s3":  # AWS takes no other signature in the URL of an object that KMS encrypts
                options["config"] = botocore.config.Config(signature_version="s3v4").merge(options["config"])
            client = self._session().create_client(service, **options)
            client.meta.events.register("before-sign.s3-control", addressing.without_account)
            return client
        except botocore.exceptions.BotoCoreError:
            raise
        except (TypeError, ValueError) as error:  # such as an endpoint_url without https://, or an unknown aws_config
            raise Invalid(f"there is no way to {service}: {error}") from error

    def _options(self, region: str = "") -> dict[str, t.Any]:
        about = self._connection
        config = botocore.config.Config(
            retries={"mode": "standard", "total_max_attempts": ATTEMPTS},
            max_pool_connections=self._workers,
            user_agent_extra="venturemond.envelope",
        )
        return {
            "region_name": region or about.get("region"),
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


@functools.cache
def api_names(service: str) -> t.Mapping[str, str]:
    """The operations of an API as AWS spells them, by their names in Python."""
    listed = models_loader().load_service_model(service, "service-2")["operations"]
    return {botocore.xform_name(name): name for name in listed}


def api_name(service: str, operation: str) -> str:
    """A call as documentation names it: `rds:DescribeDBInstances`."""
    return f"{service}:{api_names(service).get(operation, operation)}"


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


def _whole(reply: Reply) -> Reply:
    """A reply with the object that it streams read, as S3's and Lambda's do."""
    streams = {name: value.read() for name, value in reply.items() if hasattr(value, "read")}
    return {**reply, **streams} if streams else reply


def _refused(call: Call, about: t.Mapping[str, t.Any]) -> AwsError:
    code = str(about.get("Code", "Unknown"))
    kind = Absent if code in call.service.absent else AwsError
    return kind(call, code, about.get("Message") or "no message")


def _placed(identity: Reply, client: t.Any) -> Reply:
    partition = identity["Arn"].split(":")[1]
    return {"partition": partition, "account": identity["Account"], "region": client.meta.region_name,
            "arn": identity["Arn"]}
