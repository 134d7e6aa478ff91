# Foedera needs Python 3.11 or newer and make; everything else is installed into .venv, from requirements.lock, by hash.
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
PYTHON ?=
export PYTHON

.PHONY: help demo test lint eval bench models install clean
help:
	@echo "make demo    read the articles of examples/ and show the dossier of their treaty (also demo/brief.html)"
	@echo "make test    every test, then style and types"
	@echo "make lint    ruff, mypy and the direction of imports"
	@echo "make eval    score the reading against evaluation texts, where they are at hand"
	@echo "make bench   how fast Foedera reads"
	@echo "make models  train the syntax models again: make models CORPORA=folder of treebanks"
	@echo "make clean   remove what make made"

$(READY): requirements.lock pyproject.toml scripts/install
	@scripts/install
	@touch $@

install: $(READY)

demo: $(READY)
	@rm -rf demo && mkdir demo
	$(BIN)/foedera read examples --record demo/demo.db
	$(BIN)/foedera brief PRK-RUS-2024 --record demo/demo.db
	@$(BIN)/foedera brief PRK-RUS-2024 --record demo/demo.db --html demo/brief.html
	@echo "The same dossier as one page: demo/brief.html"

test: $(READY)
	$(BIN)/python -m pytest tests
	@$(MAKE) --no-print-directory lint

lint: $(READY)
	$(BIN)/ruff check src tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache --config .importlinter > $(VENV)/imports.txt || { cat $(VENV)/imports.txt; exit 1; }

eval: $(READY)
	$(BIN)/python evaluation/gate.py
	$(BIN)/python evaluation/eval_quotes.py
	$(BIN)/python evaluation/eval_syntax.py
	$(BIN)/python evaluation/eval_frames.py
	$(BIN)/python evaluation/eval_alliances.py

bench: $(READY)
	$(BIN)/python benchmarks/reading_speed.py
	$(BIN)/python benchmarks/kill_and_resume.py
	$(BIN)/python benchmarks/dating_speed.py
	$(BIN)/python benchmarks/growth.py --statements 10000 100000
	$(BIN)/python benchmarks/what_if_speed.py
	$(BIN)/python benchmarks/parsing_speed.py
	$(BIN)/python benchmarks/oracle_worlds.py
	$(BIN)/python benchmarks/what_if_atop.py
	$(BIN)/python benchmarks/api_campaign.py --examples 100
	$(BIN)/python benchmarks/desk_load.py $(if $(DATABASE),--record $(DATABASE))

# One thread, one seed: the same treebanks, versions and machine give the same weights. LANGUAGES="fr" trains one alone.
CORPORA ?= ../shared/corpora
LANGUAGES ?=
MODELS := src/foedera/language/models
models: $(READY)
	OMP_NUM_THREADS=1 BLIS_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 PYTHONHASHSEED=0 \
		$(BIN)/python -m training.train $(CORPORA) $(addprefix --lang ,$(LANGUAGES)) --out $(MODELS) --log build/training
	$(BIN)/python -m training.card $(CORPORA) $(addprefix --lang ,$(LANGUAGES))

clean:
	rm -rf demo $(VENV) build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +
