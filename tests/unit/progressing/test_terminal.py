# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The line below what else is printed."""

from __future__ import annotations

import io
import os
from types import SimpleNamespace

import pytest
from ansible_collections.venturemond.envelope.plugins.plugin_utils.progressing import terminal
from ansible_collections.venturemond.envelope.plugins.plugin_utils.progressing.terminal import CLEAR, PAUSE, StatusLine


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def screen(monkeypatch) -> Screen:
    monkeypatch.setenv("COLUMNS", "20")
    return Screen()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def status(screen, clock) -> StatusLine:
    return StatusLine(screen, clock)


def test_it_is_no_longer_than_the_terminal_is_wide(status, screen):
    status.show(lambda: "0 of 1000 tenants done")
    assert screen.getvalue() == CLEAR + "0 of 1000 tenants d"


def test_it_changes_no_faster_than_an_eye_follows(status, screen, clock):
    status.show(lambda: "one")
    status.show(lambda: pytest.fail("nobody sees it"))
    clock.now += PAUSE
    status.show(lambda: "three")
    assert screen.getvalue() == f"{CLEAR}one{CLEAR}three"


def test_it_is_below_what_is_printed(status, screen, monkeypatch):
    monkeypatch.setattr("sys.stdout", screen)
    display = SimpleNamespace(display=lambda text, **_options: screen.write(text + "\n"))
    status.keep_below(display)
    display.display("before")
    status.show(lambda: "one")
    display.display("ok: [acme]")
    status.clear()
    display.display("after")
    assert screen.getvalue() == f"before\n{CLEAR}one{CLEAR}ok: [acme]\n{CLEAR}one{CLEAR}after\n"


def test_it_stays_when_what_is_printed_goes_elsewhere(status, screen, monkeypatch):
    display = SimpleNamespace(display=lambda *_args, **_options: None)
    monkeypatch.setattr("sys.stdout", io.StringIO())
    status.keep_below(display)
    status.show(lambda: "one")
    display.display("ok: [acme]")
    assert screen.getvalue() == f"{CLEAR}one"


def test_a_worker_does_not_touch_it(status, screen, monkeypatch):
    monkeypatch.setattr("sys.stdout", screen)
    display = SimpleNamespace(display=lambda text, **_options: None)
    status.keep_below(display)
    status.show(lambda: "one")
    monkeypatch.setattr(os, "getpid", lambda: -1)
    display.display("ok: [acme]")
    status.clear()
    assert screen.getvalue() == f"{CLEAR}one"


def test_a_terminal_that_is_gone_ends_no_run(clock):
    def gone(_text: str) -> None:
        raise BrokenPipeError

    StatusLine(SimpleNamespace(write=gone, flush=lambda: None), clock).show(lambda: "one")


@pytest.mark.parametrize("elsewhere", [{"TERM": "dumb"}, {"TERM": ""}, {"AWX_ISOLATED_DATA_DIR": "/runner"}])
def test_nobody_watches_where_lines_cannot_be_cleared_or_awx_keeps_them(elsewhere, monkeypatch):
    reading, writing = os.openpty()
    with os.fdopen(reading, "rb"), os.fdopen(writing, "w") as stream:
        monkeypatch.setattr("sys.stdout", stream)
        monkeypatch.setattr("sys.stderr", stream)
        monkeypatch.setenv("TERM", "xterm")
        assert terminal.is_watched()
        for name, value in elsewhere.items():
            monkeypatch.setenv(name, value)
        assert not terminal.is_watched()


def test_nobody_watches_a_file_or_what_a_pipe_brings_to_the_screen(tmp_path, monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    master, tty = os.openpty()
    reading, piped = os.pipe()
    with (os.fdopen(master, "rb"), os.fdopen(tty, "w") as screen, os.fdopen(reading, "rb"),
          os.fdopen(piped, "w") as pipe, (tmp_path / "log").open("w") as log):
        seen = {}
        for name, out, err in (("log", log, screen), ("pipe", pipe, screen), ("ci", log, log)):
            monkeypatch.setattr("sys.stdout", out)
            monkeypatch.setattr("sys.stderr", err)
            seen[name] = terminal.is_watched()
    assert seen == {"log": True, "pipe": False, "ci": False}
