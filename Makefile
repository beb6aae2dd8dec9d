# The verbs of the project; CI uses the same ones. `make site` and `make test` install what is missing.

SWIFT ?= swift
IMRF = .build/release/imrf
BENCHMARKS = .build/release/Benchmarks

# What is for use holds Swift's library, by which it starts in two thirds of the time, and nothing for debuggers.
RELEASE = -c release
ifeq ($(shell uname),Linux)
RELEASE += --static-swift-stdlib -Xlinker -s
endif

.PHONY: deps test-deps build site serve test swift-tests python-tests lint format bench benchmarks bench-site bench-scale bench-preview bench-packs bench-templates bench-instructions fuzz docs clean

deps:
	@.ci/deps

test-deps:
	@.ci/deps test

build: deps
	$(SWIFT) build $(RELEASE) --product imrf

site: build
	$(IMRF) build

serve: build
	$(IMRF) serve

test: test-deps lint
	$(SWIFT) build --build-tests
	$(MAKE) --jobs=2 --output-sync=line swift-tests python-tests

swift-tests:
	$(SWIFT) test --skip-build

python-tests:
	.venv/bin/pytest --quiet --numprocesses=auto --dist=worksteal Tests/SchemaTests Tests/TranslationTests Tests/OperatingTests
	.venv/bin/pytest --quiet --numprocesses=auto --dist=loadfile Tests/PackTests
	.venv/bin/pytest --quiet --numprocesses=auto --dist=worksteal Tests/BrowserTests

lint:
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Plugins Sources Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive --parallel Package.swift Plugins Sources Tests Benchmarks

bench: bench-instructions bench-site bench-scale bench-preview bench-packs bench-templates

benchmarks: build
	.ci/bench-deps
	$(SWIFT) build $(RELEASE) --product Benchmarks

bench-site: benchmarks
	$(BENCHMARKS)

bench-scale: benchmarks
	$(BENCHMARKS) scale

bench-preview: benchmarks
	$(BENCHMARKS) preview

bench-packs: build
	.venv/bin/python3 Benchmarks/packs.py

bench-instructions: benchmarks
	IMRF_BASE="$$(.ci/bench-base)" $(BENCHMARKS) instructions

bench-templates: deps
	.ci/bench-deps
	$(SWIFT) run -c release --package-path Benchmarks/Templates --scratch-path .build/bench-templates

fuzz: deps
	.ci/fuzz

docs: TRIPLE = $(shell $(SWIFT) -print-target-info | sed -n 's/.*"triple": "\(.*\)".*/\1/p')
# The reference of the library: only its modules are built, for which nothing need be installed but Swift.
docs:
	$(SWIFT) build --target Templating
	rm -rf .build/symbols .build/docs
	mkdir .build/symbols
	for module in Diagnostics Templating; do \
	  swift-symbolgraph-extract -module-name $$module -I .build/debug/Modules -target $(TRIPLE) \
	    -minimum-access-level public -output-dir .build/symbols || exit; \
	done
	docc convert --additional-symbol-graph-dir .build/symbols --output-path .build/docs --warnings-as-errors \
	  --fallback-display-name Templating --fallback-bundle-identifier Templating

clean:
	rm -rf .build
