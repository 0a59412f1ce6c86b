# make demo       set everything up and open the gallery of apps on a local port
# make test       set everything up and run every check
# make test-fast  the checks that need no browser and build no distribution
# make fmt        format, and mend what can be mended
# make bench      measure (see tests/bench)
# make screenshots  take pictures of the gallery (into .bench/screenshots/)

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
DONE := $(VENV)/.done
WWW := www/node_modules
BUILT := pywry_shiny/www/manifest.json
PYTHON_CODE := pywry_shiny tests hatch_build.py $(wildcard apps)
WWW_CODE := www/package-lock.json $(wildcard www/*.mjs) $(shell find www/src -type f 2>/dev/null)
TYPES := www/src/wire.gen.ts

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test test-fast bench screenshots fmt assets check check-python check-www clean

# --- what people run ---------------------------------------------------------

demo: $(DONE)/demo
	@$(BIN)/python -m pywry_shiny

test: check $(DONE)/chromium
	@$(BIN)/python -m pytest

test-fast: check
	@$(BIN)/python -m pytest -m "not browser and not packaging and not bench"

bench: $(DONE)/install $(DONE)/chromium $(BUILT)
	@$(BIN)/python -m tests.bench

screenshots: $(DONE)/install $(DONE)/chromium $(BUILT)
	@$(BIN)/python -m tests.apps.screenshots

fmt: $(DONE)/install $(WWW)/.package-lock.json
	@$(BIN)/python -m pywry_shiny.wire.typescript $(TYPES)
	@$(BIN)/ruff check --quiet --fix $(PYTHON_CODE) || true
	@$(BIN)/ruff format $(PYTHON_CODE)
	@cd www && npm run --silent format

assets: $(BUILT)

clean:
	rm -rf $(VENV) $(WWW) pywry_shiny/www dist build .pytest_cache .ruff_cache

# --- the checks --------------------------------------------------------------

check: check-python check-www

check-python: $(DONE)/install $(BUILT)
	@echo "generated wire types"; $(BIN)/python -m pywry_shiny.wire.typescript --check $(TYPES)
	@echo "ruff"; $(BIN)/ruff check --quiet $(PYTHON_CODE); $(BIN)/ruff format --quiet --check $(PYTHON_CODE)
	@echo "pyright"; $(BIN)/pyright --warnings

check-www: $(BUILT)
	@echo "tsc"; cd www && npm run --silent typecheck
	@echo "biome"; cd www && npm run --silent lint
	@echo "vitest"; cd www && npm test --silent
	@echo "bundle budget"; cd www && npm run --silent budget

# --- setting up, each step once ----------------------------------------------

$(BIN)/python:
	@scripts/make-venv.sh $(VENV)

# The demo needs no tools: the build hook builds the front end, and brings Node.js along where there is none.
$(DONE)/demo: pyproject.toml hatch_build.py $(WWW_CODE) | $(BIN)/python
	@echo "installing pywry-shiny and its extras"
	@$(BIN)/pip install --quiet -e '.[all]'
	@mkdir -p $(DONE) && touch $@

$(DONE)/install: pyproject.toml hatch_build.py | $(BIN)/python
	@echo "installing pywry-shiny, its extras and the tools"
	@$(BIN)/pip install --quiet -e '.[all,test,dev]'
	@mkdir -p $(DONE) && touch $@ $(DONE)/demo

$(DONE)/node: www/package.json scripts/provide-node.sh | $(DONE)/install
	@scripts/provide-node.sh $(VENV)
	@touch $@

$(DONE)/chromium: scripts/provide-chromium.sh | $(DONE)/install
	@scripts/provide-chromium.sh
	@touch $@

$(WWW)/.package-lock.json: www/package-lock.json | $(DONE)/node
	@echo "npm ci"; cd www && npm ci --loglevel=error >/dev/null
	@touch $@

$(BUILT): $(WWW)/.package-lock.json $(WWW_CODE)
	@cd www && npm run --silent build
