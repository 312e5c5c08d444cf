# Loupan. `make run` starts everything; `make help` lists the rest.
.DEFAULT_GOAL := help
.PHONY: help needs-broker setup run stop test test-browser screenshots lint audit bench migrations-check lock format

PYTHON := .venv/bin/python
# Every process would compile all modules anew, the tests' workers among them.
unexport PYTHONDONTWRITEBYTECODE

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  LOUPAN_PORT (8000)  LOUPAN_HOME (.local)  DATABASE_URL  AMQP_URI   choose ports, folder, servers"

setup: ## Make the environment in .venv from requirements.lock
	@sh deploy/local/bootstrap.sh

needs-broker: # before anything is downloaded
	@sh deploy/local/needs_broker.sh

run: needs-broker setup ## Start the whole platform with the demonstration company; Ctrl-C stops it
	@$(PYTHON) -m deploy.local run

stop: setup ## Stop it from another terminal
	@$(PYTHON) -m deploy.local stop

test: needs-broker setup ## Run all tests (ARGS="-k word" to choose)
	@$(PYTHON) -m pytest --numprocesses 2 $(ARGS)

test-browser: needs-broker setup ## Test the web application in Chromium (ARGS="-k word" to choose)
	@$(PYTHON) -m pytest tests/browser $(ARGS)

screenshots: setup ## Picture every page of the running platform (ARGS="consultant board" to choose)
	@$(PYTHON) -m tests.browser.screenshots $(ARGS)

lint: setup ## Check style, types and the borders between the parts
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
	@.venv/bin/lint-imports

audit: setup ## Ask advisory services for known holes in what we build on
	@sh deploy/local/audit.sh

bench: needs-broker setup ## Measure the running time of the main workloads
	@$(PYTHON) -m benchmarks $(ARGS)

migrations-check: setup ## Check that models and migrations agree
	@$(PYTHON) -m pytest -q tests/platform/test_migrations.py

format: setup ## Format the code
	@$(PYTHON) -m ruff format .
	@$(PYTHON) -m ruff check --fix .

LOCK := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-config --quiet --custom-compile-command "make lock"

lock: ## Resolve pyproject.toml into the lock files (needs uv)
	@$(LOCK) --group local --group dev -o requirements.lock
	@$(LOCK) -c requirements.lock -o deploy/requirements.lock
