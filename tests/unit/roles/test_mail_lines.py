# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What is said of the mail of a host."""

from __future__ import annotations

import typing as t

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.mail_lines import mail_line, mail_records

DKIM = {"name": "a._domainkey.acme.example", "type": "CNAME", "value": "a.dkim.amazonses.com", "ttl": 300}
SPF = {"name": "acme.example", "type": "TXT", "value": "v=spf1 include:amazonses.com ~all", "ttl": 300}


def values(*diffs: dict[str, t.Any], sending: bool = True, **about: t.Any) -> dict[str, t.Any]:
    return {"inventory_hostname": "acme", "__email_converged": {"diff": list(diffs), "results_by_set": [
        {"actions": {"acme": "none"}, "sesv2_configuration_sets": {"acme": {"sending_enabled": sending}}},
        {"actions": {"acme.example": "none"}, "sesv2_identities": {"acme.example": about}}]}}


@pytest.mark.parametrize(("about", "line"), [
    ({"state": "verified", "dns_records": [DKIM]}, "verified"),
    ({"state": "pending", "dns_records": [DKIM, SPF]}, "pending: 2 records to publish"),
    ({"state": "pending", "dns_records": [{**DKIM, "published": False}, {**SPF, "published": True}]},
     "pending: 1 record to publish"),
    ({"state": "pending", "dns_records": [{**DKIM, "published": True}]}, "pending: SES looks for its records"),
    ({"state": "failed", "dns_records": [DKIM]}, "failed: 1 record to publish"),
    ({"state": "failed", "dns_records": [{**DKIM, "published": True}]},
     "failed: its records were not found for 72 hours"),
    ({"state": "verified", "held": ["bounce rate 3.10% is over 2.00%"]}, "verified; bounce rate 3.10% is over 2.00%"),
    ({"state": "(known after apply)", "dns_records": "(known after apply)"}, "pending: SES looks for its records"),
])
def test_how_far_it_is_is_said_in_a_line(about, line):
    assert mail_line(values(**about)) == line


def test_one_that_is_looked_for_again_says_so():
    header = "sesv2_identities acme.example"
    diff = {"before_header": header, "after_header": header, "before": {"restarting": "dkim"}, "after": {}}
    other = {"before_header": "sesv2_identities other.example", "before": {"restarting": "dkim"}}

    assert mail_line(values(diff, state="pending", dns_records=[SPF])) == "failed, restarted: 1 record to publish"
    assert mail_line(values(other, state="pending")) == "pending: SES looks for its records"


def test_one_that_is_paused_says_so_first():
    assert mail_line(values(sending=False, state="verified")) == "paused, verified"


def test_who_has_no_mail_has_no_line():
    assert mail_line({"inventory_hostname": "acme"}) is None


def test_records_are_a_table_to_pass_on():
    assert mail_records(values(state="pending", dns_records=[DKIM, SPF])) == [
        "NAME                       TYPE   VALUE",
        "a._domainkey.acme.example  CNAME  a.dkim.amazonses.com",
        "acme.example               TXT    v=spf1 include:amazonses.com ~all"]


def test_nothing_is_left_to_pass_on_once_it_is_published_or_verified():
    assert mail_records(values(state="pending", dns_records=[{**DKIM, "published": True}])) == []
    assert mail_records(values(state="verified", dns_records=[DKIM])) == []
