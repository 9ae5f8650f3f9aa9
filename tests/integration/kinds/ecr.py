# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The lives of Elastic Container Registry's kinds."""

from __future__ import annotations

import typing as t

from ansible_collections.venturemond.envelope.tests.integration.lifecycle import Life

NAME = "envelope-test/api"


def lifecycle(keep: int) -> dict[str, t.Any]:
    return {"rules": [{
        "rulePriority": 1, "action": {"type": "expire"},
        "selection": {"tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": keep}}]}


def policy(*actions: str) -> dict[str, t.Any]:
    return {"Version": "2012-10-17", "Statement": {
        "Sid": "Pull", "Effect": "Allow", "Principal": {"AWS": "444455556666"}, "Action": list(actions)}}


LIVES = [
    Life(
        module="ecr_repositories",
        given=lambda client: client("ecr").create_repository(repositoryName="somebody-elses"),
        base={"name": NAME, "image_tag_mutability": "IMMUTABLE", "encryption": {"type": "AES256"},
              "policy": policy("ecr:BatchGetImage"), "tags": {"project": "envelope"}},
        changes={
            "image_tag_mutability": "MUTABLE",
            "scan_on_push": True,
            "lifecycle_policy": lifecycle(keep=50),
            "policy": {},
            "tags": {"project": "envelope", "tenant": "acme"},
        },
        edit=lambda client: client("ecr").delete_repository_policy(repositoryName=NAME),
        remove=lambda client: client("ecr").delete_repository(repositoryName=NAME),
    ),
]
