# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Mail: the identities a tenant sends as, and the configuration set it sends with."""

from __future__ import annotations

from ...calls import Flow, here
from ...kinds.sesv2.service import sesv2
from ...pages import pages
from ...wire import pairs
from ..tenant import Tenant
from ..things import Seen, Sort, Thing


def _arn(where: dict[str, str], rest: str) -> str:
    return f"arn:{where['partition']}:ses:{where['region']}:{where['account']}:{rest}"


def _identities(tenant: Tenant) -> Flow:
    where = yield here()
    listed = yield from pages(sesv2.list_email_identities(), "EmailIdentities")
    return [Thing(IDENTITIES.name, _arn(where, f"identity/{each['IdentityName']}"), each["IdentityName"])
            for each in listed if tenant.serves(each["IdentityName"].rpartition("@")[2])]


def _identity(thing: Thing) -> Flow:
    return Seen(pairs().into((yield sesv2.get_email_identity(EmailIdentity=thing.name)).get("Tags")))


def _identity_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield sesv2.delete_email_identity(EmailIdentity=thing.name)


def _configuration_sets(tenant: Tenant) -> Flow:
    where = yield here()
    listed = yield from pages(sesv2.list_configuration_sets(), "ConfigurationSets")
    return [Thing(CONFIGURATION_SETS.name, _arn(where, f"configuration-set/{name}"), name)
            for name in listed if tenant.names(name)]


def _configuration_set(thing: Thing) -> Flow:
    return Seen(pairs().into((yield sesv2.get_configuration_set(ConfigurationSetName=thing.name)).get("Tags")))


def _configuration_set_taken(thing: Thing, tenant: Tenant) -> Flow:
    yield sesv2.delete_configuration_set(ConfigurationSetName=thing.name)


IDENTITIES = Sort("sesv2_identities", r"arn:[^:]+:ses:[^:]+:\d+:identity/(?P<name>.+)",
                  _identities, _identity, _identity_taken)
CONFIGURATION_SETS = Sort("sesv2_configuration_sets", r"arn:[^:]+:ses:[^:]+:\d+:configuration-set/(?P<name>.+)",
                          _configuration_sets, _configuration_set, _configuration_set_taken)
