# « make » seul affiche les commandes. Les deux qui font tout : « make site » et « make test ».
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site see serve admin check test lock bench clean

PYTHON ?= python3
BIN := .venv/bin
export NO_MKDOCS_2_WARNING := 1
export PYTHONDONTWRITEBYTECODE := 1
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --no-annotate

help: ## affiche cette liste
	@echo "Commandes :"
	@sed -n 's/^\([a-z]*\):[^#]*## \(.*\)/  make \1|\2/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "%-14s %s\n", $$1, $$2}'

site: .venv/site ## construit le site dans site/ et dit comment le voir
	@$(BIN)/python -m macros publish

see: .venv/site ## montre le site construit sur http://127.0.0.1:8000/
	@echo "Le site est sur http://127.0.0.1:8000/ (Ctrl+C pour arrêter)"
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

serve: .venv/site ## aperçu qui se met à jour pendant que l’on écrit, sur http://127.0.0.1:8000/
	@$(BIN)/python -m mkdocs serve

admin: .venv/site node_modules/.package-lock.json ## ouvre le formulaire pour écrire les données, sur http://127.0.0.1:8000/admin/
	@SITE_ADMIN=oui $(BIN)/python -m macros publish
	@echo "Le formulaire est sur http://127.0.0.1:8000/admin/ (Ctrl+C pour arrêter). Il est aussi dans site/ : « make site » l’en retire."
	@$(BIN)/python -m http.server --bind 127.0.0.1 --directory site 8000

check: .venv/site ## vérifie les données et les pages, sans rien construire
	@$(BIN)/python -m macros check

test: .venv/test node_modules/.package-lock.json ## lance tous les tests
	@tools/browser
	@tools/nginx
	@$(BIN)/python -m macros publish
	@tools/tests

bench: .venv/test ## mesure la construction (long) ; les chiffres sont dans bench/README.md
	@$(BIN)/python -m bench.build

lock: .venv/lock ## verrouille de nouveau les dépendances
	@for name in lock site test; do $(LOCK) requirements/$$name.in --output-file requirements/$$name.txt; done
	@npm install --package-lock-only

clean: ## retire tout ce qui a été construit ou installé
	rm -rf .venv node_modules bench/search/node_modules site .site-new .site-old .pytest_cache build

# Chaque environnement se marque d’un fichier, plus récent que son verrou.
.venv/site .venv/test .venv/lock: .venv/%: requirements/%.txt tools/environment
	@PYTHON=$(PYTHON) tools/environment $<
	@touch $@

node_modules/.package-lock.json: package-lock.json
	@npm ci --silent
	@touch $@
