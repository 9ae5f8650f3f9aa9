# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""docs/permissions.md: which policy is for what, and what each module needs."""

from __future__ import annotations

import typing as t

from .grants import Grant
from .policies import LIMIT
from .scoped_services import OPEN
from .text import table

PAGE = """\
# Permissions

Written by `tools/permissions.py` from the calls in `plugins/module_utils/kinds/`: what the credentials that run a
playbook have to be allowed. What the platform's own tasks may do is another matter: the roles that make them say so.

**How far they are tested.** Playbooks run on the embedded AWS with their own policies alone. Which action an operation
asks for, and what it asks for besides, is told there by the same tables that write the policies: a service-linked role
or a key of which the tables know nothing is missed by the test too. Which roles are handed to a service is told from
the requests themselves. So try a new policy on an account of AWS before you rely on it; what is missing is named in
the refusal.

## Policies

{policies}
Each file is one customer managed policy, within AWS's {limit:,} characters. Where a playbook needs several they are
numbered, and all of them are attached (AWS allows ten to a role). `plan` is for pipelines that plan, `read_only` for
who looks with any playbook, and a policy in `roles/` for who runs one capability alone.

They are templates. Words in capitals stand for what one platform is called: `PROJECT`, `ENVIRONMENT` (its tags),
`PREFIX` (`cell_prefix`), `ACCOUNT`, `REGION`, `PARTITION` (`aws`):

```console
sed 's/PREFIX/envelope-prod/g; s/PROJECT/envelope/g; s/ENVIRONMENT/prod/g; s/ACCOUNT/111122223333/g;
     s/REGION/eu-west-1/g; s/PARTITION/aws/g' docs/permissions/{example} > {example}
aws iam create-policy --policy-name {name} --policy-document file://{example}
aws iam attach-role-policy --role-name envelope-deployer --policy-arn arn:aws:iam::111122223333:policy/{name}
```

## What they are restricted to

- **Names**: what changes or shows content, of ECR, ECS, ElastiCache, IAM, Lambda, CloudTrail, CloudWatch, load
  balancers, logs, RDS, S3, Secrets Manager, SNS, WAF, backup vaults and configuration sets, is allowed for names that
  are the prefix, or begin with it and a dash. So whoever has the policies of `envelope-prod` also reaches
  `envelope-prod-eu-files`, which may be the file of a cell `envelope-prod-eu`: in one account let no prefix begin with
  another one and a dash. Who plans, audits or releases reaches objects of `PREFIX-releases` alone.
- **Tags**: where AWS makes up the id (EC2, KMS, ACM, CloudFront, malware protection plans, backup plans, scaling
  targets, mail identities, rules of Config), what is made has to be tagged with `project` and `environment`, and what
  is changed has to bear them. What bears none may be tagged, as adoption does; what bears others may not.
- **Services**: `iam:PassRole`, `iam:CreateServiceLinkedRole` and the `kms` actions that AWS takes in the caller's name
  are restricted to the service that needs them. A key's own policy has to allow them too.
- What only looks is not restricted: a run looks at what others have made, to tell whose it is.

Open remain, with `Resource: "*"`:

{open}
Widen a copy where your inventory departs from the names: buckets, log groups or repositories by other names, secrets of
another prefix, a VPC or load balancer that somebody else made and nobody has tagged. A prefix of more than 24
characters is cut in the names of load balancers and target groups: write the shorter one there. Passwords of databases
(`rds!...`) are the account's: a secret that RDS makes has no name of ours. Rules of security groups that nobody has
tagged, such as a network's default group, may be changed.

- `plan` reads no values of secrets, as a pull request decides what its own plan runs. Such a plan does not see which
  entries are missing, and [says so](summary.md).
- `read_only` reads values of secrets, logs and objects, for playbooks with `--check` and for runbooks: give it to those
  who may see these.
- `sts:GetCallerIdentity`, which tells the account, needs no permission.
- Whoever may write IAM roles or policies can give away any permission, even where the names are restricted: where that
  is too much, add a permissions boundary.
- `adopt.yml` needs what `site.yml` needs, and has to [tag](adoption.md) what others have made before `site.yml` may
  change it. What bears another `project` or `environment` stays out of reach until somebody else has tagged it.

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
        limit=LIMIT, example=example, open=_open(), name=f"envelope-{example.removesuffix('.json')}",
        modules=table(("Module", "To look, as in check mode", "To change, besides"), [
            (f"`{name}`", _listed(looking[name]), _listed(changing[name] - looking[name]))
            for name in sorted(looking) if looking[name] or changing[name]]))


def _open() -> str:
    """The actions that are restricted to nothing, by the reason."""
    reasons = dict.fromkeys(OPEN.values())
    return table(("Because", "Actions"), [
        (reason, ", ".join(f"`{action}`" for action in sorted(OPEN) if OPEN[action] == reason)) for reason in reasons])


def _listed(grants: t.Iterable[Grant]) -> str:
    return ", ".join(f"`{action}`" for action in sorted({grant.action for grant in grants})) or "nothing"
