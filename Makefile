# Everything a newcomer needs: `make run`, `make test`. `make help` lists the rest.
PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
VENV := .venv
BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
VNU := $(VENV)/vnu
VNU_VERSION := 26.9.27
VNU_SHA256 := 22f15dd39a33bed929d2a5c0cddf5946849a647eca9272bf4d5d00bc7e7a4d47

# `make run` is for a developer's own machine: production settings over plain HTTP on the loopback address.
run: export DJANGO_INSECURE_HTTP ?= 1
run: export SITE_URL ?= http://127.0.0.1:$(PORT)

.PHONY: run free-port test test-browser test-thorough test-links pictures bench lint format messages lock clean help

run: $(VENV)/ready free-port ## Set everything up and serve the site on http://127.0.0.1:8000/ (PORT=8123 for another port)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) import_seeds fixtures/seeds
	@$(MANAGE) open_language ru --site-name "Портал" --tagline "Новости Армении и региона"
	@$(MANAGE) open_language hy --site-name "Պորտալ" --tagline "Նորություններ Հայաստանից և տարածաշրջանից"
	@$(MANAGE) link_translations fixtures/translations.tsv --seeds fixtures/seeds --changes fixtures/source_changes.tsv
	@$(MANAGE) import_photos fixtures/photos
	@$(MANAGE) import_feeds fixtures/partners
	@$(MANAGE) learn_words
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) create_editor
	@echo "Serving http://127.0.0.1:$(PORT)/  (newsroom: http://127.0.0.1:$(PORT)/admin/)  Ctrl-C stops."
	@exec $(BIN)/gunicorn --config deploy/gunicorn.conf.py --bind 127.0.0.1:$(PORT) --workers $(WORKERS) portal.wsgi

free-port:
	@$(PYTHON) -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo "Port $(PORT) is in use. Choose another: make run PORT=8123"; exit 1; }

test: $(VENV)/ready-dev ## Run the tests; DATABASE_URL=postgres://... runs them on PostgreSQL
	$(BIN)/pytest --numprocesses auto --dist worksteal --ignore tests/browser $(ARGS)

test-browser: $(VENV)/ready-dev $(VNU)/$(VNU_VERSION) ## Run the tests that need Chromium, Java, npm and exiftool (Debian: apt-get install chromium default-jre-headless npm libimage-exiftool-perl)
	$(BIN)/pytest tests/browser --numprocesses auto --dist loadfile $(ARGS)

test-thorough: export EVERY_COMBINATION := 1
test-thorough: test test-browser ## Run both with all cases of large families, of which they take samples (tests/support/combinations.py)

test-links: $(VENV)/ready-dev ## Check on every kind of page, in every combination of optional parts, that a tap hits the link below it (Chromium)
	EVERY_COMBINATION=1 $(BIN)/pytest tests/browser/readers/test_links_are_hit.py --numprocesses auto --dist load $(ARGS)

pictures: $(VENV)/ready-dev ## Take the pictures of the editors' handbook (docs/pictures/) anew (Chromium)
	$(BIN)/pytest --quiet tests/browser/pictures.py --numprocesses auto

bench: $(VENV)/ready ## Measure pages, their limits, nginx, pages made anew, memory and the import on temporary sites (Debian: apt-get install wrk nginx); about twenty minutes
	$(BIN)/python bench/pages.py $(ARGS)
	$(BIN)/python bench/pages_limits.py
	$(BIN)/python bench/nginx.py file fresh
	$(BIN)/python bench/pages_anew.py
	$(BIN)/python bench/memory.py
	$(BIN)/python bench/import_seeds.py --files 40000

lint: $(VENV)/ready-dev ## Check style, templates, import contracts and missing migrations
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djade --check --target-version 5.2 $(shell find templates/newsroom -name '*.html')
	$(BIN)/lint-imports
	$(MANAGE) makemigrations --check --dry-run

format: $(VENV)/ready-dev ## Format Python and templates
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	-$(BIN)/djade --target-version 5.2 $(shell find templates/newsroom -name '*.html')

# No line numbers and no date, so that a catalogue changes only where its words do.
LOCALE := articles/templating/locale
messages: $(VENV)/ready-dev ## Collect the words of readers' pages in articles/templating/locale, to be translated there, and compile what is
	@mkdir -p var
	$(BIN)/pybabel --quiet extract --mapping-file pyproject.toml --keywords gettext_lazy --keywords gettext_noop \
		--sort-by-file --add-location file --omit-header --output-file var/messages.pot .
	$(BIN)/pybabel --quiet update --domain django --input-file var/messages.pot --output-dir $(LOCALE) \
		--no-fuzzy-matching --ignore-obsolete --ignore-pot-creation-date --width 110
	$(BIN)/pybabel --quiet compile --domain django --directory $(LOCALE) --statistics

# The first lock file decides; the other two are constrained by it, so that each package has one version everywhere.
COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --quiet
lock: ## Compile the lock files from pyproject.toml (UPGRADE=--upgrade for newer versions; needs uv)
	$(COMPILE) $(UPGRADE) --output-file requirements.txt
	$(COMPILE) $(UPGRADE) --extra s3 --constraints requirements.txt --output-file deploy/requirements-s3.txt
	$(COMPILE) $(UPGRADE) --group dev --constraints deploy/requirements-s3.txt --output-file requirements-dev.txt

clean: ## Remove the environment and caches; the database in var/ stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .import_linter_cache .hypothesis

help: ## List the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed. Say where it is: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# The lock files are complete, so they are installed as they are, without a resolver.
$(VENV)/ready: requirements.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.txt
	@touch $@

$(VENV)/ready-dev: requirements-dev.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-dev.txt
	@touch $@ $(VENV)/ready

# The W3C's checker is one Java file in an npm package, whose install script would download a Java of its own.
$(VNU)/$(VNU_VERSION): | $(BIN)/python
	npm install --prefix $(VNU) --no-save --ignore-scripts --no-audit --no-fund --loglevel error vnu-jar@$(VNU_VERSION)
	echo "$(VNU_SHA256)  $(VNU)/node_modules/vnu-jar/build/dist/vnu.jar" | sha256sum --check --quiet
	@touch $@
