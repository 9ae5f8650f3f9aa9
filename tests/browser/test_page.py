# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page of an audit in a real browser: read, filtered by keyboard, printed, and judged for accessibility.

`make browse` leaves pictures of it in .cache/browser/pictures.
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

UNFOLD = "document.querySelectorAll('details').forEach((one) => { one.open = true; })"
WIDTHS = {"wide": 1280, "narrow": 400}
VISIBLE_ROWS = "main article tr[data-check]:visible"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_nothing_keeps_people_from_using_it(visit, violations, scheme, width):
    page = visit("brief", color_scheme=scheme, viewport={"width": WIDTHS[width], "height": 900})
    assert violations(page) == []
    page.evaluate(UNFOLD)
    assert violations(page) == []


@pytest.mark.parametrize(("name", "scheme", "width"), [
    ("small", "light", "wide"), ("small", "dark", "wide"), ("small", "light", "narrow"), ("large", "dark", "wide")])
def test_it_fits_the_window(visit, pictures, name, scheme, width):
    page = visit(name, color_scheme=scheme, viewport={"width": WIDTHS[width], "height": 900})
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width]
    page.screenshot(path=pictures / f"{name}-{scheme}-{width}.png", full_page=True)


def test_filters_work_by_keyboard_and_stay_in_the_address(visit):
    page = visit("small")
    page.get_by_role("checkbox", name="Fail").focus()
    page.keyboard.press("Space")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^3 of \d+ findings$"))
    page.get_by_role("searchbox", name="Text").focus()
    page.keyboard.type("bucket")
    expect(page.locator(VISIBLE_ROWS)).to_have_count(1)
    assert page.url.endswith("#verdict=FAIL&text=bucket")
    page.reload()
    expect(page.locator(VISIBLE_ROWS)).to_have_count(1)
    expect(page.get_by_role("checkbox", name="Fail")).to_be_checked()
    page.get_by_role("button", name="Clear").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^All \d+ findings$"))
    assert "#" not in page.url


@pytest.mark.parametrize(("asked", "shown"), [
    ("verdict=UNKNOWN", {"O1.alarms"}), ("verdict=UNKNOWN&verdict=EXPLAINED", {"O1.alarms", "S3.scan"}),
    ("severity=high", {"N2.tls"}), ("area=Audit&text=first", {"A1.first", "A2.first", "A3.first"}),
    ("requirement=P3", {"P3.first", "P3.second"}), ("tenant=acme&requirement=S1", {"S1.tenants"}),
    ("text=NO+SUCH+THING", set()),
])
def test_each_filter_leaves_what_it_says(visit, asked, shown):
    page = visit("small", f"#{asked}")
    rows = page.locator(VISIBLE_ROWS)
    assert set(rows.evaluate_all("rows => rows.map((row) => row.dataset.check)")) == shown
    assert page.locator("main article:visible").count() == len({check.partition(".")[0] for check in shown})


def test_a_tenant_is_followed_everywhere(visit):
    page = visit("small", "#tenant-bluebird")
    page.get_by_role("link", name="Only bluebird, everywhere").press("Enter")
    expect(page.get_by_role("combobox", name="Tenant")).to_have_value("bluebird")
    tenants = page.locator("tr[data-check]:visible").evaluate_all("rows => rows.map((row) => row.dataset.tenant)")
    assert set(tenants) == {"bluebird"}


def test_a_link_leads_to_a_check_that_is_folded_and_filtered_out(visit):
    page = visit("small", "#verdict=UNKNOWN")
    page.get_by_role("link", name="C1.second").click()
    expect(page.locator("[id='C1.second'] tbody tr")).to_be_visible()
    expect(page.locator("[id='C1.second'] > summary")).to_be_in_viewport()


def test_it_is_readable_without_javascript(visit):
    page = visit("small", java_script_enabled=False)
    expect(page.locator("#filters")).to_be_hidden()
    expect(page.locator("[id='N2.tls']").get_by_text("ELBSecurityPolicy-2016-08")).to_be_visible()
    page.locator("[id='T1.first'] > summary").press("Enter")
    expect(page.locator("[id='T1.first'] tbody tr")).to_be_visible()


def test_print_unfolds_everything_and_leaves_the_filters_out(visit, pictures):
    page = visit("small", "#verdict=FAIL")
    page.emulate_media(media="print")
    expect(page.locator("#filters")).to_be_hidden()
    rows = page.locator("main tr")
    assert rows.evaluate_all("rows => rows.filter((row) => row.checkVisibility()).length") == rows.count()
    page.pdf(path=pictures / "small.pdf", format="A4")


def test_a_hundred_tenants_are_filtered_at_once(visit):
    page = visit("large")
    took = page.evaluate("""() => {
      const field = document.querySelector("[name=text]");
      const before = performance.now();
      field.value = "tenant-042";
      field.dispatchEvent(new Event("input", { bubbles: true }));
      document.body.getBoundingClientRect();
      return performance.now() - before;
    }""")
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^12 of 1,?\d+ findings$"))
    assert took < 1000
