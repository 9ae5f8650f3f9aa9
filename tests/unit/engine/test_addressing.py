# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Hosts of requests to an endpoint of one's own."""

from __future__ import annotations

import types

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.addressing import without_account


@pytest.mark.parametrize(("url", "asked"), [
    ("http://111122223333.127.0.0.1:4566/v20180820/x", "http://127.0.0.1:4566/v20180820/x"),
    ("http://111122223333.localhost/v20180820/x", "http://localhost/v20180820/x"),
    ("https://111122223333.s3-control.eu-west-1.amazonaws.com/x", None),
    ("https://111122223333.aws.example.com:4566/x", None),
    ("https://example.com/?next=http://111122223333.example.com/", None),
])
def test_only_where_there_are_no_names_below_it_the_account_is_taken_off(url: str, asked: str | None) -> None:
    request = types.SimpleNamespace(url=url)
    without_account(request=request, operation_name="GetPublicAccessBlock")
    assert request.url == (asked or url)
