# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a test says of mail: how far a verification is, how mail is taken, whether the account is in the sandbox."""

from __future__ import annotations

import typing as t

from moto.core.models import DEFAULT_ACCOUNT_ID
from moto.ses.models import SESBackend, ses_backends

from .additions._ses_account import account_of, verification_of
from .additions._ses_verification import STATES, Search
from .told import told

PLACE = {"account": DEFAULT_ACCOUNT_ID, "region": "eu-west-1"}
SEARCHES = {"dkim": "dkim", "mail_from": "mail_from", "verification": "dkim"}
"""By what it is called: an address is verified without DKIM."""
RATES = ("bounce_rate", "complaint_rate")
SHAPES = (
    {"identity", *SEARCHES, "after_reads", "after_seconds"},
    {"configuration_set", *RATES},
    {"production_access"},
)

Given = dict[str, t.Any]


def tell(given: t.Any) -> Given:
    """Take what is said, and return it.

    `identity` with `dkim` and `mail_from` (`verification` for an address): the state that a read shows
    `after_reads` more and `after_seconds`, until its setup is started again; null lets it look at DNS again.
    `configuration_set` with `bounce_rate` and `complaint_rate`; or `production_access`.
    """
    if not isinstance(given, dict) or not any(set(given) - set(PLACE) <= shape for shape in SHAPES):
        known = " or ".join(", ".join(sorted(shape)) for shape in SHAPES)
        raise ValueError(f"What is said of mail is a JSON object with {known}, and 'account' and 'region' if need be.")
    where = PLACE | given
    backends = ses_backends[str(where["account"])]
    if where["region"] not in list(backends.regions):
        raise ValueError(f"Unknown region {where['region']!r}.")
    backend = backends[where["region"]]
    if "identity" in given:
        _tell_identity(backend, given)
    elif "configuration_set" in given:
        _tell_rates(backend, given)
    elif "production_access" in given:
        account_of(backend).production_access = bool(given["production_access"])
    return given


def _tell_identity(backend: SESBackend, given: Given) -> None:
    identity = backend.email_identities.get(given["identity"])
    if identity is None:
        raise ValueError(f"There is no identity {given['identity']!r}.")
    verification = verification_of(backend, identity)
    for name in SEARCHES.keys() & given.keys():
        search: Search = getattr(verification, SEARCHES[name])
        search.told = told(given[name], STATES, given.get("after_reads", 0), given.get("after_seconds", 0))
        if given[name] is None and search.state == "FAILED":
            search.restart()


def _tell_rates(backend: SESBackend, given: Given) -> None:
    name, rates = given["configuration_set"], {rate: given[rate] for rate in RATES if rate in given}
    if name not in backend.config_sets:
        raise ValueError(f"There is no configuration set {name!r}.")
    for rate, value in rates.items():
        if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
            raise ValueError(f"The value {value!r} of {rate!r} is not a part of 1.")
    account_of(backend).rates.setdefault(name, {}).update(rates)
