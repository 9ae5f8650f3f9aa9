# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""How far a platform reaches, as text, as Mermaid and as a picture."""

from __future__ import annotations

import re
import typing as t
import xml.etree.ElementTree as ET

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.drawing import LETTER, drawn
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.scaling import label, view
from ansible_collections.venturemond.envelope.plugins.plugin_utils.documents.writing import made
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples
from ansible_collections.venturemond.envelope.tests.unit.reporting.test_colours import contrast

SVG = "{http://www.w3.org/2000/svg}"
NODE = r"""\w+(?:\(?\["[^"\[\]{}|<>]+"\]\)?|\["[^"\[\]{}|<>]+"\])?"""
MERMAID = re.compile(rf"  {NODE}|  \w+ --> {NODE}")
KNOWN = pytest.mark.parametrize("known", ["texts", "bare", "untold"])
LEGIBLE = (("ink", "ground"), ("ink", "card"), ("soft", "ground"), ("soft", "card"), ("fits-ink", "fits"),
           ("stops-ink", "stops"))


def picture(text: str) -> t.Any:
    return ET.fromstring(text)


@KNOWN
def test_mermaid_has_only_nodes_with_quoted_labels_and_arrows(known, request):
    [code] = re.findall(r"```mermaid\n(.*?)```", request.getfixturevalue(known)["scaling.md"], re.DOTALL)
    first, *lines = code.splitlines()
    assert first == "flowchart LR" and lines
    assert [line for line in lines if not MERMAID.fullmatch(line.replace('(["', '["').replace('"])', '"]'))] == []


def test_a_label_holds_nothing_that_mermaid_reads():
    assert label('a "b" <c> [d] | #1;') == "a #34;b#34; #60;c#62; #91;d#93; #124; #35;1#59;"


def test_tenants_are_behind_their_load_balancers(texts):
    assert 'lb1 --> pool["Pool: 2 tenants on 6 services"]' in texts["scaling.md"]
    assert 'people --> lb2["envelope-prod-2"]' in texts["scaling.md"]


def test_the_first_ceiling_is_told_at_each_scale(texts):
    [row] = re.findall(r"^\| pool \|(.*) \|$", texts["scaling.md"].partition("## On the way")[2], re.MULTILINE)
    assert [each.strip() for each in row.split("|")] == [
        "fits", "fits", "fits", "stops after 1,248: 10,000 records of the platform's zone"]
    assert "silo | fits: on 2 load balancers | fits: on 5 load balancers |" in texts["scaling.md"]


def test_without_a_look_at_quotas_nothing_is_said_of_what_is_left(bare):
    assert "What is left is not known" in bare["scaling.md"] and "stops after" not in bare["scaling.md"]
    assert "stops after" not in bare["scaling.svg"]


def test_load_balancers_that_aws_did_not_tell_are_unknown_and_not_absent(untold):
    assert 'none["load balancers unknown: AWS did not tell"]' in untold["scaling.md"]
    assert "on an unknown number of load balancers" in untold["scaling.md"]
    assert "unknown: AWS did not tell" in untold["scaling.svg"] and "none was found" not in untold["scaling.svg"]


def test_services_that_aws_did_not_tell_are_unknown_and_not_absent():
    found = samples.report(architecture=samples.architecture(**samples.untold("services")))
    texts = made(found, None, None)
    assert "on an unknown number of services" in texts["scaling.md"]
    assert "an unknown number of tenants with services of their own" in texts["scaling.md"]
    assert "unknown with services of their own" in texts["scaling.svg"]


@KNOWN
def test_the_picture_tells_who_does_not_see_it(known, request):
    root = picture(request.getfixturevalue(known)["scaling.svg"])
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert root.get("role") == "img"
    assert root.get("aria-labelledby").split() == [title.get("id"), description.get("id")]
    assert "reaches" in title.text and "load balancer" in description.text


@KNOWN
def test_the_picture_needs_nothing_from_elsewhere(known, request):
    text = request.getfixturevalue(known)["scaling.svg"]
    assert re.findall(r"url\(|@import|href|<script|@font-face", text) == []
    assert set(re.findall(r"https?://[^\"\s]+", text)) == {"http://www.w3.org/2000/svg"}


@KNOWN
def test_everything_is_within_the_picture(known, request):
    root = picture(request.getfixturevalue(known)["scaling.svg"])
    _x, _y, width, height = map(float, root.get("viewBox").split())
    for each in root.iter(f"{SVG}rect"):
        assert float(each.get("x", 0)) + float(each.get("width")) <= width
        assert float(each.get("y", 0)) + float(each.get("height")) <= height
    for each in root.iter(f"{SVG}text"):
        length = 0 if "end" in each.get("class", "").split() else len(each.text) * LETTER
        assert float(each.get("x")) + length <= width and float(each.get("y")) <= height


def test_a_text_stays_in_its_cell():
    found = samples.report()
    rows = [{"quota": "records", "name": "records of the platform's zone", "where": "", "used": 10_000, "limit": 10_000,
             "source": "Route 53", "adjustable": True}]
    for _sort, cells in drawn("envelope-prod", view(found, {"quotas": rows, "left": {}, "unknown": []})).rows:
        for cell in cells:
            assert all(12 + len(line.text) * LETTER <= cell.box.width for line in cell.lines)
            assert all(line.y < cell.box.y + cell.box.height for line in cell.lines)


def test_many_load_balancers_are_not_all_drawn():
    [one] = samples.architecture()["load_balancers"]
    balancers = [{**one, "name": f"envelope-prod-{place}"} for place in range(40)]
    found = samples.report(architecture=samples.architecture(load_balancers=balancers))
    drawing = drawn("envelope-prod", view(found, None))
    assert (len(drawing.cards), drawing.more) == (9, "and 31 more")


@pytest.mark.parametrize("scheme", [0, 1])
def test_it_is_legible_in_light_and_dark(texts, scheme):
    rule = re.findall(r"^svg \{(.*)\}$", texts["scaling.svg"], re.MULTILINE)[scheme]
    colours = dict(re.findall(r"--([\w-]+): (#\w{6})", rule))
    assert [pair for pair in LEGIBLE if contrast(colours[pair[0]], colours[pair[1]]) < 4.5] == []
    assert contrast(colours["used"], colours["track"]) >= 3 and contrast(colours["full"], colours["track"]) >= 3
