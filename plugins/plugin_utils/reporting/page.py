# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""A report as one page that needs nothing but itself, not even JavaScript."""

from __future__ import annotations

import base64
import functools
import hashlib
from pathlib import Path

import jinja2
from markupsafe import Markup

from ...module_utils.auditing.verdicts import SEVERITIES, VERDICTS
from . import picture, views, words
from .words import Report

TEMPLATES = Path(__file__).parent / "templates"


def text(report: Report) -> str:
    """The page; its policy lets the browser run and load nothing but the script and style that are in it."""
    style, script = ((TEMPLATES / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = (f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; base-uri 'none'; "
              "form-action 'none'")
    return _environment().get_template("page.html.j2").render(
        report=report, platform=report["platform"], summary=report["summary"], policy=policy, style=Markup(style),
        script=Markup(script), drawn=picture.draw(report["architecture"]), worries=words.worries(report),
        areas=views.areas(report), tenants=views.tenants(report), verdicts=VERDICTS, severities=SEVERITIES)


def _source(content: str) -> str:
    """What a policy calls that style or script."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True,
                                     lstrip_blocks=True, undefined=jinja2.StrictUndefined)
    environment.filters.update(number=words.number, moment=words.moment, remedy=words.remedy, many=words.many,
                               slug=views.slug)
    environment.globals.update(headline=words.headline)
    return environment
