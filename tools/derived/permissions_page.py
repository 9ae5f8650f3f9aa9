# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/permissions.md: which policy is for what, and what each module needs."""

from __future__ import annotations

import typing as t

from .grants import Grant
from .policies import LIMIT
from .text import table

PAGE = """\
# Permissions

Written by `tools/permissions.py` from the calls in `plugins/module_utils/kinds/`: what the credentials that run a
playbook have to be allowed. What the platform's own tasks may do is another matter: the roles that make them say so.

## Policies

{policies}
Each file is one customer managed policy, within AWS's {limit:,} characters. Where a playbook needs several they are
numbered, and all of them are attached (AWS allows ten to a role):

```console
aws iam create-policy --policy-name {name} --policy-document file://docs/permissions/{example}
aws iam attach-role-policy --role-name envelope-deployer --policy-arn arn:aws:iam::111122223333:policy/{name}
```

- `read_only` reads the values of secrets, because a plan says which of their entries are missing: give it to those
  who may see them.
- The policies name actions and leave `Resource` open, because names are the inventory's. Narrow it where your names
  allow: `arn:aws:secretsmanager:*:*:secret:envelope-prod*`, `arn:aws:s3:::envelope-prod-*`,
  `arn:aws:iam::*:role/envelope-prod-*`. Most `Describe` and `List` actions of EC2, ELB and ECS only take `*`.
- `iam:PassRole`, `iam:CreateServiceLinkedRole` and the `kms` actions that AWS takes in the caller's name are
  restricted to the service that needs them. A key's own policy has to allow them too.
- `sts:GetCallerIdentity`, which tells the account, needs no permission.
- Whoever may write IAM roles or policies can give away any permission: where that is too much, add a permissions
  boundary.

## Modules

{modules}"""


Needs = t.Mapping[str, set[Grant]]
"""Grants by the name of the module that needs them."""


def text(purposes: t.Mapping[str, str], looking: Needs, changing: Needs) -> str:
    """The page; `purposes` says by file name what each policy is enough for."""
    example = next(iter(purposes))
    return PAGE.format(
        policies=table(("Policy", "Enough for"), [
            (f"[{file}](permissions/{file})", purpose) for file, purpose in purposes.items()]),
        limit=LIMIT, example=example, name=f"envelope-{example.removesuffix('.json')}",
        modules=table(("Module", "To look, as in check mode", "To change, besides"), [
            (f"`{name}`", _listed(looking[name]), _listed(changing[name] - looking[name]))
            for name in sorted(looking) if looking[name] or changing[name]]))


def _listed(grants: t.Iterable[Grant]) -> str:
    return ", ".join(f"`{action}`" for action in sorted({grant.action for grant in grants})) or "nothing"
