# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Objects on their way into the archive."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.offboarding import copying
from ansible_collections.venturemond.envelope.tests.unit.script import play

THERE = {"ContentLength": 25, "ETag": '"2"', "ChecksumSHA256": "abc="}
FOUND = {"Key": "big", "Size": 25, "ETag": '"1"'}
PART = {"CopyPartResult": {"ETag": '"p"', "ChecksumSHA256": "def="}}


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(copying, "LARGEST", 10)
    monkeypatch.setattr(copying, "PART", 10)


def test_one_is_copied_as_it_was_found_or_not_at_all():
    flow = copying.copied("acme", FOUND, "archive", "x/big")
    copy = play(flow, ("copy_object", {}), ("head_object", THERE))
    assert copy == copying.Copied(25, '"2"', "abc=")


@pytest.mark.usefixtures("small_parts")
def test_a_large_one_is_copied_in_parts():
    flow = copying.copied("acme", FOUND, "archive", "x/big")
    copy = play(flow, ("create_multipart_upload", {"UploadId": "u"}), *[("upload_part_copy", PART)] * 3,
                ("complete_multipart_upload", {}), ("head_object", THERE))
    assert copy.size == 25


@pytest.mark.usefixtures("small_parts")
def test_parts_that_do_not_come_are_given_up():
    flow = copying.copied("acme", FOUND, "archive", "x/big")
    with pytest.raises(AwsError, match="PreconditionFailed"):
        play(flow, ("create_multipart_upload", {"UploadId": "u"}), ("upload_part_copy", "PreconditionFailed"),
             ("abort_multipart_upload", {}))


def test_the_source_has_to_be_what_was_listed():
    call = next(copying.copied("acme", FOUND, "archive", "x/big"))
    assert (call.params["CopySource"], call.params["CopySourceIfMatch"]) == ("acme/big", '"1"')
