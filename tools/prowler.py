#!/usr/bin/env python
# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later
"""Let the scanner prowler look for ISO 27001 at what site.yml makes on an embedded AWS.

It fails where prowler finds what docs/prowler.md does not explain, and where that explains what is no longer found.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import subprocess
import sys
import tempfile
import typing as t
from pathlib import Path

from ansible_collections.venturemond.envelope.extensions.local_aws.client import LocalAws, NotRunning
from ansible_collections.venturemond.envelope.tools.benchmarks.measuring import Unusable
from ansible_collections.venturemond.envelope.tools.benchmarks.stage import INVENTORY, ROOT, SITE, Playbook, Stage
from ansible_collections.venturemond.envelope.tools.prowling.findings import (
    differences,
    explanations,
    failed,
    table,
    unanswered,
)

PROWLER = ROOT / ".cache" / "prowler" / "bin" / "prowler"
PAGE = ROOT / "docs" / "prowler.md"
FRAMEWORKS = ("iso27001_2013_aws", "iso27001_2022_aws")
REGIONS = ("eu-west-1", "us-east-1")
LAST_WORDS = 2000

UNUSED = [
    "apigateway", "apigatewayv2", "appstream", "appsync", "athena", "bedrock", "codeartifact", "codebuild",
    "datasync", "directconnect", "directoryservice", "dms", "documentdb", "dynamodb", "efs", "eks",
    "elasticbeanstalk", "elb", "emr", "eventbridge", "firehose", "fsx", "glacier", "glue", "kafka",
    "kinesis", "mq", "neptune", "opensearch", "redshift", "sagemaker", "servicecatalog", "sqs", "ssm", "stepfunctions",
    "storagegateway", "transfer", "waf", "wellarchitected", "workspaces"]
"""Services of these frameworks that nothing here has: prowler has opinions about some of them in every account."""


def main(arguments: list[str]) -> int:
    try:
        if not PROWLER.exists():
            raise Unusable(f"There is no {PROWLER.relative_to(ROOT)}; `make prowler` installs it.")
        with tempfile.TemporaryDirectory(prefix="prowler-") as name, scanned(arguments, Path(name)) as aws:
            rows, log = scan(aws, Path(name))
    except (NotRunning, Unusable) as failure:
        print(failure, file=sys.stderr)
        return 1
    explained = explanations(PAGE.read_text(encoding="utf-8"))
    wrong = list(differences([*failed(rows), *unanswered(log)], explained))
    print(*wrong, sep="\n", file=sys.stderr)
    passed = sum(row["STATUS"] == "PASS" for row in rows)
    print(f"{passed} findings passed, {len(failed(rows))} failed; {len(explained)} explanations in "
          f"{PAGE.relative_to(ROOT)}, {len(wrong)} differences.")
    return 1 if wrong else 0


@contextlib.contextmanager
def scanned(arguments: list[str], directory: Path) -> t.Iterator[LocalAws]:
    """The embedded AWS to be scanned: one that is up, as it is, or one of its own, provisioned."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--endpoint", metavar="URL", help="an embedded AWS that is up; default: one of its own")
    asked = parser.parse_args(arguments)
    if asked.endpoint:
        aws = LocalAws(asked.endpoint)
        aws.health()
        yield aws
        return
    with LocalAws.running() as aws:
        stage = Stage(aws, directory)
        stage.empty()
        remove_default_vpcs(aws)
        print(f"{SITE.relative_to(ROOT)} on {INVENTORY.relative_to(ROOT)}", flush=True)
        Playbook(stage, SITE, INVENTORY).run()
        yield aws


def remove_default_vpcs(aws: LocalAws) -> None:
    """Take away the networks that AWS gives each region of an account, as it advises: they are not the platform's."""
    for region in REGIONS:
        ec2 = aws.client("ec2", region)
        of_default = [{"Name": "default-for-az", "Values": ["true"]}]
        for subnet in ec2.describe_subnets(Filters=of_default)["Subnets"]:
            ec2.delete_subnet(SubnetId=subnet["SubnetId"])
        for vpc in ec2.describe_vpcs(Filters=[{"Name": "is-default", "Values": ["true"]}])["Vpcs"]:
            ec2.delete_vpc(VpcId=vpc["VpcId"])


def scan(aws: LocalAws, directory: Path) -> tuple[list[dict[str, str]], str]:
    """The rows of prowler's CSV, and its log of errors; raises `Unusable` with its last words if it made none."""
    log, found = directory / "prowler.log", directory / "found.csv"
    command = [
        str(PROWLER), "aws", "--compliance", *FRAMEWORKS, "--region", *REGIONS, "--excluded-service", *UNUSED,
        "--scan-unused-services", "--ignore-exit-code-3", "--no-banner", "--no-color", "--output-formats", "csv",
        "--output-directory", str(directory), "--output-filename", found.stem,
        "--log-level", "ERROR", "--log-file", str(log)]
    print(f"prowler, {' and '.join(FRAMEWORKS)}", flush=True)
    ran = subprocess.run(command, env=environment(aws), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                         stderr=subprocess.STDOUT, text=True, check=False)
    if ran.returncode or not found.exists():
        raise Unusable(f"prowler ended with {ran.returncode}: {ran.stdout[-LAST_WORDS:]}")
    return table(found.read_text(encoding="utf-8")), log.read_text(encoding="utf-8")


def environment(aws: LocalAws) -> dict[str, str]:
    """The caller's, without what would lead anywhere else.

    The embedded AWS is the proxy, too: S3 Control puts the account before the endpoint's name, which then nobody can
    look up; and what prowler might ask of other hosts ends here.
    """
    kept = {name: value for name, value in os.environ.items()
            if not name.startswith("AWS_") and not name.lower().endswith("_proxy")}
    return {**kept, **aws.environment(REGIONS[0]), "AWS_CONFIG_FILE": os.devnull, "AWS_MAX_ATTEMPTS": "1",
            "AWS_SHARED_CREDENTIALS_FILE": os.devnull, "AWS_EC2_METADATA_DISABLED": "true",
            "HTTP_PROXY": aws.url, "HTTPS_PROXY": aws.url}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
