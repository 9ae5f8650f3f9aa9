# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Conversations about origin access controls."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.engine import plan
from ansible_collections.venturemond.envelope.plugins.module_utils.errors import AwsError
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.cloudfront import OriginAccessControl
from ansible_collections.venturemond.envelope.tests.unit.script import play


class TestAccessControls:
    FOUND: t.ClassVar = {"Id": "E2QWRUHAPOMQZL", "Name": "site", "Description": "", "SigningProtocol": "sigv4",
                         "SigningBehavior": "always", "OriginAccessControlOriginType": "s3"}

    def listed(self, *found: t.Any) -> t.Any:
        return "list_origin_access_controls", {"OriginAccessControlList": {"Items": list(found)}}

    def test_it_is_found_in_one_list(self):
        now = play(OriginAccessControl(name="site").read(), self.listed({**self.FOUND, "Name": "other"}, self.FOUND))

        assert now.access_control_id == "E2QWRUHAPOMQZL"
        assert plan(OriginAccessControl(name="site"), now).action == "none"

    def test_one_that_another_run_makes_at_the_same_time_is_as_good(self):
        refused = "create_origin_access_control", "OriginAccessControlAlreadyExists"

        play(OriginAccessControl(name="site").create(), refused, self.listed(self.FOUND))
        with pytest.raises(AwsError, match="OriginAccessControlAlreadyExists"):
            play(OriginAccessControl(name="site", signing_behavior="never").create(), refused, self.listed(self.FOUND))

    def test_it_is_changed_as_a_whole_and_once_more_where_somebody_was_faster(self):
        wanted = OriginAccessControl(name="site", description="Site")
        now = play(wanted.read(), self.listed(self.FOUND))
        read = "get_origin_access_control", {"ETag": "E1"}

        play(wanted.over(now).update(now, {"description"}), read,
             ("update_origin_access_control", "PreconditionFailed"), read, ("update_origin_access_control", {}))

    def test_one_in_use_says_what_helps(self):
        now = play(OriginAccessControl(name="site").read(), self.listed(self.FOUND))

        with pytest.raises(AwsError, match="take it from the origins of the distributions"):
            play(now.delete(), ("get_origin_access_control", {"ETag": "E1"}),
                 ("delete_origin_access_control", "OriginAccessControlInUse"))

    @pytest.mark.parametrize("options", [{"name": "a" * 65}, {"name": "a", "description": "b" * 257}])
    def test_what_is_too_long_is_said(self, options: dict[str, str]):
        assert list(OriginAccessControl(**options).problems())
