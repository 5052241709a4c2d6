PYTHON = .venv/bin/python

.PHONY: dev test lint golden bench fuzz mutation

dev:
	python3 -m venv .venv
	$(PYTHON) -m pip install -q -e '.[dev]'

test:
	$(PYTHON) -m pytest -q -n auto

lint:
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

golden:
	$(PYTHON) -m pytest -q -n auto --update-golden

bench:
	$(PYTHON) benchmarks/run.py

fuzz:
	$(PYTHON) fuzz/run.py --seconds 60

mutation:
	$(PYTHON) mutation/run.py --list-survivors
