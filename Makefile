.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

PYTHON ?= python3
BIN := .venv/bin
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-annotate --no-header

.PHONY: help demo demo-reset later verify test quick check bench migration pictures lock venv system system-test

help: ## Show this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

demo: system .venv/ready ## Start the whole program with demo data; Ctrl-C stops it
	@exec $(BIN)/grants demo

demo-reset: system .venv/ready ## Throw the demo data away and start over
	@exec $(BIN)/grants demo --reset

later: .venv/ready ## Let the running demo live some days later: make later DAYS=7
	@test -n "$(DAYS)" || { echo "Say how many days: make later DAYS=7"; exit 1; }
	@$(BIN)/grants demo-later "$(DAYS)"

verify: .venv/ready ## Is this file a letter of ours? make verify FILE=letter.pdf
	@test -n "$(FILE)" || { echo "Say which file: make verify FILE=letter.pdf"; exit 1; }
	@$(BIN)/grants verify "$(FILE)"

test: system-test .venv/ready-dev ## Run every test, browser journeys included
	@$(BIN)/pytest -m "not alone" --numprocesses logical --maxprocesses 8 --dist loadfile \
		--no-loadscope-reorder
	@$(BIN)/pytest -m alone

quick: system .venv/ready-dev ## Run the tests of rules, papers and acts, without pages
	@$(BIN)/pytest -q --numprocesses logical --maxprocesses 8 --dist loadfile \
		tests/programme tests/papers tests/actions

check: system .venv/ready-dev ## Style, types, import contracts, templates, migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python -m grants.demo.scratch bash -c '$(BIN)/alembic upgrade head && $(BIN)/alembic check'

bench: system .venv/ready-dev ## Measure pages and acts with up to 100,000 applications
	@$(BIN)/python -m tests.bench

migration: system .venv/ready-dev ## Write the next migration: make migration NAME=0007_awards
	@test -n "$(NAME)" || { echo "Say which: make migration NAME=0007_awards"; exit 1; }
	@$(BIN)/python -m grants.demo.scratch bash -c '$(BIN)/alembic upgrade head && \
		$(BIN)/alembic revision --autogenerate --rev-id "$(NAME)" --message "$(NAME)"'

pictures: system-test .venv/ready-dev ## Take the pictures of pages and documents for docs/
	@$(BIN)/python -m tests.pictures

lock: ## Choose the newest allowed dependencies and pin them with hashes
	@$(COMPILE) --upgrade --extra demo --extra seal --group install --output-file requirements.txt
	@$(COMPILE) --upgrade --extra demo --extra seal --extra dev --group install \
		--constraint requirements.txt --output-file requirements-dev.txt
	@! grep -n '://' requirements.txt requirements-dev.txt

venv: system .venv/ready-dev ## Make the environment for work on the program

system:
	@PYTHON=$(PYTHON) scripts/system

system-test:
	@PYTHON=$(PYTHON) scripts/system test

# Two environments in one folder: what the demo needs, and on top of it what developers need.
.venv/ready: requirements.txt pyproject.toml
	@PYTHON=$(PYTHON) scripts/environment requirements.txt
	@touch $@

.venv/ready-dev: requirements-dev.txt .venv/ready
	@PYTHON=$(PYTHON) scripts/environment requirements-dev.txt
	@touch $@
