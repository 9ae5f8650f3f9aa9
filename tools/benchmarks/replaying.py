# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes recorded calls again with boto3 alone, one after the other in one process: what no tool can do without.

    python -m ansible_collections.venturemond.envelope.tools.benchmarks.replaying FILE ENDPOINT_URL
"""

from __future__ import annotations

import contextlib
import functools
import json
import sys
import typing as t
from pathlib import Path

import boto3
from botocore.exceptions import ClientError


def replay(file: Path, endpoint_url: str) -> None:
    @functools.cache
    def client(service: str) -> t.Any:
        return boto3.client(service, region_name="eu-west-1", endpoint_url=endpoint_url,
                            aws_access_key_id="bench", aws_secret_access_key="accepts-anything")

    for line in file.read_text(encoding="utf-8").splitlines():
        service, operation, params = json.loads(line)
        with contextlib.suppress(ClientError):  # the answer may have been that there is no such thing
            ask(client(service), operation, params)


def ask(client: t.Any, operation: str, params: dict[str, t.Any]) -> None:
    """All pages, as the engine reads them."""
    if client.can_paginate(operation):
        paginator = client.get_paginator(operation)
        if paginator._pagination_cfg.get("limit_key") not in params:
            paginator.paginate(**params).build_full_result()
            return
    getattr(client, operation)(**params)


if __name__ == "__main__":
    replay(Path(sys.argv[1]), sys.argv[2])
