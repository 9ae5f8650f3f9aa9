# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A job of AWX takes on a role of AWS, by a configuration that botocore reads, without a key that is kept."""

from __future__ import annotations

import configparser

import botocore.session
import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.roles import read
from ansible_collections.venturemond.envelope.tests.awx.checking import SCHEMA
from jinja2.sandbox import ImmutableSandboxedEnvironment

ABOUT = read("awx", "vars", "main", "credential_types.yml")["__awx_credential_type"]
ROLE = {"role_arn": "arn:aws:iam::111122223333:role/envelope-prod-apply"}


def configured(inputs):
    """The configuration as AWX writes it: of inputs that nobody gave it knows nothing, not even a default."""
    return ImmutableSandboxedEnvironment().from_string(str(ABOUT["injectors"]["file"]["template"])).render(inputs)


def test_no_input_is_a_secret():
    fields = ABOUT["inputs"]["fields"]
    assert not any(field.get("secret") for field in fields)
    assert {field["id"] for field in fields}.isdisjoint({"access_key", "secret_key", "session_token"})
    assert {"name", "description", "inputs", "injectors"} == set(ABOUT) < set(SCHEMA["credential_types"])


@pytest.mark.parametrize(("inputs", "section", "wanted"), [
    ({}, "default", {"credential_source": "Ec2InstanceMetadata", "duration_seconds": "3600"}),
    ({"profile": "production", "credential_source": "EcsContainer", "external_id": "e", "duration_seconds": "900"},
     "profile production", {"credential_source": "EcsContainer", "external_id": "e", "duration_seconds": "900"}),
    ({"credential_source": "WebIdentity"}, "default",
     {"web_identity_token_file": "/var/run/secrets/eks.amazonaws.com/serviceaccount/token"}),
    ({"credential_source": "WebIdentity", "web_identity_token_file": "/token"}, "default",
     {"web_identity_token_file": "/token"}),
])
def test_the_role_is_taken_on_with_what_the_job_runs_on(inputs, section, wanted):
    found = configparser.ConfigParser()
    found.read_string(configured({**ROLE, **inputs}))
    assert found.sections() == [section]
    assert dict(found[section]) == {**ROLE, "role_session_name": "awx", "duration_seconds": "3600", **wanted}


def test_botocore_reads_it(tmp_path, monkeypatch):
    (tmp_path / "config").write_text(configured({**ROLE, "profile": "envelope-production"}))
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    session = botocore.session.Session(profile="envelope-production")
    assert session.get_scoped_config()["role_arn"] == ROLE["role_arn"]


@pytest.mark.parametrize(("profile", "method"), [(None, "env"), ("envelope", "assume-role")])
def test_keys_of_the_environment_win_unless_a_profile_is_named(tmp_path, monkeypatch, profile, method):
    """Which is why `Environment` needs a profile."""
    name = profile or "default"
    (tmp_path / "config").write_text(configured({**ROLE, "profile": name, "credential_source": "Environment"}))
    for variable, value in (("AWS_CONFIG_FILE", str(tmp_path / "config")), ("AWS_ACCESS_KEY_ID", "a"),
                            ("AWS_SECRET_ACCESS_KEY", "b"), ("AWS_DEFAULT_REGION", "eu-west-1")):
        monkeypatch.setenv(variable, value)
    assert botocore.session.Session(profile=profile).get_credentials().method == method
