# The project's verbs. `make run` and `make test` need python3 (3.11 or newer), make and git, and nothing else.
PYTHON ?= python3
BIN := .venv/bin
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: setup run test test-slow lint docs bench accuracy findings lock clean

setup: .venv/.ready

.venv/.ready: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

run: setup
	@$(BIN)/procwh ingest raw
	@echo
	@echo "Ask it:       .venv/bin/procwh sql \"SELECT code, name FROM procedures ORDER BY code\""
	@echo "Look at one:  .venv/bin/procwh inspect raw/sample/G0991-guided-shoulder-injection.txt"
	@echo "In Python:    duckdb.connect('var/procedures.duckdb', read_only=True)"

test: setup
	$(BIN)/python -m pytest -n auto --dist loadfile -m "not slow"

test-slow: setup
	$(BIN)/python -m pytest -m slow

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check . --diff --quiet
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

docs: setup
	$(BIN)/python -m tests.docs.render
	$(BIN)/python -m tests.docs.examples

bench: setup
	$(BIN)/python -m tests.speed.speed $(if $(AGAINST),--against $(AGAINST))

accuracy: setup
	$(BIN)/python -m tests.accuracy.run
	$(BIN)/python -m tests.accuracy.holdout

# Each script installs what it looks at into a folder of its own: half a minute or more a script, so outside `make test` and CI.
findings:
	@changed=0; for script in findings/*.sh; do \
		if output=$$($$script 2>&1); then echo "ok       $$script"; \
		elif [ $$? -eq 2 ]; then echo "no run   $$script"; changed=1; echo "$$output"; \
		else echo "changed  $$script"; changed=1; echo "$$output"; fi; \
	done; exit $$changed

lock: setup
	$(BIN)/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra dev --output-file requirements.lock pyproject.toml

clean:
	rm -rf .venv var
