# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The picture of the architecture: everything on it, nothing over anything else, and said in words too."""

from __future__ import annotations

import itertools
import re
from xml.etree import ElementTree

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import page, picture
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples
from ansible_collections.venturemond.envelope.tests.unit.reporting.samples import architecture, service

SILOS = [service(name, tenant=f"tenant-{place}") for place in range(40) for name in ("api", "hq", "tenant")]
SHAPES = {
    "small": architecture(),
    "two services": architecture(services=[service("api"), service("hq")]),
    "twenty services": architecture(services=[service(f"service-{place}") for place in range(20)]),
    "many silos": architecture(services=[service("api"), *SILOS]),
    "long names": architecture(services=[service("a" * 80, image="b" * 200)], zones_dns=["c" * 200] * 9,
                               vpc={"id": "vpc-1", "name": "d" * 60, "cidr": "10.0.0.0/16"}),
    "three zones": architecture(zones=["a", "b", "c"], subnets=[{"name": "p-b", "zone": "b", "kind": "private"}]),
    "no network": architecture(vpc=None, zones=[], subnets=[], cluster=None),
    "nothing told": architecture(**samples.untold()),
}


def placed(drawn):
    return [*drawn.edge, *(one for tier in drawn.tiers for one in tier.cards), *drawn.rest]


def names(drawn):
    return [one.card.title for one in placed(drawn)]


@pytest.mark.parametrize("shape", SHAPES)
def test_cards_stay_apart_and_within(shape):
    drawn = picture.draw(SHAPES[shape])
    boxes = [*(one.box for one in placed(drawn)), *(chip.box for tier in drawn.tiers for chip in tier.chips)]
    for one, other in itertools.combinations(boxes, 2):
        assert (one.x + one.width <= other.x or other.x + other.width <= one.x
                or one.y + one.height <= other.y or other.y + other.height <= one.y), (one, other)
    assert min(box.x for box in boxes) >= 0
    assert all(box.x + box.width <= drawn.width and box.y + box.height <= drawn.height for box in boxes)
    for tier in drawn.tiers:
        assert all(tier.box.y <= one.box.y and one.box.y + one.box.height <= tier.box.y + tier.box.height
                   for one in tier.cards)


@pytest.mark.parametrize("shape", SHAPES)
def test_words_stay_within_their_card(shape):
    for one in placed(picture.draw(SHAPES[shape])):
        assert len(one.title) * 7 <= one.box.width
        assert all(one.box.y < y < one.box.y + one.box.height and len(words) * 7 <= one.box.width
                   for y, words in one.lines)


def test_everything_that_was_found_is_on_it():
    drawn = picture.draw(SHAPES["small"])
    assert names(drawn) == [
        "1 DNS zone", "1 CloudFront distribution", "envelope-prod", "2 NAT gateways", "api", "worker", "scheduler",
        "reverb", "hq", "tenant", "kestrel / api", "envelope-prod", "envelope-prod", "12", "12", "5", "55"]
    assert drawn.network == "VPC envelope-prod, 10.20.0.0/16 · cluster envelope-prod-cluster"
    assert [chip.name for tier in drawn.tiers for chip in tier.chips][:2] == [
        "eu-west-1a: public-a", "eu-west-1b: public-b"]
    assert [one.card.title for one in placed(drawn) if one.card.short] == ["reverb"]


def test_it_is_said_in_words():
    said = picture.draw(SHAPES["small"]).description
    for part in ("in eu-west-1a, eu-west-1b, 6 subnets",
                 "load balancer, internet-facing, ports 443, 80, WAF envelope-prod", "reverb, 1 of 2 running",
                 "mysql 8.4, db.r7g.large, two zones, 100 GiB", "55, alarms"):
        assert part in said


def test_many_silos_are_one_card():
    silos = [*SILOS[1:], {**SILOS[0], "running": 1}]
    drawn = picture.draw(architecture(services=[service("api"), *silos]))
    (card,) = (one.card for one in placed(drawn) if "silos" in one.card.title)
    assert (card.title, card.lines, card.short) == (
        "120 services of silos", ("40 tenants", "1 below the desired count"), True)


def test_more_than_fits_is_counted():
    drawn = picture.draw(architecture(caches=[SHAPES["small"]["caches"][0]] * 11))
    assert "+ 3" in names(drawn)


def test_no_firewall_is_said():
    (balancer,) = SHAPES["small"]["load_balancers"]
    drawn = picture.draw(architecture(load_balancers=[{**balancer, "web_acl": "", "listeners": []}]))
    assert "no listener, no WAF" in drawn.description


def test_what_aws_did_not_tell_is_shown_as_unknown_and_not_as_absent():
    (balancer,) = SHAPES["small"]["load_balancers"]
    drawn = picture.draw(architecture(load_balancers=[{**balancer, "web_acl": None}], **samples.untold(
        "alarms", "databases", "subnets", "vpc")))
    assert "WAF unknown" in drawn.description and "Databases, unknown: AWS did not tell" in drawn.description
    assert drawn.network == "VPC unknown · cluster envelope-prod-cluster" and "unknown, alarms" in drawn.description
    assert {chip.name for tier in drawn.tiers for chip in tier.chips} == {"subnets: unknown"}


def test_where_aws_told_nothing_there_is_a_picture_that_says_so():
    said = picture.draw(SHAPES["nothing told"]).description
    assert "nothing" not in said and "no " not in said.lower()


def test_nothing_found_is_no_picture():
    assert picture.draw(architecture(**samples.NOTHING)) is None


@pytest.mark.parametrize("shape", SHAPES)
def test_it_is_drawn_with_a_title_for_who_cannot_see_it(shape):
    content = page.text(samples.report(architecture=SHAPES[shape]))
    drawn = ElementTree.fromstring(re.search(r'<svg class="picture".*?</svg>', content, re.DOTALL).group())
    ids = drawn.get("aria-labelledby").split()
    assert [drawn.find(tag).get("id") for tag in ("title", "desc")] == ids
    assert drawn.get("role") == "img"
    assert all(card.find("title").text for card in drawn.iter("g"))
