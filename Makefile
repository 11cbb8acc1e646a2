.DEFAULT_GOAL := help

RELEASE := swift build -c release --static-swift-stdlib --product archcalc
ARCHCALC = $$($(RELEASE) --show-bin-path)/archcalc

.PHONY: help build test lint format docs release install bench check-torch clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-12s %s\n", $$1, $$2 }'

build: ## a debug build
	swift build

test: ## all tests
	swift test

lint: ## whether the sources are formatted
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks architectures Package.swift

format: ## formats the sources and the architectures
	swift format --in-place --recursive --parallel Sources Tests Benchmarks architectures Package.swift
	swift run archcalc format architectures/networks/*.arch

docs: ## writes the generated pages anew
	RECORD_GOLDEN=1 swift test --filter 'GoldenTests|PageTests' || true

release: ## a release build that needs no Swift where it runs
	$(RELEASE)

PREFIX ?= /usr/local
install: release ## copies the release build to $(PREFIX)/bin
	install -d $(PREFIX)/bin
	install $(ARCHCALC) $(PREFIX)/bin/archcalc

bench: release ## how fast it is: whole processes, and the phases in process
	swift build -c release --static-swift-stdlib --product ArchBenchmarks
	Benchmarks/whole-process $(ARCHCALC)
	$$(swift build -c release --static-swift-stdlib --show-bin-path)/ArchBenchmarks

TORCH = build/torch/bin/python
$(TORCH):
	python3 -m venv build/torch
	build/torch/bin/pip install --quiet torch numpy

NETWORKS = $$($(ARCHCALC) list --format names)
check-torch: release $(TORCH) ## every specimen and every network beside PyTorch, installed into build/torch
	ARCHCALC_TORCH=$(CURDIR)/$(TORCH) swift test --filter TorchTests
	for network in $(NETWORKS); do \
	  $(ARCHCALC) validate $$network --receptive-field none --against torch --python $(TORCH) 2>/dev/null | tail -n 1; \
	done

clean: ## removes everything that was built
	rm -rf .build
