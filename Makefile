# `make run` opens Kaoping, `make demo` scores on the terminal, `make check` proves it. Both install what they need, into .venv, and nothing elsewhere.

# The Python to use, 3.11 or newer: make check PY=python3.12
PY ?= python3
BIN := .venv/bin
# Two processes at once, each with whole files, so that what a file prepares is prepared once.
TOGETHER := -n 2 --dist loadfile
SCHEME := chaoyang-2009-efficiency
# Many processes start in one run; what Python compiles is kept for the next one, whatever the surroundings say.
unexport PYTHONDONTWRITEBYTECODE
export PYTHONPYCACHEPREFIX := $(CURDIR)/build/bytecode

.DEFAULT_GOAL := help
.PHONY: help run demo check quick lint test cover bench pictures bundle lock clean

help: ## say what there is to make
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

run: .venv/web.ok ## open the demonstration in the browser, with a sign-in link for every role
	@$(BIN)/kaoping serve --demonstration --data build/demonstration

demo: .venv/run.ok ## score the demonstration year, print the ranking and one explained scorecard
	@mkdir -p build
	$(BIN)/kaoping demo facts -o build/demo.xlsx
	$(BIN)/kaoping score $(SCHEME) build/demo.xlsx
	$(BIN)/kaoping explain $(SCHEME) build/demo.xlsx --unit jd-01

check: lint test ## everything: style, types, layers, all tests

quick: lint ## what every change needs, in under three minutes
	$(BIN)/pytest -q $(TOGETHER) -m "not slow"

lint: .venv/dev.ok ## style, types and layers
	$(BIN)/ruff check --quiet
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

test: .venv/dev.ok ## all tests
	$(BIN)/pytest -q $(TOGETHER)

cover: .venv/dev.ok ## what no test runs
	$(BIN)/coverage run -m pytest -q
	$(BIN)/coverage report

bench: .venv/dev.ok ## speed, beside rivals in the same run
	$(BIN)/python -m bench

pictures: .venv/dev.ok ## photograph the main pages anew, for the manual
	@mkdir -p docs/pictures
	KAOPING_PICTURES=docs/pictures $(BIN)/pytest -q tests/journey

bundle: .venv/web.ok ## everything for a machine without a network, as a folder and a zip in build
	$(BIN)/python -m bundle build/kaoping-offline

lock: .venv/dev.ok ## take the newest version of everything, by name, version and hash
	$(COMPILE) --group build pyproject.toml -o requirements/run.txt
	$(COMPILE) --group build --extra web -c requirements/run.txt pyproject.toml -o requirements/web.txt
	$(COMPILE) --group build --group dev --extra web -c requirements/web.txt pyproject.toml -o requirements/dev.txt
	echo uv | $(COMPILE) - -o requirements/uv.txt

clean: ## back to a fresh clone
	rm -rf .venv build

COMPILE = $(BIN)/uv pip compile -q -U --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-emit-find-links --no-header

# What is locked, and Kaoping itself. uv takes seconds; where it or its way to the packages is missing, pip does the same.
.venv/%.ok: requirements/%.txt pyproject.toml | $(BIN)/python
	@$(BIN)/pip install -q --require-hashes -r requirements/uv.txt && $(call install,$(BIN)/uv pip install --python .venv) \
		|| $(call install,$(BIN)/pip install)
	@touch $@

install = ($(1) -q --require-hashes -r $< && $(1) -q --no-deps --no-build-isolation -e .)

# Debian keeps venv's pip in a package of its own (python3-venv); without it, pip itself puts one into .venv.
$(BIN)/python:
	@$(PY) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kaoping needs Python 3.11 or newer. Name one: make PY=python3.12 …")'
	@$(PY) -m venv .venv >/dev/null 2>&1 \
		|| ($(PY) -m venv --clear --without-pip .venv && $(PY) -m pip --python $(BIN)/python install -q pip) \
		|| (rm -rf .venv; echo 'Kaoping needs venv and pip. On Debian: apt-get install python3-venv python3-pip' >&2; exit 1)
