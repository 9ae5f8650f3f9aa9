# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""An address is blocked and released; what whoever is on call has blocked is left by `site.yml`."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.runbooks.on_call import Answer, OnCall
from ansible_collections.venturemond.envelope.tests.integration.site.runs import Site

LIST = "envelope-local-on-call"


def block(on_call: OnCall, address: str, **options: t.Any) -> Answer:
    return on_call.ask("wafv2_block_address", web_acl="envelope-local", address=address, **options)


def blocked(on_call: OnCall) -> list[str]:
    waf = on_call.client("wafv2")
    [found] = [each for each in waf.list_ip_sets(Scope="REGIONAL")["IPSets"] if each["Name"] == LIST]
    return waf.get_ip_set(Name=LIST, Scope="REGIONAL", Id=found["Id"])["IPSet"]["Addresses"]


def test_a_block_is_said_done_kept_by_the_next_run_and_released(site: Site, on_call: OnCall):
    dry = block(on_call, "203.0.113.7")
    assert dry.writes == [] and "by rule deny of the web ACL envelope-local" in dry.text

    done = site.running("runbooks/block_ip").run("-e", "address=203.0.113.7", "-e", f"confirm={LIST}")
    assert (done.code, done.writes, blocked(on_call)) == (0, ["wafv2:UpdateIPSet"], ["203.0.113.7/32"]), done.printed
    again = block(on_call, "203.0.113.7", confirm=LIST)
    assert again.writes == [] and "blocked already" in again.text

    kept = site.run("--tags", "waf")
    assert (kept.code, kept.writes, blocked(on_call)) == (0, [], ["203.0.113.7/32"]), kept.printed

    assert block(on_call, "203.0.113.7", state="released", confirm=LIST).result["changed"] and blocked(on_call) == []
    assert block(on_call, "203.0.113.7", state="released", confirm=LIST).writes == []


def test_somebody_elses_change_at_the_same_time_is_no_failure(site: Site, on_call: OnCall):
    site.aws.fault(kind="error", operation="UpdateIPSet", status=400, code="WAFOptimisticLockException")
    assert block(on_call, "2001:db8::7", confirm=f"{LIST}-ipv6").result["changed"]
    assert block(on_call, "2001:db8::/32", state="released", confirm=f"{LIST}-ipv6").result["changed"]


def test_a_misspelt_argument_is_told_before_anything_is_asked(site: Site):
    found = site.running("runbooks/block_ip").run("-e", "addres=203.0.113.7")
    assert found.code and "did you mean address?" in found.printed and found.calls == []
