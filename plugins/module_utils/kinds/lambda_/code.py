# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The code of a function as the archive that Lambda takes: equal files give equal bytes, on any machine."""

from __future__ import annotations

import base64
import hashlib
import io
import typing as t
import zipfile
from pathlib import Path

from ...errors import Invalid

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that an archive can say."""

LEFT_OUT = ("__pycache__", ".pyc")

LIMIT = 50 * 1024 * 1024
"""Bytes of an archive that can be sent by itself."""


class Archive(str):
    """The digest by which Lambda calls some code, as a string that knows the code as well."""

    __slots__ = ("content", "names")
    content: bytes
    names: tuple[str, ...]

    @classmethod
    def of(cls, given: t.Any) -> Archive:
        """From a directory, or from texts by the names of their files."""
        files = _in_directory(Path(given)) if isinstance(given, str) else _texts(given)
        content = _zipped(files)
        archive = cls(base64.b64encode(hashlib.sha256(content).digest()).decode())
        archive.content, archive.names = content, tuple(sorted(files))
        return archive


def _in_directory(folder: Path) -> dict[str, bytes]:
    if not folder.is_dir():
        raise Invalid(f"code: {folder} is not a directory")
    inside = {path.relative_to(folder): path for path in folder.rglob("*") if path.is_file()}
    return {name.as_posix(): path.read_bytes() for name, path in inside.items()
            if not any(part.endswith(LEFT_OUT) or part.startswith(".") for part in name.parts)}


def _texts(given: t.Any) -> dict[str, bytes]:
    if not isinstance(given, dict) or not all(isinstance(text, str) for text in given.values()):
        raise Invalid("code: is neither a directory nor a mapping of files to their texts")
    return {name: text.encode() for name, text in given.items()}


def _zipped(files: t.Mapping[str, bytes]) -> bytes:
    """Stored and not compressed: what comes of compressing depends on the library that does it."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16  # Lambda's own user has to be able to read it
            entry.create_system = 3
            archive.writestr(entry, files[name])
    return whole.getvalue()
