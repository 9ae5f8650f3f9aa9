# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Values that are made."""

from __future__ import annotations

import base64

import pytest
from ansible_collections.venturemond.envelope.plugins.module_utils.generating import ALPHABET, generate


@pytest.mark.parametrize("form", ["text", "hex", "laravel_app_key"])
def test_no_two_are_equal(form):
    assert len({generate(form) for _unused in range(100)}) == 100


def test_text_is_drawn_from_its_alphabet():
    assert set(generate("text", length=2000)) == set(ALPHABET)
    assert set(generate("text", length=200, alphabet="ab")) == {"a", "b"}
    assert len(generate("text", length=17)) == 17


def test_the_default_alphabet_needs_no_quoting():
    assert ALPHABET.isalnum() and ALPHABET.isascii()


def test_hex_has_the_bytes_that_are_asked_for():
    assert len(bytes.fromhex(generate("hex", length=20))) == 20


def test_a_laravel_key_is_what_artisan_makes():
    prefix, _unused, encoded = generate("laravel_app_key", length=5).partition(":")

    assert prefix == "base64"
    assert len(base64.b64decode(encoded, validate=True)) == 32
