# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Everybody can read the page's colours, in daylight, in the dark and on paper (WCAG 2.2, 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.reporting import page

VERDICTS = ("fail", "unknown", "explained", "pass", "not-applicable")
TEXTS = [*((text, ground) for text in ("ink", "soft", "link") for ground in ("paper", "raised", "sunken")),
         *((verdict, ground) for verdict in VERDICTS for ground in ("paper", f"{verdict}-tint")),
         *(("ink", f"{verdict}-tint") for verdict in VERDICTS)]
LINES = [("edge", ground) for ground in ("paper", "raised", "sunken")]
"""What tells where a field ends."""


def schemes():
    """The colours by name, of each scheme: one that a scheme does not name is as in light."""
    style = (page.TEMPLATES / "page.css").read_text()
    light, dark, paper = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
                          for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL))
    return {"light": light, "dark": light | dark, "print": light | paper}


def contrast(one, other):
    """How much two colours differ, from 1 to 21, as WCAG reckons it."""
    lighter, darker = sorted(map(luminance, (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = [int(colour[place:place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def test_the_reckoning_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark", "print"])
def test_texts_and_lines_are_legible(scheme):
    colours = schemes()[scheme]
    ratios = {(text, ground): contrast(colours[text], colours[ground]) for text, ground in (*TEXTS, *LINES)}
    assert {pair: ratio for pair, ratio in ratios.items() if ratio < (3 if pair in LINES else 4.5)} == {}


def test_every_colour_has_a_name():
    style = (page.TEMPLATES / "page.css").read_text()
    rules = re.sub(r":root \{.*?\}", "", style, flags=re.DOTALL)
    assert re.findall(r"#[0-9a-f]{3,8}\b(?=[;\s,)])|\b(?:rgb|hsl|oklch)a?\(", rules) == []
    assert set(re.findall(r"var\(--([\w-]+)\)", rules)) <= set(schemes()["light"])
