# make demo   read and check an example article
# make test   the tests, the documentation and its examples, and the import contracts
# make test-distributed  the tests on Spark and Dask, on this machine; needs Java 17
# make explore  the tests with new cases of their own drawing
# make check  everything: also the linter, the formatter, two type checkers and the built wheel
# make format put the code in its one form
# make docs   the documentation, with warnings as errors, into build/docs
# make bench  time readers and rates against others; takes some minutes
# make clean  remove what the other commands made
#
# Needs make, git and a Python of at least 3.11; the rest is installed into $(VENV). The stamps remember what is
# installed, so that a repeated command goes straight to its work until pyproject.toml or the version changes.

VENV ?= .venv
PYTHON ?= $(shell for python in python3.11 python3 python3.12 python3.13 python3.14 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$python" && break; done)
BIN := $(VENV)/bin
QUIETLY := --disable-pip-version-check --quiet
PIP := $(BIN)/python -m pip $(QUIETLY) install
ARTICLE ?= seeds/chipmaker.txt
DATE ?= 2025-08-27

.DEFAULT_GOAL := check
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: demo test check tests test-distributed contracts lint types wheel docs explore format bench clean

# `finnorm check` says 1 where figures disagree, which is what a demonstration hopes for; anything above is a failure.
demo: $(VENV)/installed
	$(BIN)/finnorm check --verbose --date "$(DATE)" "$(ARTICLE)" || test $$? -eq 1

test: contracts docs tests

check: contracts lint types wheel docs tests

tests: $(VENV)/installed-test
	$(BIN)/python -m pytest -n auto

test-distributed: $(VENV)/installed-distributed
	$(BIN)/python -m pytest tests/distributed

contracts: $(VENV)/installed-test
	$(BIN)/lint-imports --no-logo

lint: $(VENV)/installed-lint
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types: $(VENV)/installed-lint
	$(BIN)/mypy
	$(BIN)/pyright --project pyproject.toml --pythonpath $(BIN)/python

# The wheel holds every file of the package, and works alone in an environment of its own.
wheel: $(VENV)/installed
	rm -rf build/wheel
	$(BIN)/python -m pip $(QUIETLY) wheel --no-deps --wheel-dir build/wheel .
	$(BIN)/python -m venv build/wheel/venv
	build/wheel/venv/bin/python -m pip $(QUIETLY) install build/wheel/finnorm-*.whl
	diff -r -x __pycache__ finnorm build/wheel/venv/lib/python3*/site-packages/finnorm
	build/wheel/venv/bin/finnorm check --date "$(DATE)" "$(ARTICLE)" >build/wheel/findings || test $$? -eq 1

# The pages of the checks are made from the checks themselves, by docs/conf.py.
docs: $(VENV)/installed-docs
	$(BIN)/python -m sphinx -q --fail-on-warning --keep-going -b html docs build/docs

# New cases for the tests that draw their own: those of `make test` are the same on every machine.
explore: $(VENV)/installed-test
	HYPOTHESIS_PROFILE=explore $(BIN)/python -m pytest -q -n auto

format: $(VENV)/installed-lint
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# The tables of docs/performance.md and docs/rates.md.
bench: $(VENV)/installed-bench
	$(BIN)/python -m benchmarks.prose
	$(BIN)/python -m benchmarks.cells
	$(BIN)/python -m benchmarks.checkers
	$(BIN)/python -m benchmarks.rates

clean:
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find finnorm tests benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

# Dependency groups need pip 25.1; a Python that comes with an older one gets a newer one here.
$(VENV)/installed: pyproject.toml finnorm/version.py
	$(or $(PYTHON),$(error no Python of at least 3.11 found)) -m venv $(VENV)
	$(PIP) 'pip>=25.1'
	$(PIP) --editable .
	@touch $@

$(VENV)/installed-%: $(VENV)/installed
	$(PIP) --group $*
	@touch $@
