# Two commands do all set-up on a machine with python3 (3.11 or newer), pip, make and git: `make demo` and `make test`.
PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check

DATA   ?= data-for-benchmarks
TIME   ?= 60
CORE   := $(wildcard src/translit/core/*.c src/translit/core/*.h)

.PHONY: demo test test-doors check data docs wheel bench-table bench-match bench-scale bench-annotate bench-discover bench-coverage bench-open bench-speed bench-start bench-doors bench-answers bench-reasons clean \
	bench-sizing bench-resume bench-growth fuzz fuzz-core

demo: $(VENV)/.installed   ## install, then annotate the five seed articles
	$(BIN)/normalize annotate seeds/*.txt --to table
	@echo
	@echo "source $(VENV)/bin/activate puts normalize at hand; try: normalize explain Tsikanouskaya"

test: $(VENV)/.tools       ## the tests, in two processes; the ten slowest are named
	$(BIN)/python -m pytest -n 2 --dist worksteal --durations=10

test-doors: $(VENV)/.tools ## the tests with Spark, with a browser and with runs that are killed
	$(BIN)/python -m pytest tests -m doors --durations=10

check: $(VENV)/.tools      ## lint, format, types, import layers, alias file
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/normalize gazetteer check data/aliases.yaml

data: $(VENV)/.tools      ## compile data/ into src/translit/data/ and two pages of docs/
	PYTHONPATH=tools $(BIN)/python -m build_data
	PYTHONPATH=tools $(BIN)/python docs/make_conventions.py
	$(BIN)/python docs/make_evidence.py

docs: $(VENV)/.docs        ## the pages of docs/, as docs/_build/index.html
	$(BIN)/sphinx-build --builder html --fail-on-warning --keep-going --quiet docs docs/_build

wheel: $(VENV)/.tools      ## build the wheel, install it into a clean environment and run the main job away from the source
	$(BIN)/python tests/wheel.py

bench-table: $(VENV)/.installed   ## keys and ranking on name pairs: make bench-table DATA=folder
	$(BIN)/python benchmarks/table.py --data $(DATA)
	$(BIN)/python benchmarks/ranking.py --data $(DATA) --pool sample

bench-match: $(VENV)/.tools ## accuracy of lookup and compare: make bench-match DATA=folder
	$(BIN)/python benchmarks/match.py --data $(DATA) --limit 250

bench-scale: $(VENV)/.tools ## gazetteers of 10,000 to 1,000,000 names: make bench-scale DATA=folder
	$(BIN)/python benchmarks/scale.py --data $(DATA)

bench-annotate: $(VENV)/.tools ## accuracy on annotated articles, with classes of errors: make bench-annotate DATA=folder
	$(BIN)/python benchmarks/annotate.py --data $(DATA)

bench-reasons: $(VENV)/.tools ## whether the reasons of links are true: make bench-reasons DATA=folder
	$(BIN)/python benchmarks/reasons.py --data $(DATA)

bench-discover: $(VENV)/.tools ## whether unlisted names are found and clustered rightly: make bench-discover DATA=folder
	$(BIN)/python benchmarks/discover.py --data $(DATA)

bench-coverage: $(VENV)/.tools ## how many entities of annotated articles are listed: make bench-coverage DATA=folder
	$(BIN)/python benchmarks/coverage.py --data $(DATA)

bench-open: $(VENV)/.tools ## wrong links in text about things that no gazetteer has: make bench-open DATA=folder
	$(BIN)/python benchmarks/open_world.py
	$(BIN)/python benchmarks/open_world_articles.py --data $(DATA)

bench-speed: $(VENV)/.tools ## megabytes of text a second, beside other tools: make bench-speed DATA=folder
	$(BIN)/python benchmarks/speed.py --data $(DATA)

bench-start: $(VENV)/.installed   ## CPU time of `import translit` and `normalize --help`
	$(BIN)/python benchmarks/startup.py

bench-doors: $(VENV)/.tools ## what spaCy and Spark add to plain annotation: make bench-doors DATA=articles.jsonl.gz
	$(BIN)/python benchmarks/doors.py --data $(DATA)

bench-sizing: $(VENV)/.tools ## what a worker needs: core time an article, memory, time to open: make bench-sizing DATA=folder
	$(BIN)/python benchmarks/sizing.py --data $(DATA)

bench-answers: $(VENV)/.tools ## hashes of all answers, to see what a change changes: make bench-answers DATA=folder
	$(BIN)/python benchmarks/answers.py --data $(DATA)

bench-growth: $(VENV)/.tools ## how time grows with hostile input, and what a long-lived process keeps in memory
	$(BIN)/python benchmarks/growth.py

fuzz: $(VENV)/.tools ## hostile input for all that reads what strangers wrote: make fuzz TIME=600
	PYTHONPATH=tools $(BIN)/python -m fuzz --seconds $(TIME)

fuzz-core: $(VENV)/.tools ## damaged gazetteers and any words for the compiled core, under the sanitizers of gcc: make fuzz-core TIME=600
	PYTHONPATH=tools $(BIN)/python tools/fuzz_core.py --seconds $(TIME)

bench-resume: $(VENV)/.tools ## kill -9 in 20,000 articles with -j 2, --resume, and compare with a run that was not killed
	$(BIN)/python -m pytest tests/cli/test_resume.py -m slow -o addopts="--import-mode=importlib"

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "translit needs Python 3.11 or newer: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml constraints.txt tools/hatch_build.py tools/build_core.py $(CORE) | $(VENV)/bin/python
	$(PIP) install --quiet --constraint constraints.txt --editable .
	@$(BIN)/python -c 'import translit; translit.core_in_use() == "c" or print("No C compiler, and the wheel ziglang cannot be had: translit works without its compiled core, slower.")'
	@touch $@

$(VENV)/.tools: $(VENV)/.installed requirements-dev.txt
	$(PIP) install --quiet --constraint constraints.txt --requirement requirements-dev.txt
	@touch $@

$(VENV)/.docs: $(VENV)/.tools requirements-docs.txt
	$(PIP) install --quiet --constraint constraints.txt --requirement requirements-docs.txt
	@touch $@

clean:
	rm -rf $(VENV) dist docs/_build
