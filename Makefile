# Two commands matter: `make demo` and `make test`. Both set up what they need.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
TAXPAYERS ?= 20000
WORKERS ?= 3

.PHONY: demo test check format lint types contracts tests bench peers pictures torture build clean

demo: $(VENV)/.run
	@$(BIN)/entity-tui demo --taxpayers $(TAXPAYERS)

test: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(WORKERS)

check: $(VENV)/.dev format lint types contracts tests

format: $(VENV)/.dev
	@$(BIN)/ruff format --check .

lint: $(VENV)/.dev
	@$(BIN)/ruff check .

types: $(VENV)/.dev
	@$(BIN)/mypy

contracts: $(VENV)/.dev
	@$(BIN)/lint-imports --no-cache

tests: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(WORKERS) -q

bench: $(VENV)/.dev
	@$(BIN)/python tests/performance/run.py

pictures: $(VENV)/.dev
	@$(BIN)/python tests/program/pictures.py

peers: $(VENV)/bin/python
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/python -m pip install -q --disable-pip-version-check -r requirements-peers.txt

torture: $(VENV)/.dev
	@$(BIN)/python -m pytest -n $(WORKERS) -q -m torture --override-ini addopts="--import-mode=importlib --strict-markers -ra"

build: $(VENV)/.dev
	@$(BIN)/python -m pip -q wheel --no-deps -w dist .

clean:
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer was not found; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python requirements.lock pyproject.toml
	@echo "Setting up (once) …"
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements-dev.lock
	@$(BIN)/python -m pip install -q --disable-pip-version-check -r requirements-dev.lock
	@touch $@
