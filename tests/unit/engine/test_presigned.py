# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Requests with a pre-signed URL, over a real connection; the URL itself is never to be seen."""

from __future__ import annotations

import http.server
import threading

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.cloud import Cloud
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.presigned import refusal, signed_url

PLACE = {"Bucket": "acme", "Key": "a b.txt"}


class Storage(http.server.BaseHTTPRequestHandler):
    """Keeps what is asked of it, and refuses."""

    def answer(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.command, self.path, dict(self.headers), body))
        text = f"<Error><Code>Nope</Code><SignatureProvided>{self.path}</SignatureProvided></Error>".encode()
        self.send_response(403)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        self.wfile.write(text)

    do_GET = do_PUT = do_OPTIONS = answer  # noqa: N815

    def log_message(self, *args):
        """Nothing."""


@pytest.fixture
def storage():
    with http.server.HTTPServer(("127.0.0.1", 0), Storage) as server:
        server.asked = []
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def cloud_of(port):
    return Cloud({"region": "eu-west-1", "endpoint_url": f"http://127.0.0.1:{port}", "access_key": "key",
                  "secret_key": "secret"})


def test_an_upload_is_sent_with_the_headers_it_was_signed_with(storage):
    reply = cloud_of(storage.server_port)(signed_url.put_object(**PLACE, ContentType="text/plain", Body=b"hello"))
    [(method, path, headers, body)] = storage.asked

    assert (method, body, headers["Content-Type"], headers["Content-Length"]) == ("PUT", b"hello", "text/plain", "5")
    assert "/acme/a%20b.txt?" in path and "X-Amz-SignedHeaders=content-type%3Bhost" in path
    assert "X-Amz-Algorithm=AWS4-HMAC-SHA256" in path, "KMS takes no older signature"
    assert "Authorization" not in headers
    assert (reply["status"], refusal(reply)) == (403, "Nope (403)"), "a refusal is an answer"


def test_a_download_brings_no_headers_along(storage):
    cloud_of(storage.server_port)(signed_url.get_object(**PLACE))
    [(method, path, _headers, _body)] = storage.asked
    assert method == "GET" and "X-Amz-SignedHeaders=host" in path


def test_a_preflight_asks_as_a_browser_does(storage):
    cloud_of(storage.server_port)(signed_url.check_preflight(**PLACE, Origin="https://acme.example"))
    [(method, _path, headers, _body)] = storage.asked
    asks = {name: headers[name] for name in ("Origin", "Access-Control-Request-Method")}
    assert (method, asks) == ("OPTIONS", {"Origin": "https://acme.example", "Access-Control-Request-Method": "PUT"})


def test_where_nobody_answers_the_url_is_not_told():
    with http.server.HTTPServer(("127.0.0.1", 0), Storage) as server:
        port = server.server_port
    with pytest.raises(AwsError) as raised:
        cloud_of(port)(signed_url.get_object(**PLACE))

    assert "127.0.0.1 does not answer" in str(raised.value)
    assert "Signature" not in str(raised.value) and raised.value.__cause__ is None


def test_a_refusal_without_a_code_is_told_by_its_status():
    assert refusal({"status": 502, "headers": {}, "body": b"<html>"}) == "status 502"
