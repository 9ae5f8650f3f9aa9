# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A release is recorded with the versions of the secrets that it started with."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.releasing.versions import secret_versions
from ansible_collections.venturemond.envelope.tests.unit.releasing.account import Account
from ansible_collections.venturemond.envelope.tests.unit.releasing.fleet import SECRET


def definition(*sources: str) -> dict[str, t.Any]:
    secrets = [{"name": f"S{number}", "valueFrom": source} for number, source in enumerate(sources)]
    return {"containerDefinitions": [{"name": "api", "secrets": secrets}, {"name": "nginx"}]}


def test_each_is_asked_for_once_however_many_of_its_keys_are_named(account: Account):
    definitions = [definition(SECRET, f"{SECRET}:KEY::"), definition(f"{SECRET}:OTHER:AWSCURRENT:")]
    found = account.play(secret_versions(definitions))

    assert found == {SECRET: "v1"}
    assert [call.params for call in account.calls] == [{"SecretId": SECRET}]


def test_parameters_are_no_secrets_with_versions(account: Account):
    parameter = "arn:aws:ssm:eu-west-1:111122223333:parameter/envelope/key"

    assert account.play(secret_versions([definition(parameter, "plain-name")])) == {}
    assert account.calls == []


@pytest.mark.parametrize("code", ["AccessDeniedException", "NotFound"])
def test_one_that_may_not_be_looked_at_is_left_out(account: Account, code: str):
    account.refused["describe_secret"] = code

    assert account.play(secret_versions([definition(SECRET)])) == {}
