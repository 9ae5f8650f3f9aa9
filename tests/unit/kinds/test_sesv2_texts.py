# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""SPF and DMARC texts."""

from __future__ import annotations

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.kinds.sesv2.texts import (
    published,
    with_dmarc,
    with_spf,
)


class TestSpf:
    @pytest.mark.parametrize(("text", "merged"), [
        ("v=spf1 -all", "v=spf1 include:amazonses.com -all"),
        ("v=spf1", "v=spf1 include:amazonses.com"),
        ("v=spf1 mx  ~ALL", "v=spf1 mx include:amazonses.com ~ALL"),
        ("v=spf1 a redirect=_spf.example.org", "v=spf1 a include:amazonses.com redirect=_spf.example.org"),
        ("V=SPF1 include:AmazonSES.com ?all", "V=SPF1 include:AmazonSES.com ?all"),
        ("v=spf1 -include:amazonses.com -all", "v=spf1 -include:amazonses.com include:amazonses.com -all"),
    ])
    def test_ses_is_put_before_the_end(self, text: str, merged: str) -> None:
        assert with_spf(["other", text]).values == ["other", merged]

    def test_a_domain_without_one_gets_one_beside_other_texts(self) -> None:
        assert with_spf(["v=spf10"]).values == ["v=spf10", "v=spf1 include:amazonses.com ~all"]

    def test_two_are_a_conflict_and_left_alone(self) -> None:
        revised = with_spf(["v=spf1 a", "v=spf1 mx"])
        assert revised.conflict and revised.values == ["v=spf1 a", "v=spf1 mx"]


class TestDmarc:
    @pytest.mark.parametrize(("text", "policy", "merged"), [
        ("v=DMARC1; p=none", "quarantine", "v=DMARC1; p=quarantine"),
        ("v=DMARC1;p=reject;sp=none", "quarantine", "v=DMARC1;p=reject;sp=none"),
        ("v=DMARC1; p=none; rua=mailto:a@example.org; pct=50", "reject",
         "v=DMARC1; p=reject; rua=mailto:a@example.org; pct=50"),
        ("v=DMARC1; pct=50", "none", "v=DMARC1; p=none; pct=50"),
    ])
    def test_only_the_policy_becomes_another_and_only_a_stricter_one(self, text, policy, merged) -> None:
        assert with_dmarc([text], policy, None).value == merged

    def test_reports_go_to_us_too(self) -> None:
        there = "v=DMARC1; p=none; rua=mailto:A@example.org!10m"
        assert with_dmarc([there], "none", "a@example.org").value == there
        assert with_dmarc([there], "none", "b@example.org").value.endswith("!10m,mailto:b@example.org")

    def test_loosening_is_said(self) -> None:
        assert with_dmarc(["v=DMARC1; p=reject"], "none", None, loosen=True).value == "v=DMARC1; p=none"

    def test_a_new_one(self) -> None:
        assert with_dmarc(["x"], "quarantine", None).values == ["x", "v=DMARC1; p=quarantine"]

    @pytest.mark.parametrize(("texts", "policy"), [
        ([], None), (["v=DMARC1; p=Reject"], "reject"), (["v=DMARC1"], "none"), (["v=DMARC1; p=odd"], "none"),
        (["v=DMARC10; p=reject"], None),
    ])
    def test_what_is_published(self, texts, policy) -> None:
        assert published(texts) == policy
