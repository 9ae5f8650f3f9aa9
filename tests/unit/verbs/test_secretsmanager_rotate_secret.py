# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a rotation is asked for."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.secretsmanager_rotate_secret import (
    RotateSecret,
)
from ansible_collections.venturemond.envelope.tests.unit.rotating.account import SERVICES, rotation

CACHED = {"caches": {"REDIS_PASSWORD": "envelope-prod"}}
MASTER = {"databases": {"DB_PASSWORD": "envelope-prod"}}


@pytest.mark.parametrize("entries", [["APP_KEY"], ["REVERB_APP_SECRET", "APP_KEY"]])
def test_what_can_be_rotated_is_no_problem(entries: list[str]):
    assert list(rotation(*entries).problems()) == []


@pytest.mark.parametrize(("entry", "about"), [
    ("REDIS_PASSWORD", CACHED), ("DB_PASSWORD", MASTER), ("DB_PASSWORD", {**MASTER, "generate": [{"key": "APP_KEY"}]}),
    ("REDIS_PASSWORD", {**CACHED, "generate": [{"key": "REDIS_PASSWORD", "format": "hex", "length": 64}]}),
])
def test_what_is_rotated_where_it_is_kept_is_no_problem(entry: str, about: dict[str, t.Any]):
    assert list(rotation(entry, **about).problems()) == []


def test_the_example_is_no_problem():
    assert list(RotateSecret.given(RotateSecret.examples).problems()) == []


@pytest.mark.parametrize(("entries", "about", "words"), [
    ([], {"entries": []}, "entries is empty: say which, as in -e entries=APP_KEY"),
    ([""], {}, "entries is empty: say which"),
    (["APP_KEYS"], {}, "entries: APP_KEYS is not known, did you mean APP_KEY? (allowed: APP_KEY, DB_PASSWORD, REDIS"),
    (["APP_KEY"], {"own_values": ["APP_KEY"]}, "APP_KEY has a value of your own: change it where you keep it"),
    (["MAIL"], {"own_values": ["MAIL"]}, "MAIL has a value of your own"),
    (["DB_PASSWORD"], {}, "DB_PASSWORD is known to the database too, which would not know the new value"),
    (["REDIS_PASSWORD"], {}, "REDIS_PASSWORD is known to Redis too, which would not know the new value"),
    (["REDIS_PASSWORD"], {**CACHED, "generate": [{"key": "REDIS_PASSWORD", "length": 129}]},
     "REDIS_PASSWORD: cannot be the password of a cache as it is made (format text, length 129); allowed are text and"),
    (["REDIS_PASSWORD"], {**CACHED, "generate": [{"key": "REDIS_PASSWORD", "alphabet": "abcdefghijk/"}]},
     "REDIS_PASSWORD: cannot be the password of a cache as it is made"),
    (["REDIS_PASSWORD"], {**CACHED, "generate": [{"key": "REDIS_PASSWORD", "format": "hex", "length": 65}]},
     "REDIS_PASSWORD: cannot be the password of a cache as it is made (format hex, length 65)"),
    (["REDIS_PASSWORD"], {**CACHED, "generate": [{"key": "REDIS_PASSWORD", "format": "laravel_app_key"}]},
     "REDIS_PASSWORD: cannot be the password of a cache as it is made (format laravel_app_key"),
    (["DB_PASSWORD", "APP_KEY"], MASTER, "DB_PASSWORD is rotated by RDS: rotate it without other entries"),
    (["DB_PASSWORDS"], {**MASTER, "generate": [{"key": "APP_KEY"}]},
     "entries: DB_PASSWORDS is not known, did you mean DB_PASSWORD?"),
    (["REVERB_APP_SECRET"], {"former": {"APP_KEY": "REVERB_APP_SECRET"}},
     "REVERB_APP_SECRET lists former values of APP_KEY: rotate APP_KEY instead"),
    (["APP_KEY"], {"generate": [{"key": "APP_KEY", "alphabet": "abcdefghijk,"}]},
     "APP_KEY: its alphabet has a comma, which separates the values in APP_PREVIOUS_KEYS"),
    (["APP_KEY"], {"services": [*SERVICES, SERVICES[0]]}, "services names envelope-prod-api more than once"),
    (["APP_KEY"], {"timeout": 0.5}, "timeout is 0.5, allowed are 1 and more"),
    (["APP_KEY"], {"confirm": "envelope-staging"}, "confirm is 'envelope-staging': allowed is envelope-prod-app"),
    (["APP_KEY"], {"keep_former": 0}, "keep_former is 0, allowed are 1 and more"),
    (["APP_KEY"], {"lock_seconds": 1}, "lock_seconds is 1, allowed are 3 and more"),
])
def test_what_is_wrong_is_told(entries: list[str], about: dict[str, t.Any], words: str):
    [problem] = rotation(*entries, **about).problems()
    assert problem.startswith(words)


def test_a_label_has_room_for_the_names_of_all_entries():
    names = [f"{'LONG_NAME' * 5}_{number}" for number in range(6)]
    [problem] = rotation(*names, generate=[{"key": name} for name in names]).problems()
    assert problem == "entries has 6 names, too many for one staging label: rotate fewer at a time"
