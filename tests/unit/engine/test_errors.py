# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Errors as sentences."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.calls import Service, Wait
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import (
    HINTS,
    Absent,
    AwsError,
    EnvelopeError,
    GaveUp,
    Unresolved,
)

call = Service("ecs").create_service(serviceName="api")


def test_aws_errors_say_what_was_tried_and_what_aws_says():
    error = AwsError(call, "ClientException", "No such cluster.")

    assert str(error) == "ecs:create_service failed: No such cluster (ClientException)"
    assert (error.code, error.message, error.call) == ("ClientException", "No such cluster.", call)


@pytest.mark.parametrize("code", HINTS)
def test_every_hint_can_be_said(code):
    assert str(AwsError(call, code, "no")).endswith(HINTS[code].format(call=call))


def test_a_message_with_braces_is_said_as_it_is():
    assert "{name}" in str(AwsError(call, "AccessDenied", "not {name}"))


def test_absence_is_an_aws_error():
    assert issubclass(Absent, AwsError) and issubclass(AwsError, EnvelopeError)


@pytest.mark.parametrize(("role", "text"), [
    ("network", "there is no subnet named private-a; role network makes it"),
    ("", "there is no subnet named private-a"),
])
def test_an_unresolved_name_names_the_role_that_makes_it(role, text):
    assert str(Unresolved("subnet", "private-a", role)) == text


def test_giving_up_names_what_the_state_the_seconds_and_what_to_do():
    wait = Wait(call, "service api", lambda reply: "", frozenset({"steady", "drained"}), hint="Look at its events")

    assert str(GaveUp(wait, "starting", 599.7)) == (
        "service api is starting, not drained or steady, after 600 s. Look at its events")
