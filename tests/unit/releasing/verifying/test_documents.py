# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Documents behind URLs, as `cloud.py` fetches them."""

from __future__ import annotations

import http.server
import threading
import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils import cloud as cloud_module
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Call, Service
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError, Invalid

CONFIG = '{"architecture": "arm64"}'


class Layers(http.server.BaseHTTPRequestHandler):
    """A bucket of layers that remembers how it was asked."""

    asked: t.ClassVar[list[t.Any]] = []

    def do_GET(self) -> None:
        self.asked.append((self.path, dict(self.headers)))
        if self.path.startswith("/hang-up"):
            self.close_connection = True
            return
        body = CONFIG.encode()
        self.send_response(200 if self.path.startswith("/config") else 403)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *about: t.Any) -> None:
        """Tests are quiet."""


@pytest.fixture
def layers(monkeypatch: pytest.MonkeyPatch) -> t.Iterator[str]:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    Layers.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Layers) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def fetch(url: str, **connection: t.Any) -> str:
    made = Cloud({"region": "eu-west-1", "access_key": "AKIATEST", "secret_key": "b", **connection})
    return made(Call(Service("https"), "get_document", {"url": url}))["body"]


def test_a_document_is_fetched_as_it_is_and_without_credentials(layers):
    url = f"{layers}/config?X-Amz-Signature=a%2Fb&x=1"

    assert fetch(url, endpoint_url=layers) == CONFIG
    [(path, headers)] = Layers.asked
    assert path == "/config?X-Amz-Signature=a%2Fb&x=1"
    assert "Authorization" not in headers
    assert "AKIATEST" not in str(headers)


@pytest.mark.parametrize("endpoint", [None, "https://127.0.0.1:1"])
def test_only_who_speaks_to_aws_in_the_clear_fetches_in_the_clear(layers, endpoint):
    with pytest.raises(Invalid, match=r"https:get_document would ask 127\.0\.0\.1 without encryption"):
        fetch(f"{layers}/config", endpoint_url=endpoint)
    assert not Layers.asked


@pytest.mark.parametrize(("path", "code"), [("denied", "403"), ("hang-up", "ConnectionClosedError")])
def test_an_error_keeps_the_address_to_itself(layers, path, code):
    with pytest.raises(AwsError) as failed:
        fetch(f"{layers}/{path}?X-Amz-Signature=canary", endpoint_url=layers)

    assert failed.value.code == code
    assert "127.0.0.1" in str(failed.value)
    assert "canary" not in str(failed.value)
    assert failed.value.__cause__ is None and failed.value.__suppress_context__ is (code != "403")


def test_nobody_there():
    with pytest.raises(AwsError, match=r"127\.0\.0\.1 does not answer \(EndpointConnectionError\)"):
        fetch("https://127.0.0.1:1/config")


def test_a_document_that_does_not_end_is_not_read_to_its_end(layers, monkeypatch):
    monkeypatch.setattr(cloud_module, "LONGEST_DOCUMENT", 10)

    with pytest.raises(AwsError, match="longer than 10 bytes"):
        fetch(f"{layers}/config", endpoint_url=layers)


@pytest.mark.parametrize(("environment", "connection", "trusted", "proxy"), [
    ({}, {}, True, None),
    ({"REQUESTS_CA_BUNDLE": "requests.pem", "https_proxy": "http://proxy:1"}, {}, "requests.pem", "http://proxy:1"),
    ({"REQUESTS_CA_BUNDLE": "requests.pem", "AWS_CA_BUNDLE": "aws.pem"}, {}, "aws.pem", None),
    ({"AWS_CA_BUNDLE": "aws.pem", "https_proxy": "http://proxy:1"},
     {"verify": False, "config": {"proxies": {"https": "http://other:1"}}}, False, "http://other:1"),
])
def test_proxies_and_trust_are_those_of_the_clients(monkeypatch, environment, connection, trusted, proxy):
    made: list[dict[str, t.Any]] = []

    def session(**options: t.Any) -> t.NoReturn:
        made.append(options)
        raise OSError

    for name in ("REQUESTS_CA_BUNDLE", "AWS_CA_BUNDLE", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(cloud_module.botocore.httpsession, "URLLib3Session", session)
    with pytest.raises(AwsError):
        fetch("https://layers.example/config", **connection)

    [options] = made
    assert (options["verify"], options["proxies"].get("https")) == (trusted, proxy)
