# Names what can be done; liaocheng_plan/ops does it.
PYTHON ?= python3
SET_UP = $(PYTHON) -m liaocheng_plan.ops.bootstrap
VENV = .venv/bin/python
AS_ROOT = $(shell [ "$$(id -u)" = 0 ] || echo sudo -n)
LOCKED = --universal --generate-hashes --no-emit-index-url --no-header --quiet
# The official texts, KEY.zh.txt each, are no part of the repository.
DOCUMENTS = ../shared/documents
TEXTS = $(foreach file,$(wildcard $(DOCUMENTS)/*.zh.txt),--text $(patsubst %.zh.txt,%,$(notdir $(file)))=$(file))

.DEFAULT_GOAL := help
.PHONY: help python setup setup-dev setup-test run demo test test-long e2e lint bench \
	messages ledger check-migrations lock

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  %-18s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

python:
	@command -v $(PYTHON) >/dev/null \
	|| { $(AS_ROOT) apt-get -qq update; $(AS_ROOT) apt-get -qq install -y python3 >/dev/null; } \
	|| { echo "需要 python3 / python3 is needed: sudo apt-get install -y python3"; exit 1; }

setup: python ## 安装并准备一切，不启动 · all set-up of make run, without serving
	@$(SET_UP) run

setup-dev: python ## 加上检查工具 · also the tools of lint and checks
	@$(SET_UP) dev

setup-test: python ## 加上测试所需 · also what the tests need (PostGIS, Chromium)
	@$(SET_UP) test

run: setup ## 安装、准备并启动门户 · set up and serve the portal on 127.0.0.1:$PORT (8000)
	@$(VENV) -m liaocheng_plan.ops.serve

demo: export DEMO = 1
demo: export PORT := $(or $(PORT),8001)
demo: setup ## 示例数据 · invented data on a database of its own, on port 8001 (FRESH=1: anew)
	@$(VENV) -m liaocheng_plan.ops.serve

test: setup-test ## 两种数据库上的全部测试 · every test, on SpatiaLite and on PostGIS
	@$(VENV) -m liaocheng_plan.ops.runtests all

test-long: setup-test ## 耗时的测试 · the hour-long tests
	@$(VENV) -m liaocheng_plan.ops.runtests long

e2e: setup-test ## 浏览器测试 · the browser tests alone
	@$(VENV) -m liaocheng_plan.ops.runtests e2e

lint: setup-dev ## 代码检查 · ruff, djlint and who may import whom
	@$(VENV) -m ruff check .
	@$(VENV) -m ruff format --check .
	@$(VENV) -m djlint --lint --quiet .
	@.venv/bin/lint-imports

bench: setup-test ## 性能测量 · measure the portal
	@$(VENV) -m tests.bench
	@$(VENV) -m tests.bench_outlets

messages: setup-test ## 更新译文目录 · collect new texts into the translation catalogues
	@$(VENV) manage.py makemessages --locale zh_Hans --add-location file --no-wrap -i var

ledger: setup-dev ## 核对引文与官方文本 · compare the fixtures with the official texts (CHECK=--check)
	@$(VENV) manage.py ledger $(CHECK) $(TEXTS)

check-migrations: setup-dev ## 模型与迁移是否一致 · whether a model changed without a migration
	@$(VENV) manage.py makemigrations --check --dry-run

lock: setup-dev ## 重新锁定依赖 · lock the dependencies anew (needs uv)
	@uv pip compile pyproject.toml $(LOCKED) -o requirements.lock
	@uv pip compile pyproject.toml --group dev -c requirements.lock $(LOCKED) -o requirements-dev.lock
