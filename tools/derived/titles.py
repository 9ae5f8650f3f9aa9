# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a kind is called in a sentence, told from the name of its module."""

from __future__ import annotations

import functools
import re

import botocore.session
from ansible_collections.venturemond.envelope.plugins.module_utils.registry import SERVICES
from ansible_collections.venturemond.envelope.plugins.module_utils.resource import Resource, properties


def title(kind: type[Resource]) -> str:
    """`ecs_services` -> `ECS services`."""
    client = max((name for name in SERVICES if kind.plural.startswith(_prefix(name))), key=len)
    words = kind.plural.removeprefix(_prefix(client)).split("_")
    return " ".join([service_name(client), *(_spelt(word, kind) for word in words)])


@functools.cache
def service_name(client: str) -> str:
    """AWS's own name for the service behind a boto3 client."""
    return str(botocore.session.Session().get_service_model(client).metadata["serviceId"])


def _prefix(client: str) -> str:
    return f"{client.replace('-', '_')}_"


def _spelt(word: str, kind: type[Resource]) -> str:
    """The word as the kind's own documentation spells it where that is an abbreviation: `VPCs`."""
    said = " ".join([kind.__doc__ or "", *(p.doc for p in properties(kind))])
    singular = word.removesuffix("s")
    return word.replace(singular, singular.upper(), 1) if re.search(rf"\b{singular.upper()}s?\b", said) else word
