.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
BIN := .venv/bin

.PHONY: help
help:  ## what can be made
	@echo "Two commands do everything: make run, make test. All of them:"
	@sed -nE 's/^([a-z]+):.*  ## (.*)/  make \1\t\2/p' Makefile | expand -t 18

.PHONY: run
run: setup  ## install, make a demo company, serve it on http://127.0.0.1:8000
	@scripts/run.sh

.PHONY: test
test:  ## install what the tests need, PostgreSQL and Chromium too, and run everything on both stores
	@scripts/install.sh test
	@$(MAKE) built lint types
	$(BIN)/python -m pytest --store=both --whole

.PHONY: setup
setup:  ## install the product from the lock, with its texts and static files
	@scripts/install.sh run
	@$(MAKE) built

.PHONY: fresh
fresh:  ## both commands on a clone, with nothing of this machine that was installed by hand (as root)
	@scripts/fresh.sh

.PHONY: lint
lint:  ## style, forbidden calls, and which room may import which
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo

.PHONY: format
format:  ## mend the style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

.PHONY: types
types:  ## the types
	BAOBEI_DATA=.venv/data $(BIN)/mypy

.PHONY: lock
lock:  ## pin the dependencies of pyproject.toml anew, with hashes
	$(LOCK) pyproject.toml --upgrade -o requirements/run.txt
	$(LOCK) --group test --constraints requirements/run.txt --upgrade -o requirements/test.txt
	$(LOCK) --group installer --upgrade -o requirements/installer.txt
LOCK = $(BIN)/uv pip compile -q --generate-hashes --no-header --universal --python-version 3.11

.PHONY: messages
messages:  ## collect the texts to translate from the sources into the catalogue
	$(BIN)/python -m baobei.web.catalogue collect

.PHONY: built
built:
	@$(BIN)/python -m baobei.matching.address.derivation
	@$(BIN)/python -m compileall -q src
	@BAOBEI_DATA=.venv/data $(BIN)/python -m baobei.web.assembling

.PHONY: bench
bench:  ## the product beside its baselines, on this machine (after make test)
	$(BIN)/baobei bench check
	$(BIN)/baobei bench claim
	$(BIN)/baobei bench pages
	$(BIN)/baobei bench match
	$(BIN)/baobei bench batch

.PHONY: pictures
pictures:  ## the pictures of the documentation anew, in the browser that the tests install
	$(BIN)/python scripts/pictures.py
