# setup makes .venv and what it needs · run serves the demo · test runs all checks · bench measures (only=pages, only=juror: parts) · format · migration m="…"
PYTHON ?= python3
PORT ?= 8000
P4COMP_INSTANCE ?= $(CURDIR)/instance
BIN := .venv/bin
export PYTHON PORT P4COMP_INSTANCE

.PHONY: setup run test bench format migration

setup: .venv/.ready

.venv/.ready: requirements-dev.lock pyproject.toml
	@.ci/setup

run: setup
	@.ci/system pdf
	@.ci/demo

test: setup
	@.ci/system
	@.ci/vendor check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/mypy --config-file .ci/calls.ini
	$(BIN)/lint-imports --no-logo
	$(BIN)/pytest -n 2 --dist worksteal

bench: setup
	@.ci/system pdf
	$(BIN)/python -m tests.bench $(if $(only),--only "$(only)")

format: setup
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: setup
	$(BIN)/python .ci/migration "$(m)"
