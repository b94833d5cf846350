# Two commands: `make run` opens the app on the sample corpus, `make test` runs every check.
# Both make .venv first; a second run finds it, and the graph, as they were left.

PYTHON ?= python3
PORT ?= 8501
STORE := $(or $(KG_STORE),.cifre)
TREEBANKS ?= ../shared/data
VENV := .venv
BIN := $(VENV)/bin

# The graph is built again when an article of the sample, or what reads it, has changed.
SOURCES := $(shell find corpus extract kg -type f ! -path '*/__pycache__/*' ! -path 'extract/training/*' ! -name '*.pyc' 2>/dev/null)

.PHONY: help run test model clean
.DELETE_ON_ERROR:

help:
	@echo 'make run    install, build the graph from the sample corpus, open the app on port $(PORT)'
	@echo 'make test   install, then lint, types and all tests'
	@echo 'make model  train the Italian language model anew on the treebanks in $(TREEBANKS), an hour'
	@echo 'make clean  remove .venv and caches (the graph in $(STORE) stays)'

run: $(STORE)/.sample
	@echo 'Cifre: http://localhost:$(PORT) (stop it with Ctrl-C)'
	@KG_STORE='$(STORE)' $(BIN)/python -m streamlit run app.py --server.port $(PORT) --server.headless true \
		--browser.gatherUsageStats false

$(STORE)/.sample: $(VENV)/.installed $(SOURCES)
	$(BIN)/kg ingest --store '$(STORE)' corpus/articles
	@touch '$@'

test: $(VENV)/.installed-test
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --durations 15

# One thread, and the sums of numbers in one order on every x86-64 machine with AVX2: training carries each rounding on, and
# a machine that adds up in another order comes to another model.
SAME_SUMS := OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=Haswell \
	NPY_DISABLE_CPU_FEATURES='AVX512F AVX512CD AVX512_SKX AVX512_CLX AVX512_CNL AVX512_ICL AVX512_SPR'

# Writes extract/model and extract/training/scores.json; steps that are done are not done again (extract/training/build).
model: $(VENV)/.installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r extract/training/requirements.txt
	$(SAME_SUMS) $(BIN)/python -m spacy project run all extract/training --vars.treebanks='$(abspath $(TREEBANKS))'

$(VENV)/.installed: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.installed-test: pyproject.toml | $(VENV)/.made
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	@touch $(VENV)/.installed $@

# A stamp rather than .venv/bin/python, which is there already when making the environment has broken off.
$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'make: $(PYTHON) is missing or older than Python 3.11: name a newer one, as in make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; \
		exit 1; }
	@$(PYTHON) -m venv $(VENV) || { \
		echo 'make: $(PYTHON) cannot make an environment: install its venv module (Debian: apt-get install python3-venv)' >&2; \
		exit 1; }
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
