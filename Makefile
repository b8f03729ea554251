.DEFAULT_GOAL := help

help: ## Dit ce que l’on peut faire ici
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 10

run: export PUPITRE_TIED := 1
run: ## Prépare tout et ouvre Pupitre sur http://localhost:8000
	@bin/pupitre serve

test: ## Prépare tout et lance tous les tests, sur SQLite, PostgreSQL et dans un navigateur
	@bin/test

check: ## Vérifie la mise en forme, les types et les contrats, sans lancer les tests
	@bin/test --check

bench: ## Mesure Pupitre et compare à un plancher mesuré au même moment
	@bin/bench

.PHONY: help run test check bench
