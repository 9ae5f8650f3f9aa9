# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The comment on a pull request: short enough, whole, and nothing in it but what we wrote."""

from __future__ import annotations

import html
import re

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import markdown
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples
from markdown_it import MarkdownIt

RENDERER = MarkdownIt("gfm-like", {"linkify": False})


def failing(count):
    """A report where so many checks fail, all with long words."""
    words = f"{samples.HOSTILE} " * 40
    checks = [samples.check(f"N1.check{place}", *(samples.finding(words, "FAIL", seen=words) for _each in range(9)))
              for place in range(count)]
    return samples.report(requirements=[samples.requirement("N1", "Network", *checks)])


def test_what_fails_is_in_the_open_with_its_remedy():
    opened = markdown.text(samples.report()).partition("<details>")[0]
    assert opened.startswith("## Audit of envelope-prod: 3 of 87 checks fail, 1 could not be judged\n")
    assert "22 November 2026, 15:00 UTC" in opened
    assert "newly failing: `N2.tls`; mended: `C1.second`" in opened
    assert re.findall(r"^\| (\S+) \| `([\w.]+)` .* \| (\w+) \|", opened, re.MULTILINE) == [
        ("❌", "S1.tenants", "critical"), ("❌", "N2.tls", "high"), ("❌", "B1.present", "medium"),
        ("❔", "O1.alarms", "medium")]
    assert "role network, variable network_ssl_policy: Run the role again." in opened


def test_the_rest_is_folded():
    folded = markdown.text(samples.report()).partition("<details>")[2]
    assert "Uploads are read by staff only." in folded
    assert "cloudwatch:DescribeAlarms" in folded
    assert "`A3.second`" in folded
    assert folded.count("<details>") + 1 == folded.count("</details>") == 3


def test_every_row_of_a_table_has_as_many_cells_as_its_head():
    rendered = RENDERER.render(markdown.text(samples.report()))
    for table in re.findall(r"<table>.*?</table>", rendered, re.DOTALL):
        rows = [len(re.findall("<t[hd]>", row)) for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)]
        assert len(set(rows)) == 1, table
    assert rendered.count("<table>") == 4


def test_names_of_a_foreign_account_are_only_shown():
    text = markdown.text(samples.report())
    assert "<script" not in text
    assert "@acme" not in text, "nobody is told by accident"
    assert "#12" not in re.sub("&#12[0-9];", "", text), "no issue is linked by accident"
    shown = RENDERER.render(text)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; | `x` @\u200bacme #\u200b12" in shown


@pytest.mark.parametrize("value", [
    "_a_", "__a__ b", "*a*", "[a](b)", "![a](b)", "~~a~~", "`a`", "$a$", "a | b", "&lt;", "<b>a</b>", "a_b_c"])
def test_a_cell_shows_what_it_was_given(value):
    row = RENDERER.render(f"| a |\n| --- |\n| {markdown.cell(value)} |\n")
    assert f"<td>{html.escape(value)}</td>" in row


@pytest.mark.parametrize("value", ["a\nb", "a\r\n\r\n# b", "a\tb", "a\u2028b"])
def test_a_cell_is_one_line(value):
    assert len(markdown.cell(value).splitlines()) == 1


@pytest.mark.parametrize("report", [samples.report(), samples.large(), failing(5), failing(400)])
def test_it_is_never_too_long(report):
    text = markdown.text(report)
    assert len(text) < markdown.LONGEST
    assert text.count("<details>") == text.count("</details>")


def test_what_is_left_out_is_said():
    text = markdown.text(failing(400))
    left_out = [int(each) for each in re.findall(r"(\d+) rows left out for length", text)]
    assert "N1.check0" in text
    assert left_out[0] + len(re.findall(r"^\| ❌ \| `N1\.", text, re.MULTILINE)) == 400
    assert "left out" not in markdown.text(samples.large())


@pytest.mark.parametrize(("counts", "said"), [
    ({"FAIL": 1, "PASS": 1}, "1 of 2 checks fails"),
    ({"FAIL": 2, "UNKNOWN": 3}, "2 of 5 checks fail, 3 could not be judged"),
    ({"UNKNOWN": 1, "PASS": 1200}, "No check fails, 1 of 1,201 could not be judged"),
    ({"EXPLAINED": 1, "PASS": 2}, "No check fails, 1 of 3 is explained"), ({"PASS": 1}, "The only check passes"),
    ({"NOT APPLICABLE": 4}, "Nothing to judge was found")])
def test_the_headline_says_what_came_of_it(counts, said):
    report = samples.report()
    report["summary"]["counts"] = dict.fromkeys(report["summary"]["counts"], 0) | counts
    assert markdown.text(report).splitlines()[0] == f"## Audit of envelope-prod: {said}"
