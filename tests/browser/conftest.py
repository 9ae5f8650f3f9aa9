# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The system's Chromium, and a judge of accessibility that `make browse` installs into .cache/browser."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils import reporting
from ansible_collections.venturemond.envelope.tests.unit.reporting import samples
from playwright.sync_api import sync_playwright

INSTALLED = Path(__file__).parents[2] / ".cache" / "browser"
JUDGE = INSTALLED / "node_modules" / "axe-core" / "axe.min.js"
PICTURES = INSTALLED / "pictures"
"""What the page looked like in the last run, for people to look at."""
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")


@pytest.fixture(scope="session")
def browser():
    found = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if not found:
        pytest.exit("there is no Chromium: install the system's package chromium, or say CHROMIUM=/where/it/is", 1)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found)
        yield started
        started.close()


@pytest.fixture(scope="session")
def reports(tmp_path_factory):
    """Addresses of pages: `small` with something of everything, `large` with a hundred tenants, and `brief` with all
    that is drawn differently, but each only once or twice, as judging takes its time."""
    brief = [one for one in samples.report()["requirements"] if one["id"] in ("C1", "N2", "S1", "S3", "O1", "P2")]
    made = {"small": samples.report(), "large": samples.large(), "brief": samples.report(requirements=brief)}
    return {name: reporting.write(report, tmp_path_factory.mktemp(name), ["html"])[0].as_uri()
            for name, report in made.items()}


@pytest.fixture
def visit(browser, reports):
    """`visit("small", color_scheme="dark")` gives the page; whatever it loads or complains about fails the test."""
    contexts, wrong = [], []

    def go(name, after="", **options):
        contexts.append(browser.new_context(**options))
        page = contexts[-1].new_page()
        page.on("console", lambda message: wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: request.url.startswith("file:") or wrong.append(request.url))
        page.goto(reports[name] + after)
        return page

    yield go
    for context in contexts:
        context.close()
    assert wrong == []


@pytest.fixture
def violations():
    """`violations(page)` lists what keeps people from using it, by the rules of WCAG 2.2 AA and good practice."""
    if not JUDGE.is_file():
        pytest.exit("axe-core is not installed: run `make browse`", 1)

    def judge(page):
        page.evaluate(JUDGE.read_text())
        found = page.evaluate("axe.run()")["violations"]
        return [(one["id"], node["html"], node["failureSummary"]) for one in found for node in one["nodes"]]

    return judge


@pytest.fixture
def pictures():
    PICTURES.mkdir(parents=True, exist_ok=True)
    return PICTURES
