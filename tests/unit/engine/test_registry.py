# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the collection can do, found by itself."""

from __future__ import annotations

from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.secretsmanager import Secret
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import KINDS, SERVICES, VERBS
from ansible_collections.venturemond.envelope.plugins.module_utils.verbs.sts import VerifyAccount


def test_kinds_are_found_by_the_name_of_their_module():
    assert KINDS["secretsmanager_secrets"] is Secret
    assert all(name == kind.plural for name, kind in KINDS.items())


def test_verbs_are_found_by_the_name_of_their_module():
    assert VERBS["sts_verify_account"] is VerifyAccount
    assert not VERBS.keys() & KINDS.keys()


def test_the_services_they_speak_to_are_known():
    assert {"secretsmanager", "sts"} <= SERVICES
