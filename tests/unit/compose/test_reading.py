# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a compose file gives its services, in every way it can say so."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose.reading import read_compose

Read = t.Callable[..., dict[str, dict[str, str | None]]]

NAMED = "services: {api: {env_file: %s}}"


@pytest.mark.parametrize(("environment", "expected"), [
    ("{A: b, C: 'd e'}", {"A": "b", "C": "d e"}),
    ("[A=b, 'C=d e', D=]", {"A": "b", "C": "d e", "D": ""}),
    ("[A=b=c]", {"A": "b=c"}),
    ("{A: 0755, B: yes, C: 1.0, D: 2026-11-22, E: '', F: 'null'}",
     {"A": "0755", "B": "yes", "C": "1.0", "D": "2026-11-22", "E": "", "F": "null"}),
    ("{A: , B: ~, KNOWN: null}", {"A": None, "B": None, "KNOWN": "here"}),
    ("[A, KNOWN]", {"A": None, "KNOWN": "here"}),
    ("{A: '${KNOWN}', B: $$KNOWN}", {"A": "here", "B": "$KNOWN"}),
    ("['A=${KNOWN}${NONE:-=}']", {"A": "here="}),
    ("{}", {}),
    ("", {}),
])
def test_lists_and_mappings(read: Read, environment: str, expected: dict[str, str | None]):
    assert read(f"services: {{api: {{environment: {environment or '~'}}}}}", KNOWN="here") == {"api": expected}


def test_anchors_and_merge_keys(read: Read):
    assert read("""
x-one: &one {A: one, B: one}
x-two: &two
  <<: *one
  B: two
services:
  api: {environment: *one}
  hq:
    environment:
      <<: [*two, {C: three}]
      A: mine
""") == {"api": {"A": "one", "B": "one"}, "hq": {"A": "mine", "B": "two", "C": "three"}}


def test_files_of_variables_are_below_the_services_own_words_and_the_later_wins(read: Read):
    files = {"a.env": "A=a\nB=a\nC=a\nNAMED=a\n", "more/b.env": "B=b\nC=b\nFROM=${A}-${OWN}\n"}
    assert read("""
services:
  api:
    env_file: [a.env, "${WHERE}/b.env"]
    environment: {C: own, OWN: own, NAMED: }
""", files, WHERE="more") == {
        "api": {"A": "a", "B": "b", "C": "own", "OWN": "own", "NAMED": "a", "FROM": "a-own"}}


@pytest.mark.parametrize("named", [
    "a.env", "[a.env]", "{path: a.env}", "[{path: a.env, required: true}]",
    "[{path: a.env}, {path: none.env, required: false}]", "[{path: none.env, required: $SWITCH}, a.env]",
])
def test_ways_to_name_a_file(read: Read, named: str):
    assert read(NAMED % named, {"a.env": "A='b'"}, SWITCH="false") == {"api": {"A": "b"}}


def test_a_raw_file(read: Read):
    assert read(NAMED % "[{path: a.env, format: raw}]", {"a.env": "A='$b'"}) == {"api": {"A": "'$b'"}}


def test_extends_a_service_of_the_same_file(read: Read):
    assert read("""
services:
  base: {environment: [A=base, B=base], env_file: base.env}
  api: {extends: base, environment: {B: api}, env_file: api.env}
  worker: {extends: {service: api}, environment: [C=worker]}
""", {"base.env": "E=base\nF=base", "api.env": "F=api"}) == {
        "base": {"A": "base", "B": "base", "E": "base", "F": "base"},
        "api": {"A": "base", "B": "api", "E": "base", "F": "api"},
        "worker": {"A": "base", "B": "api", "C": "worker", "E": "base", "F": "api"}}


def test_extends_a_service_of_another_file_with_the_files_beside_that(read: Read):
    shared = {"shared/php.yml": "services: {api: {extends: {service: deep, file: ../deep.yml}, env_file: php.env}}",
              "shared/php.env": "A=${X}", "deep.yml": "services: {deep: {environment: {B: '${X}'}}}"}
    assert read("services: {api: {extends: {file: shared/php.yml, service: api}}}", shared, X="x") == {
        "api": {"A": "x", "B": "x"}}


def test_what_the_caller_says_wins_over_env_beside_the_file(read: Read):
    beside = {".env": "A=file\nB=file-$A\nNOWHERE\n"}
    assert read("services: {api: {environment: [A, B, 'C=${A}', NOWHERE]}}", beside, A="said") == {
        "api": {"A": "said", "B": "file-said", "C": "said", "NOWHERE": None}}


def test_only_what_makes_the_environment_is_looked_at(read: Read):
    assert read("services: {api: {image: '${TAG:?}', command: '${', ports: 5}}\nvolumes: ${X:?}") == {"api": {}}


def test_envelope(envelope: Path):
    found = read_compose(envelope, {})
    assert list(found) == ["api", "worker", "scheduler", "reverb", "hq", "tenant", "mysql", "redis"]
    assert found["scheduler"] == {
        "APP_ENV": "production", "APP_KEY": "base64:not-a-key", "DB_PASSWORD": "not$a-password",
        "REDIS_PASSWORD": "not-a-password", "DB_HOST": "mysql", "DB_DATABASE": "envelope", "DB_USERNAME": "envelope",
        "REDIS_HOST": "redis", "REDIS_PORT": "6379"}
    assert found["worker"] == found["api"] and found["api"]["APP_URL"] == "https://api.envelope.example"
    assert found["reverb"]["REVERB_HOST"] == "0.0.0.0" and found["reverb"]["DB_HOST"] == "mysql"
    assert found["hq"] == {**found["tenant"], "BASE_DOMAIN": "envelope.example"}
    assert found["tenant"]["REVERB_PORT"] == "443" and found["redis"] == {}
