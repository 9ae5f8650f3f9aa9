# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A compose file that cannot be read is refused in one line with file, line and reason, and shows no value."""

from __future__ import annotations

import typing as t
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import Invalid
from ansible_collections.venturemond.envelope.plugins.plugin_utils.compose.reading import read_compose

Read = t.Callable[..., dict[str, dict[str, str | None]]]

NAME = "docker-compose.yml"

REFUSED = {
    "": "1: the file has to be a mapping by names",
    "[api]": "1: the file has to be a mapping by names",
    "a: b": "1: there are no services in it",
    "\nservices: [api]": "2: services has to be a mapping by names",
    "services:\n  api:": "2: api has to be a mapping by names",
    "services:\n  ~: {}": "1: services has to be a mapping by names",
    "include: [a.yml]\nservices: {}":
        "1: include is not followed; give a file that `docker compose config` has written",
    "services:\n  api: {environment: hunter2}": "2: environment has to be a mapping by names",
    "services:\n  api:\n    environment:\n      A: [hunter2]": "4: A has a list or a mapping where a text has to be",
    "services:\n  api:\n    environment:\n      - A: hunter2":
        "3: the list under environment has an entry that is no NAME=value",
    "services:\n  api:\n    environment:\n      - ~": "3: the list under environment has an entry that is no",
    "services:\n  api:\n    environment:\n      - =hunter2": "4: an entry under environment is no NAME=value",
    "services:\n  api:\n    environment:\n      - $PASSWORD": "4: an entry under environment is no NAME=value",
    "services:\n  api:\n    environment:\n      - 'A: hunter2'": "4: an entry under environment is no NAME=value",
    "services:\n  api:\n    environment:\n      A hunter2: b": "4: a key under environment is no name of a variable",
    "services:\n  api:\n    environment:\n\n      A: ${B:?from the vault}":
        "5: variable B is required and not set: from the vault; set it in .env beside the file, or in the environment",
    "services:\n  api:\n    environment:\n      A: hunter2${": "4: a ${ has no } that closes it",
    "services:\n  api:\n    env_file:\n      - none.env": "4: there is no file {place}/none.env, which env_file names",
    "services:\n  api:\n    env_file: {required: false}": "3: env_file does not say a path",
    "services:\n  api:\n    env_file:\n      path: a\n      required: maybe":
        "5: required is maybe, allowed are true and false",
    "services:\n  api:\n    env_file: {path: a, format: json}": "3: format is json, allowed is raw",
    "services:\n  api:\n    env_file: [[a]]": "3: env_file has to be a mapping by names",
    "services:\n  api:\n    extends: apo\n  app: {}":
        "3: api extends a service that is not there: apo is not known, did you mean app? (allowed: api, app)",
    "services:\n  api:\n    extends: {file: none.yml, service: php}":
        "3: there is no file {place}/none.yml to extend from",
    "services:\n  api:\n    extends: {file: none.yml}": "3: extends does not say which service",
    "services:\n  api:\n    extends: [php]": "3: extends has to be a mapping by names",
    "services:\n  api:\n    extends: api": "3: api extends api, which extends it in turn",
    "services:\n  a: {extends: b}\n  b: {extends: c}\n  c: {extends: b}": "4: c extends b, which extends it in turn",
    "services:\n  api: {environment: [A=hunter2\n": "3: expected ',' or ']', but got '<stream end>'",
    "services:\n\tapi: hunter2": "2: found character '\\t' that cannot start any token",
    "services:\n  api: *hunter": "2: found undefined alias 'hunter'",
    "services:\n  api: !reset hunter2": "2: could not determine a constructor for the tag '!reset'",
    "services: {}\n---\nservices: {}": "2: but found another document",
    "services:\n  api: hunter2\x00": "2: special characters are not allowed",
    "services: " + "[" * 1000: " it is nested too deeply",
}


@pytest.mark.parametrize(("compose", "why"), REFUSED.items(), ids=range(len(REFUSED)))
def test_what_is_wrong_is_said_with_its_line(read: Read, tmp_path: Path, compose: str, why: str):
    with pytest.raises(Invalid) as refused:
        read(compose)
    said = str(refused.value)
    assert said.startswith(f"{tmp_path}/{NAME}:{why.replace('{place}', str(tmp_path))}")
    assert "hunter2" not in said and "\n" not in said


def test_what_is_wrong_in_another_file_is_said_with_that_file(read: Read, tmp_path: Path):
    other = {"php.yml": "services:\n  php:\n    environment:\n      A: ${B?}\n"}
    with pytest.raises(Invalid) as refused:
        read("services: {api: {extends: {file: php.yml, service: php}}}", other)
    assert str(refused.value).startswith(f"{tmp_path}/php.yml:4: variable B is required and not set")


def test_services_of_two_files_that_extend_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """However the paths are written."""
    monkeypatch.chdir(tmp_path)
    Path("php").mkdir()
    Path(NAME).write_text("services: {api: {extends: {file: php/api.yml, service: api}}}")
    Path("php/api.yml").write_text("services: {api: {extends: {file: ../docker-compose.yml, service: api}}}")
    with pytest.raises(Invalid) as refused:
        read_compose(NAME, {})
    assert str(refused.value) == "php/api.yml:1: api extends api, which extends it in turn"


def test_a_line_of_env_beside_the_file(read: Read, tmp_path: Path):
    with pytest.raises(Invalid) as refused:
        read("services: {api: {}}", {".env": "A=1\nhunter2 hunter2\n"})
    assert str(refused.value) == f"{tmp_path}/.env:2: this is no NAME=value"


def test_a_file_that_cannot_be_read(tmp_path: Path):
    with pytest.raises(Invalid, match=rf"{NAME} cannot be read: No such file or directory"):
        read_compose(tmp_path / NAME, {})
    with pytest.raises(Invalid, match=r"cannot be read: Is a directory"):
        read_compose(tmp_path, {})
    (tmp_path / NAME).write_bytes(b"services: {a: \xff\xfe}")
    with pytest.raises(Invalid, match=rf"{NAME} cannot be read: it is not text in UTF-8"):
        read_compose(tmp_path / NAME, {})
