# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What looks like a secret in a line of a log is not shown, and the line can still be read."""

from __future__ import annotations

import time

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.on_call.masking import (
    LONGEST,
    masked,
    without_secrets,
)


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
    ("mysql --user root --password canary acme", "mysql --user root --password ******** acme"),
    ("SQL: create user 'a' identified with x by 'can ary' require ssl",
     "SQL: create user 'a' identified with x by ******** require ssl"),
    ("Cookie: a=canary; XSRF=canary", "Cookie: ********"),
    ("GET /reset?token=canary&mail=a", "GET /reset?token=********&mail=a"),
    ("-----BEGIN RSA PRIVATE KEY-----canary", "********"),
    ('{"user":"a","password":"can ary', '{"user":"a","password":********'),
    (r'{"body":"{\"token\":\"can ary', r'{"body":"{\"token\":********'),
    (r'"{\\\"token\\\":\\\"can ary\\\",\\\"id\\\":7}"', r'"{\\\"token\\\":********,\\\"id\\\":7}"'),
    ("#0 Db.php(7): PDO->__construct('mysql:host=db', 'user', 'can)ary') #1 Db.php(9): run()",
     "#0 Db.php(7): PDO->__construct(********) #1 Db.php(9): run()"),
    (r'{"trace":"#0 a.php(1): Redis->auth(\'canary\')\n#1 {main}"}',
     r'{"trace":"#0 a.php(1): Redis->auth(********)\n#1 {main}"}'),
    ("#0 C.php(5): C->createPdoConnection('mysql:', 'user', 'can", "#0 C.php(5): C->createPdoConnection(********)"),
])
def test_a_secret_is_masked(line, shown):
    assert masked(line) == shown


@pytest.mark.parametrize("line", [
    "production.ERROR: SQLSTATE[HY000] [2002] Connection refused",
    "password is missing", "the tokens of 3 users", "GET /api/health 200", "https://api.example.com:443/up",
])
def test_what_is_none_is_shown(line):
    assert masked(line) == line


def test_a_long_line_is_masked_before_it_is_cut():
    assert masked("a" * 100_000) == "a" * LONGEST + " ..."
    over_the_end = "-" * (LONGEST - 16) + '{"password":"' + "canary" * 100 + '"}'
    assert "can" not in masked(over_the_end)


@pytest.mark.parametrize("line", ["password" * 12_000, "a." * 50_000, "token" + " " * 100_000, "://" * 30_000,
                                  "--token " * 15_000, "identified with " * 8_000,
                                  "->connect(" * 10_000, "x='" * 30_000])
def test_no_line_takes_long(line):
    began = time.monotonic()
    masked(line)
    assert time.monotonic() - began < 2


def test_many_lines_may_hold_one_secret():
    assert without_secrets("a\n-----BEGIN PRIVATE KEY-----\ncanary\ncanary") == "a\n********"
