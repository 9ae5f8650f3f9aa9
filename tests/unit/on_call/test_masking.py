# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What looks like a secret in a line of a log is not shown, and the line can still be read."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.masking import LONGEST, masked


@pytest.mark.parametrize(("line", "shown"), [
    ("GET /api Authorization: Bearer abc.DEF-123", "GET /api Authorization: Bearer ********"),
    ("authorization=Basic dXNlcjpwYXNz", "authorization=Basic ********"),
    ("connect failed password=canary user=envelope", "connect failed password=******** user=envelope"),
    ('{"level":"ERROR","db_password":"can\\"ary","host":"db"}',
     '{"level":"ERROR","db_password":********,"host":"db"}'),
    (r'{"body":"{\"token\":\"canary\",\"id\":7}"}', r'{"body":"{\"token\":********,\"id\":7}"}'),
    ("'api_key' => 'canary',", "'api_key' => ********,"),
    ("APP_KEY base64:q83vASNFZ4mrze8BI0VniavN7wEjRWeJ is wrong", "APP_KEY base64:******** is wrong"),
    ("mysql://envelope:canary@db:3306/envelope", "mysql://envelope:********@db:3306/envelope"),
    ("redis://:canary@cache:6379", "redis://:********@cache:6379"),
    ("jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl ended", "jwt ******** ended"),
    ("key AKIAIOSFODNN7EXAMPLE refused", "key AKIAIOSF******** refused"),
    ("Cookie: a=canary; XSRF=canary", "Cookie: ********"),
    ("GET /reset?token=canary&mail=a", "GET /reset?token=********&mail=a"),
    ("-----BEGIN RSA PRIVATE KEY-----canary", "********"),
])
def test_a_secret_is_masked(line, shown):
    assert masked(line) == shown


@pytest.mark.parametrize("line", [
    "production.ERROR: SQLSTATE[HY000] [2002] Connection refused",
    "password is missing", "the tokens of 3 users", "GET /api/health 200", "https://api.example.com:443/up",
])
def test_what_is_none_is_shown(line):
    assert masked(line) == line


def test_a_long_line_is_cut_before_it_is_looked_at():
    assert masked("a" * 100_000) == "a" * LONGEST + " ..."
