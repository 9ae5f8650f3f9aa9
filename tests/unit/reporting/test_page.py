# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page without a browser: its structure, its policy, and that it shows what it was given and nothing else."""

from __future__ import annotations

import base64
import collections
import hashlib
import html.parser
import itertools
import re
from dataclasses import dataclass, field

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import markdown, page
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples

VOID = {"meta", "input", "br", "link", "img", "hr"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    within: list[str] = field(default_factory=list)


class Reader(html.parser.HTMLParser):
    """All elements of a page, each with the text that is in it; a tag that is not closed in order is an error."""

    def __init__(self, content):
        super().__init__()
        self.open, self.elements = [], []
        self.feed(content)
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        assert len(dict(attrs)) == len(attrs), f"{tag} has an attribute twice"
        self.elements.append(Element(tag, dict(attrs), within=[one.tag for one in self.open]))
        if tag not in VOID:
            self.open.append(self.elements[-1])

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop().tag == tag

    def handle_data(self, data):
        for element in self.open:
            element.text += data

    def all(self, *tags):
        return [one for one in self.elements if one.tag in tags]

    def values(self, attribute):
        return [one.attributes[attribute] for one in self.elements if attribute in one.attributes]


@pytest.fixture(scope="module")
def content():
    return page.text(samples.report())


@pytest.fixture(scope="module")
def read(content):
    return Reader(content)


@pytest.mark.parametrize("report", [
    samples.report(), samples.report(tenants=(), parity=None, orphans=None, trend=None, refused=[]),
    samples.report(orphans=[], trend=None, requirements=[{**samples.report()["requirements"][0], "checks": []}],
                   architecture=samples.architecture(**samples.NOTHING)),
    samples.report(architecture=samples.architecture(**samples.untold()))])
def test_every_page_is_well_formed(report):
    read = Reader(page.text(report))
    ids = read.values("id")
    assert [name for name, count in collections.Counter(ids).items() if count > 1] == []
    assert {address[1:] for address in read.values("href") if "=" not in address} <= set(ids)
    named = " ".join([*read.values("aria-labelledby"), *read.values("aria-describedby")]).split()
    assert set(named) <= set(ids)
    assert not re.search(r"\bNone\b|\bundefined\b", read.all("body")[0].text)


def test_headings_go_down_one_by_one(read):
    levels = [int(one.tag[1]) for one in read.all("h1", "h2", "h3", "h4", "h5")]
    assert levels.count(1) == 1 and levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_landmarks_and_language_are_there(read):
    assert read.all("html")[0].attributes["lang"] == "en"
    assert [len(read.all(tag)) for tag in ("main", "nav", "footer")] == [1, 1, 1]
    assert [one.attributes.get("aria-labelledby") for one in read.all("section")] == [
        f"{one.attributes['id']}-title" for one in read.all("section")]
    assert read.all("title")[0].text == "envelope-prod: 3 of 87 checks fail, 1 could not be judged"


def test_fields_have_labels_and_headers_have_a_scope(read):
    for element in read.all("input", "select"):
        assert "label" in element.within, element
    assert {one.attributes["scope"] for one in read.all("th") if "thead" in one.within} == {"col"}
    assert {one.attributes["scope"] for one in read.all("th") if "tbody" in one.within} == {"row"}


def test_a_verdict_is_said_in_words(read):
    badges = [one for one in read.all("span") if (one.attributes.get("class") or "").startswith("badge")]
    assert {one.text for one in badges} == {"Fail", "Unknown", "Explained", "Pass", "Not applicable"}


def test_nothing_is_loaded_and_only_what_was_written_runs(content, read):
    assert not re.search(r"""(?:https?:)?//[\w.]""", re.sub(r"(?s)<script>.*</script>", "", content))
    assert {address[0] for address in read.values("href")} == {"#"}
    assert read.values("src") == read.values("style") == []
    assert [name for one in read.elements for name in one.attributes if name.startswith("on")] == []
    policy = next(one.attributes["content"] for one in read.all("meta") if "http-equiv" in one.attributes)
    for tag in ("script", "style"):
        (only,) = read.all(tag)
        digest = base64.b64encode(hashlib.sha256(only.text.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none';")


def test_names_of_a_foreign_account_are_only_shown(content, read):
    hostile = '"><img src=x onerror=alert(1)>'
    report = samples.report(tenants=[hostile])
    report["platform"] = {**report["platform"], "name": hostile, "domain": hostile}
    report["architecture"] = samples.architecture(cluster=hostile, zones_dns=[hostile])
    assert Reader(page.text(report)).all("img") == []
    assert len(read.all("script")) == 1
    assert samples.HOSTILE in next(one.text for one in read.all("th") if "listener <" in one.text)


def test_all_findings_are_there_for_each_requirement_and_each_tenant(read):
    rows = [one for one in read.all("tr") if "data-check" in one.attributes]
    findings = [(check["id"], finding["verdict"], finding["tenant"]) for each in samples.report()["requirements"]
                for check in each["checks"] for finding in check["findings"]]
    shown = [tuple(one.attributes.get(f"data-{name}") for name in ("check", "verdict", "tenant")) for one in rows]
    assert collections.Counter(shown) == collections.Counter([*findings, *(one for one in findings if one[2])])


def test_what_all_findings_share_is_said_once():
    same = samples.check("N1.first", *(samples.finding(f"subnet {place}", expected="a route") for place in range(9)))
    other = samples.check("N1.second", samples.finding(expected="one thing"), samples.finding(expected="another"))
    content = page.text(samples.report(requirements=[samples.requirement("N1", "Network", same, other)]))
    assert content.count("a route") == 1
    assert "one thing" in content and "another" in content


def test_what_fails_is_open_and_what_passes_is_folded(read):
    opened = [one.attributes for one in read.all("details") if "open" in one.attributes]
    assert {attributes["id"] for attributes in opened if "id" in attributes} == {
        "S1.tenants", "N2.tls", "B1.present", "O1.alarms"}


def test_what_no_inventory_has_is_told_where_there_is_one():
    stranger = samples.report(tenants=("acme",))
    stranger["tenants"][0]["declared"] = False
    assert "acme.envelope.example, in no inventory" in page.text(stranger)
    stranger["platform"]["known_from"] = "discovery"
    assert "acme.envelope.example</span>" in page.text(stranger)


def test_a_requirement_says_who_asked_for_it():
    (known, other) = samples.report()["requirements"][:2]
    content = page.text(samples.report(trend=None, requirements=[{**known, "source": []}, {**other, "gaps": []}]))
    assert '<span class="soft">closes gap 3.2</span>' in content
    assert '<span class="soft">manager 2</span>' in content


def test_parity_is_told_by_variable(read):
    rows = [one.text for one in read.all("tr") if one.text.startswith(("Same", "Different", "Missing", "Only"))]
    assert rows[:4] == ["SameAPP_KEYAPP_KEYsecretplain in the task definition, and a secret",
                        "Different namingBASE_URLNUXT_API_BASE_SERVERplainits value differs",
                        "MissingREVERB_HOSTplain", "Only hereTZTZplain"]


def test_what_was_refused_is_not_said_to_be_missing():
    told = "may be there all the same"
    assert told in page.text(samples.report())
    assert told not in page.text(samples.report(refused=[]))


def test_what_keeps_the_audit_from_the_platform_is_said():
    report = samples.report()
    report["platform"]["note"] = "no cluster envelope-prod-cluster"
    assert '<p class="note">no cluster envelope-prod-cluster</p>' in page.text(report)
    assert "\n\nno cluster envelope-prod-cluster\n\n" in markdown.text(report)


def test_a_hundred_tenants_stay_a_page():
    content = page.text(samples.large())
    assert len(content.encode()) < 3_000_000
    assert "99 tenants with nothing to do" in content
