# The verbs of the project; CI uses the same ones. `make site` and `make test` install what is missing.

SWIFT ?= swift
IMRF = .build/release/imrf
PREFIX ?= /usr/local
BENCHMARKS = .build/release/Benchmarks

# What is for use holds Swift's library, by which it starts in two thirds of the time, and nothing for debuggers; nor the name of the
# folder that it was made in, so that another one gives the same bytes.
RELEASE = -c release -Xswiftc -file-prefix-map -Xswiftc $(CURDIR)=. -Xcc -ffile-prefix-map=$(CURDIR)=.
ifeq ($(shell uname),Linux)
RELEASE += --static-swift-stdlib -Xlinker -s
endif

.PHONY: deps test-deps build dist test-dist install uninstall site serve test build-tests swift-tests python-tests lint format bench benchmarks bench-site bench-scale bench-preview bench-packs bench-templates bench-instructions fuzz docs clean

deps:
	@.ci/deps

test-deps:
	@.ci/deps test

# `imrf --version` tells it.
build dist test-dist: export IMRF_COMMIT = $(shell git describe --always --abbrev=12 --exclude='*' --dirty 2>/dev/null || echo none)
build: deps
	$(SWIFT) build $(RELEASE) --product imrf

dist test-dist: export RELEASE := $(RELEASE)

dist: deps
	.ci/deps dist
	Packaging/dist dist

test-dist: dist
	Packaging/dist .build/dist-again && diff dist/SHA256SUMS .build/dist-again/SHA256SUMS && lintian --fail-on=error,warning dist/*.deb
	Packaging/test dist

install:
	Packaging/stage $(IMRF) "$(DESTDIR)$(PREFIX)"

uninstall:
	Packaging/unstage "$(DESTDIR)$(PREFIX)"

site: build
	$(IMRF) build

serve: build
	$(IMRF) serve

# Tests run what is compiled for use, which takes a tenth of the time of what is made for debuggers, and shows its inside to them.
TESTS = .build/tests
TESTED = -c release -Xswiftc -enable-testing --scratch-path $(TESTS)

test: lint swift-tests python-tests

build-tests: test-deps
	$(SWIFT) build $(TESTED) --build-tests

swift-tests: build-tests
	$(SWIFT) test $(TESTED) --skip-build

python-tests: export IMRF := $(CURDIR)/$(TESTS)/release/imrf
python-tests: build-tests
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
