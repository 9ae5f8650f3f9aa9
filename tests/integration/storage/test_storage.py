# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""The role `storage` in each of its modes, from one to the other, and with a bucket that the application makes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
COMMAND = [str(Path(sys.executable).with_name("ansible-playbook")), "-i", "localhost,", str(HERE / "play.yml")]
BUCKET = "envelope-prod-pool-acme"


@pytest.fixture
def aws(local_aws):
    local_aws.reset()
    return local_aws


@pytest.fixture
def play(aws):
    """Runs the playbook in a mode, and gives the writes that the embedded AWS saw."""

    def run(mode: str, *options: str, trial: bool = False, creator: str = "us") -> list[str]:
        since = aws.mark()
        said = {"url": aws.url, "storage_scan_mode": mode, "malware": mode == "guardduty", "trial": trial,
                "creator": creator}
        environment = {**os.environ, "ANSIBLE_CONFIG": str(HERE.parents[2] / "ansible.cfg")}
        done = subprocess.run([*COMMAND, "-vvv", "--diff", "-e", json.dumps(said), *options], check=False,
                              env=environment, capture_output=True, text=True, timeout=300)
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr
        assert "Signature" not in done.stdout + done.stderr, "a URL that lets in whoever knows it"
        return [f"{call['service']}:{call['operation']}" for call in aws.writes(since)]

    return run


def test_each_mode_works_after_each_other(play):
    assert play("guardduty", "--check") == []
    for mode in ("guardduty", "tag_clean", "guardduty", "off"):
        play(mode, trial=True)
        assert play(mode) == [], f"{mode} is there already"


def test_a_bucket_that_the_application_makes_is_taken_over_once_it_is_there(play, aws):
    assert not {each for each in play("guardduty", creator="application") if each.startswith(("s3:", "guardduty:"))}
    assert play("guardduty", creator="application") == []

    place = {"LocationConstraint": "eu-west-1"}
    aws.client("s3").create_bucket(Bucket=BUCKET, CreateBucketConfiguration=place)
    assert "guardduty:CreateMalwareProtectionPlan" in play("guardduty", creator="application", trial=True)
    assert play("guardduty", creator="application") == []
