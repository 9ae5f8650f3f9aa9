# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The server itself: control pages, reset, the command line, and its end."""

from __future__ import annotations

import re
import socket
import subprocess
import sys
import urllib.error
import urllib.request

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws import LocalAws
from ansible_collections.venturemond.envelope.extensions.local_aws.client import NotRunning
from ansible_collections.venturemond.envelope.extensions.local_aws.process import EMBEDDED_AWS


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", EMBEDDED_AWS.package, *arguments]
    return subprocess.run(line, capture_output=True, text=True, check=False)


def test_reset_forgets_resources_calls_and_faults(aws, client):
    client("ecs").create_cluster(clusterName="c")
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    aws.fault(kind="drop", operation="RunTask")
    aws.reset()
    assert (aws.calls(), aws.faults()) == ([], [])
    assert client("ecs").list_clusters()["clusterArns"] == []
    client("s3").create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})


def test_page_shows_what_is_there_and_escapes_it(aws, client):
    client("ecs").create_cluster(clusterName="c")
    key = "<b>key"
    aws.client("sts", aws_access_key_id=key).get_caller_identity()
    with urllib.request.urlopen(f"{aws.url}/_local/") as reply:
        page = reply.read().decode()
    assert "ecs:CreateCluster" in page
    assert "Cluster 1" in page
    assert "<b>key" not in page
    assert "http://" not in page


def test_control_and_motos_own_pages_are_not_in_the_journal(aws):
    for path in ("/_local/", "/_local/health", "/_local/calls", "/moto-api/data.json"):
        with urllib.request.urlopen(aws.url + path) as reply:
            assert reply.status == 200
    assert aws.calls() == []


@pytest.mark.parametrize(("path", "status"), [("/_local/call", 404), ("/_local/calls?since=x", 400)])
def test_wrong_questions(aws, path, status):
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(aws.url + path)
    with raised.value as error:
        assert error.code == status


def test_loopback_only(aws):
    port = int(aws.url.rpartition(":")[2])
    with open("/proc/net/tcp", encoding="ascii") as table:  # noqa: PTH123
        listening = [line.split()[1] for line in table if line.split()[3] == "0A"]
    assert [address for address in listening if address.endswith(f":{port:04X}")] == [f"0100007F:{port:04X}"]


def test_command_line(tmp_path, refused):
    state = ("--state-dir", str(tmp_path / "state"))
    assert command("status", *state).returncode == 1
    started = command("start", "--port", "0", *state)
    assert started.returncode == 0, started.stderr
    try:
        port = re.findall(r"up at http://127.0.0.1:(\d+), ", started.stdout)[0]
        assert "already up" in command("start", "--port", port, *state).stdout
        assert f"already up at http://127.0.0.1:{port}." in command("start", "--port", "0", *state).stdout
        other = command("start", "--port", str(int(port) % 65535 + 1), *state)
        assert other.returncode == 1 and f"is up at port {port} already: stop it first." in other.stderr
        assert command("status", *state).returncode == 0
        aws = LocalAws(f"http://127.0.0.1:{port}")
        with refused("NotImplemented", "lacks wellarchitected:ListWorkloads"):
            aws.client("wellarchitected").list_workloads()
        pid = aws.health()["pid"]
        assert str(pid) in command("status", *state).stdout
    finally:
        stopped = command("stop", *state)
    assert f"process {pid} has ended" in stopped.stdout
    with pytest.raises(NotRunning):
        LocalAws(f"http://127.0.0.1:{port}").health()
    assert "No embedded AWS was started" in command("stop", *state).stdout


def test_port_of_another_program(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        other.settimeout(20)
        port = other.getsockname()[1]
        failed = command("serve", "--port", str(port))
    assert failed.returncode == 1
    assert failed.stderr.strip() == f"Port {port} is held by another program."


def test_ends_with_its_parent():
    child = EMBEDDED_AWS.spawn(0, "--exit-with-parent", stdin=subprocess.PIPE)
    EMBEDDED_AWS.first_line(child)
    child.communicate(timeout=20)
    assert child.returncode == 0


def test_environment_leads_here(aws):
    assert aws.environment("eu-central-1") == {
        "AWS_ENDPOINT_URL": aws.url,
        "AWS_ACCESS_KEY_ID": "testing",
        "AWS_SECRET_ACCESS_KEY": "testing",
        "AWS_DEFAULT_REGION": "eu-central-1",
    }


def test_a_connection_serves_many_calls(aws, client):
    """Large and empty bodies leave nothing behind that the next request would stumble over."""
    s3 = client("s3")
    s3.create_bucket(Bucket="bucket", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    for number, body in enumerate((b"", b"x" * 3_000_000, b"Action=Nothing")):
        s3.put_object(Bucket="bucket", Key=str(number), Body=body)
        assert s3.get_object(Bucket="bucket", Key=str(number))["Body"].read() == body
        assert s3.head_object(Bucket="bucket", Key=str(number))["ContentLength"] == len(body)
