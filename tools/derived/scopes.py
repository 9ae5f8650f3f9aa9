# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""What a policy restricts each action to: resources by their names, or by the tags that everything of ours bears.

What looks and shows no content is not restricted: a run looks at what others have made too, to tell whose it is.
The forms of ARNs and which actions take tags are those of AWS's Service Authorization Reference; tests/isolation holds
this table against a copy of it.
"""

from __future__ import annotations

import re
import typing as t

from .scoped_services import BY_SERVICE, CONTENT, NARROWED, OPEN
from .scoping import ANYWHERE, Scope

READING = re.compile(r"\w[\w-]*:(Describe|Get|List|BatchGet|Check|Simulate|Test)")


def scopes(action: str, policy: str = "") -> t.Sequence[Scope]:
    """The scopes in which a policy allows an action, each a statement; one of them has to hold for each resource."""
    service, _unused, name = action.partition(":")
    known = BY_SERVICE.get(service, ())
    named = [scope for scope in known if name in scope.actions]
    if named or action in OPEN or (READING.match(action) and action not in CONTENT):
        return named or [ANYWHERE]
    if narrow := NARROWED.get(policy, {}).get(service):
        return [narrow]
    rest = [scope for scope in known if not scope.actions]
    if not rest:
        raise LookupError(f"{action} is neither restricted nor said to be open: see tools/derived/scoped_services.py")
    return rest
