# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How tests and tools talk to the embedded AWS."""

from __future__ import annotations

import contextlib
import functools
import json
import subprocess
import typing as t
import urllib.error
import urllib.request

from ansible_collections.venturemond.envelope.plugins.module_utils.addressing import without_account


class NotRunning(ConnectionError):
    """No embedded AWS answers at that address."""


class LocalAws:
    """A running embedded AWS: its journal, its faults, its containers and images, and boto3 clients of it.

    `calls` and `writes` take the number of the last call not to be shown, as `mark` gave it.
    """

    def __init__(self, url: str) -> None:
        self.url = url.rstrip("/")

    @classmethod
    @contextlib.contextmanager
    def running(cls, *options: str) -> t.Iterator[LocalAws]:
        """A server of one's own on a free port, for as long as the block lasts and never longer than this process.

        `options` are those of `serve`, such as `--record-iam`.
        """
        from .process import EMBEDDED_AWS

        child = EMBEDDED_AWS.spawn(0, "--exit-with-parent", *options, stdin=subprocess.PIPE)
        try:
            yield cls(EMBEDDED_AWS.first_line(child))
        finally:
            child.terminate()
            child.communicate()

    def calls(self, since: int = 0) -> list[dict[str, t.Any]]:
        return self._ask("GET", f"calls?since={since}")

    def writes(self, since: int = 0) -> list[dict[str, t.Any]]:
        return [call for call in self.calls(since) if call["write"]]

    def mark(self) -> int:
        """The number of the last call so far."""
        return int(self.health()["calls"])

    def reset(self) -> None:
        """Forget every resource, call, fault, script and timing."""
        self._ask("POST", "reset")

    def fault(self, **fault: t.Any) -> dict[str, t.Any]:
        """Ask for a fault, e.g. `kind="throttle", service="ecs", operation="UpdateService"`."""
        return self._ask("POST", "faults", fault)

    def faults(self) -> list[dict[str, t.Any]]:
        return self._ask("GET", "faults")

    def clear_faults(self) -> None:
        self._ask("DELETE", "faults")

    def script(self, **script: t.Any) -> dict[str, t.Any]:
        """Say what containers do, e.g. `image="*/api:2*", command="*migrate*", lines=["..."], exit_code=42`."""
        return self._ask("POST", "containers", script)

    def scripts(self) -> list[dict[str, t.Any]]:
        return self._ask("GET", "containers")

    def clear_scripts(self) -> None:
        self._ask("DELETE", "containers")

    def timing(self, **seconds: float) -> dict[str, float]:
        """Set how long the steps of tasks take, e.g. `start_seconds=0`, and return all timings."""
        return self._ask("POST", "ecs", seconds) if seconds else self._ask("GET", "ecs")

    def push(self, repository: str, tag: str, architecture: str | list[str] = "arm64", **where: str) -> str:
        """Push an image as a build pipeline would, and return its digest; `where` may name account and region."""
        image = {"repository": repository, "tag": tag, "architecture": architecture, **where}
        return self._ask("POST", "images", image)["digest"]

    def quota(self, code: str, value: float, **where: str) -> dict[str, t.Any]:
        """Set a service quota, as if AWS had been asked to; `where` may name account and region."""
        return self._ask("POST", "quotas", {"code": code, "value": value, **where})

    def confirm(self, endpoint: str) -> int:
        """Confirm what an endpoint is subscribed to, as whoever reads its mail does; how many there were."""
        return t.cast(int, self._ask("POST", "subscriptions", {"endpoint": endpoint})["confirmed"])

    def mail(self, identity: str = "", **about: t.Any) -> dict[str, t.Any]:
        """Say how far the verification of an identity is, e.g. `dkim="FAILED", mail_from="SUCCESS", after_reads=2`.

        Or `configuration_set="...", bounce_rate=0.03`, or `production_access=False`.
        """
        return self._ask("POST", "mail", {**({"identity": identity} if identity else {}), **about})

    def certificate(self, domain: str, status: str | None, **about: t.Any) -> dict[str, t.Any]:
        """Say how far certificates of a domain are, e.g. `"VALIDATION_TIMED_OUT", after_reads=2`; None: DNS says."""
        return self._ask("POST", "certificates", {"domain": domain, "status": status, **about})

    def health(self) -> dict[str, t.Any]:
        return self._ask("GET", "health")

    def environment(self, region: str = "eu-west-1") -> dict[str, str]:
        """The environment variables that lead any AWS SDK here."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_DEFAULT_REGION": region,
        }

    def client(self, service: str, region: str = "eu-west-1", **options: t.Any) -> t.Any:
        """A boto3 client of a service here; without options, the same one each time."""
        return self._special(service, region, **options) if options else self._plain(service, region)

    def _special(self, service: str, region: str, **options: t.Any) -> t.Any:
        given = {"aws_access_key_id": "testing", "aws_secret_access_key": "testing", **options}
        return self._session.client(service, region_name=region, endpoint_url=self.url, **given)

    @functools.cached_property
    def _plain(self) -> t.Callable[[str, str], t.Any]:
        """Making a client takes longer than most of what it is asked."""
        return functools.cache(self._special)

    @functools.cached_property
    def _session(self) -> t.Any:
        import boto3

        session = boto3.session.Session()
        session.events.register("before-sign.s3-control", without_account)
        return session

    def _ask(self, method: str, path: str, body: t.Any = None) -> t.Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self.url}/_local/{path}", data, method=method)
        try:
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=30) as reply:
                return json.load(reply)
        except urllib.error.HTTPError as error:
            raise _understood(error) from None
        except (OSError, json.JSONDecodeError) as error:
            raise NotRunning(f"No embedded AWS answers at {self.url}: {error}") from error


def _understood(error: urllib.error.HTTPError) -> Exception:
    """The server's own words; what answers in others is another program."""
    try:
        with error:
            return ValueError(json.load(error)["error"])
    except (json.JSONDecodeError, KeyError, TypeError):
        return NotRunning(f"Another program answers at {error.url}.")
