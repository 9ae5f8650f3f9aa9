# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Scripts of containers, timings and pushed images, as the server takes them."""

from __future__ import annotations

import subprocess
import sys
import urllib.request

import pytest
from ansible_collections.venturemond.envelope.extensions.local_aws.containers import Scripts, Start

MODULE = "ansible_collections.venturemond.envelope.extensions.local_aws"


def test_the_script_posted_last_comes_first_and_is_used_up():
    scripts = Scripts()
    scripts.add({"image": "*api*", "exit_code": 1})
    scripts.add({"image": "*api*", "command": "*migrate*", "exit_code": 42, "lines": ["No."], "times": 1})
    migrate = Start("api:1", "api", "php artisan migrate --force", one_off=True)
    first, second = scripts.behaviour(migrate), scripts.behaviour(migrate)
    assert (first.exit_code, first.lines) == (42, ("No.",))
    assert (second.exit_code, second.lines) == (1, ("Done: php artisan migrate --force",))
    assert [each["played"] for each in scripts.listed()] == [1, 1]
    assert scripts.behaviour(Start("web:1", "web", "")).exit_code is None


@pytest.mark.parametrize(
    ("image", "ending"),
    [
        ("registry:5000/web", None),
        ("registry:5000/web-crash", None),
        ("web:1-crash", 1),
        (f"web:1-crash@sha256:{'0' * 64}", 1),
    ],
)
def test_tags(image, ending):
    assert Scripts().behaviour(Start(image, "web", "")).exit_code == ending


@pytest.mark.parametrize(
    ("script", "words"),
    [
        ([], "A script is a JSON object."),
        ({"imgae": "*"}, "Did you mean 'image'?"),
        ({"image": "web"}, "A script says at least one of"),
        ({"exit_code": "1"}, "not of the right type"),
        ({"exit_code": True}, "not of the right type"),
        ({"exit_code": 256}, "0 to 255"),
        ({"exit_code": 1, "times": 0}, "'times' at least 1"),
        ({"seconds": -1}, "'seconds'"),
        ({"lines": "one"}, "'lines' is a list of texts."),
        ({"runs_forever": True, "exit_code": 1}, "has no 'exit_code'"),
        ({"healthy": False, "image": None}, "'image' is a pattern"),
    ],
)
def test_scripts_that_make_no_sense(aws, script, words):
    with pytest.raises(ValueError, match=words.replace("?", r"\?")):
        aws._ask("POST", "containers", script)
    assert aws.scripts() == []


def test_scripts_and_timings_are_forgotten(aws):
    usual = aws.timing()
    assert usual["start_seconds"] == 0.2
    aws.script(image="web:*", healthy=False)
    assert aws.timing(start_seconds=1)["start_seconds"] == 1.0
    assert [each["image"] for each in aws.scripts()] == ["web:*"]
    aws.clear_scripts()
    assert aws.scripts() == []
    aws.script(exit_code=0)
    aws.reset()
    assert (aws.scripts(), aws.timing()) == ([], usual)


@pytest.mark.parametrize(
    ("given", "words"),
    [({"start": 1}, "Unknown timing 'start'"), ({"start_seconds": -1}, "0 to 3600"), ({"start_seconds": "1"}, "0 to")],
)
def test_timings_that_make_no_sense(aws, given, words):
    with pytest.raises(ValueError, match=words):
        aws.timing(**given)


def test_a_script_does_not_change_what_has_begun(stage):
    stage.create()
    stage.settled()
    stage.aws.script(image="web:1", exit_code=1)
    assert stage.settled()["runningCount"] == 2


def test_images_are_pushed(aws, client):
    client("ecr").create_repository(repositoryName="envelope/api")
    command = [sys.executable, "-m", MODULE, "push", "--port", aws.url.rpartition(":")[2], "--tag", "1.0.0"]
    done = subprocess.run([*command, "envelope/api"], capture_output=True, text=True, check=True)
    (image,) = client("ecr").describe_images(repositoryName="envelope/api")["imageDetails"]
    assert done.stdout == f"envelope/api:1.0.0 {image['imageDigest']}\n"


BAD_IMAGES = ({}, {"tag": "1"}, {"repository": "a", "tag": 1}, {"repository": "a", "tag": "1", "other": 1})


@pytest.mark.parametrize("given", BAD_IMAGES)
def test_images_that_make_no_sense(aws, given):
    with pytest.raises(ValueError, match="image"):
        aws._ask("POST", "images", given)


def test_the_page_shows_services(stage):
    stage.create()
    stage.settled()
    with urllib.request.urlopen(f"{stage.aws.url}/_local/") as reply:
        page = reply.read().decode()
    assert "web:1" in page
    assert "COMPLETED" in page
