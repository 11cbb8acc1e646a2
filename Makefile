.DEFAULT_GOAL := help

RELEASE := swift build -c release --static-swift-stdlib --product archcalc
ARCHCALC = $$($(RELEASE) --show-bin-path)/archcalc

.PHONY: help build test test-quick test-times mutate sanitize fuzz mutated-files lint format docs release install check-tables check-pictures check-torch check-onnx check-conventions check-training bench bench-execution bench-formats validate clean

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{ printf "  make %-16s %s\n", $$1, $$2 }'

build: ## a debug build
	swift build

# What `swift test` said, by how long each test took.
SLOWEST = sed -n 's/^.*Test \(.*\) passed after \([0-9.]*\) seconds.*$$/\2 s  \1/p' $(1) | sort -rn | head

# Side by side they wait for each other, so that these are times from beginning to end: `test-times` has each test's own.
test: ## all tests, and the ten that took longest
	@mkdir -p .build; { swift test 2>&1; echo $$? > .build/test-status; } | tee .build/test.txt; \
	echo 'the slowest, side by side:'; $(call SLOWEST,.build/test.txt); exit $$(cat .build/test-status)

# What runs whole programs, thousands of networks or every network of the zoo; all else is done in less than a minute.
SLOW := RandomNetworkTests|MutatedFileTests|DocumentFormTests|SavedReportTests|SubprocessTests|InterruptionTests|StandardStreamTests|PublishedTableTests|ReferenceTableTests|PaperTotalsTests|ManyTests|everyNetwork|everyNetworkHasASummary|manyNetworks|nothingOverlapsInEveryNetwork|ReportBrowserTests|linesAddUpInTheZoo|pythonTakesEveryNetwork
test-quick: ## the tests that take less than a minute together
	swift test --skip '$(SLOW)'

# One at a time, since tests that run side by side wait for each other.
test-times: ## all tests one at a time, then the ten slowest
	swift test --no-parallel > .build/test-times.txt 2>&1; status=$$?; \
	$(call SLOWEST,.build/test-times.txt); \
	tail -n 1 .build/test-times.txt; exit $$status

SANITIZED := KernelTests|FinishTests|DepthwiseTests|WorkerPoolTests|TilesTests|MemoryPlanTests|FusedScheduleTests|WrongPredictionTests|RandomNetworkTests
# Leaks are not looked for: the runtime's tagged pointers to values of the program's whole life read as such.
sanitize: ## the kernels and small networks under the address and the thread sanitizer
	RANDOM_NETWORKS=100 ASAN_OPTIONS=detect_leaks=0 swift test --sanitize=address --scratch-path .build/address --filter '$(SANITIZED)'
	RANDOM_NETWORKS=100 swift test --sanitize=thread --scratch-path .build/thread --filter '$(SANITIZED)'

FUZZ_SECONDS ?= 1200
FUZZ_TARGETS ?= language json arguments report model
# Whole programs are optimised in one piece; the toolchain's linker, since others do not know all that the sanitizer makes.
FUZZED := ARCHCALC_FUZZ=1 swift build -c release --product ArchFuzz --scratch-path build/fuzz/package \
	-Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
# What each target found and kept stays in build/fuzz; an input that fails is written to build/fuzz/TARGET-crash-….
fuzz: release ## libFuzzer on language, JSON, command line, reports and models, FUZZ_SECONDS each
	$(FUZZED)
	mkdir -p $(addprefix build/fuzz/,$(FUZZ_TARGETS)) build/fuzz/reports
	for network in lecture_cnn siamese every_form; do \
	  file=$$network; test $$network != every_form || file=Tests/ArchcalcCommandTests/Golden/forms/every-form.arch; \
	  $(ARCHCALC) summary $$file -f json > build/fuzz/reports/$$network.json; \
	done
	mkdir -p build/fuzz/models && cp docs/examples/*.onnx build/fuzz/models
	for network in lecture_cnn siamese lstm_lm every_form; do \
	  file=$$network; test $$network != every_form || file=Tests/ArchcalcCommandTests/Golden/forms/every-form.arch; \
	  $(ARCHCALC) export $$file --no-weights -o build/fuzz/models/$$network.onnx || true; \
	done
	for target in $(FUZZ_TARGETS); do \
	  seeds=Tests/Fuzz/Corpus/$$target; \
	  case $$target in language) seeds="$$seeds architectures/networks";; report) seeds=build/fuzz/reports;; \
	    model) seeds=build/fuzz/models;; esac; \
	  FUZZ_TARGET=$$target ASAN_OPTIONS=detect_leaks=0 build/fuzz/package/release/ArchFuzz \
	    -max_total_time=$(FUZZ_SECONDS) -timeout=20 -rss_limit_mb=4096 -max_len=16384 -print_final_stats=1 \
	    -dict=Tests/Fuzz/dictionary -artifact_prefix=build/fuzz/$$target- build/fuzz/$$target $$seeds || exit 1; \
	done

MUTATED_FILES ?= 200000
mutated-files: ## whole commands on files that were changed at random, MUTATED_FILES of them
	MUTATED_FILES=$(MUTATED_FILES) swift test --filter MutatedFileTests

MUTANTS ?= 60
SEED ?= 1
mutate: ## how much the tests notice: MUTANTS small mistakes drawn by SEED, and the tests on each
	Tests/mutate --seed $(SEED) --mutants $(MUTANTS)

lint: ## check that the sources are formatted
	swift format lint --strict --recursive --parallel Sources Tests Benchmarks architectures Package.swift

format: ## format the sources and the architectures
	swift format --in-place --recursive --parallel Sources Tests Benchmarks architectures Package.swift
	swift run archcalc format architectures/networks/*.arch

RECORDED := GoldenTests|PageTests|FormTests
# Recording reports each file as an issue; the run after it says whether anything is wrong.
docs: ## writes the generated pages again, and fails if they are still wrong
	swift build --build-tests
	RECORD_GOLDEN=1 swift test --filter '$(RECORDED)' > /dev/null 2>&1 || true
	swift test --filter '$(RECORDED)'

release: ## a release build that runs without Swift installed
	$(RELEASE)

PREFIX ?= /usr/local
install: release ## copies the release build to $(PREFIX)/bin
	install -d $(PREFIX)/bin
	install $(ARCHCALC) $(PREFIX)/bin/archcalc

check-tables: release ## tables compiled by pdflatex and read by a Markdown renderer, if they are installed
	Tests/check-tables $(ARCHCALC)

check-pictures: release ## drawings read by Graphviz and Mermaid, and reports used in Chromium, if they are installed
	Tests/check-pictures $(ARCHCALC)

bench: release ## how fast it is: whole processes, and phases within one
	swift build -c release --static-swift-stdlib --product ArchBenchmarks
	Benchmarks/whole-process $(ARCHCALC)
	$$(swift build -c release --static-swift-stdlib --show-bin-path)/ArchBenchmarks

bench-execution: release ## whole inference runs beside ONNX Runtime and PyTorch, from PyPI
	swift build -c release --static-swift-stdlib --product ExecutionBenchmarks
	test -x build/engines/bin/python || python3 -m venv build/engines
	build/engines/bin/pip install --quiet torch numpy onnx onnxruntime
	build/engines/bin/python Benchmarks/execution $(ARCHCALC) \
		$$(swift build -c release --static-swift-stdlib --show-bin-path)/ExecutionBenchmarks

bench-formats: release ## how fast model files are read, beside onnx.shape_inference and onnx-tool, from PyPI
	test -x build/formats/bin/python || python3 -m venv build/formats
	build/formats/bin/pip install --quiet onnx onnx-tool numpy
	build/formats/bin/python Benchmarks/formats $(ARCHCALC) build/formats/files

validate: release ## runs every architecture and compares it with what was predicted
	$(ARCHCALC) validate --all --quiet

TORCH = build/torch/bin/python
$(TORCH):
	python3 -m venv build/torch
	build/torch/bin/pip install --quiet torch numpy

check-torch: release $(TORCH) ## every specimen and every network beside PyTorch, installed into build/torch
	ARCHCALC_TORCH=$(CURDIR)/$(TORCH) swift test --filter TorchTests
	@archcalc=$(ARCHCALC); failed=; \
	for network in $$($$archcalc list --format names); do \
	  $$archcalc validate $$network --receptive-field none --against torch --python $(TORCH) > build/torch/said 2>&1 \
	    || failed="$$failed $$network"; \
	  tail -n 1 build/torch/said; \
	done; \
	test -z "$$failed" || { echo "fail:$$failed"; exit 1; }

ONNX = build/onnx/bin/python
$(ONNX):
	python3 -m venv build/onnx
	build/onnx/bin/pip install --quiet onnx onnxruntime numpy

# Networks of more parameters are the same layers in greater numbers.
check-onnx: release $(ONNX) ## every specimen, random networks and networks beside ONNX Runtime, installed into build/onnx
	ARCHCALC_ONNXRUNTIME=$(CURDIR)/$(ONNX) swift test --filter 'ONNXRuntimeTests|RandomONNXTests'
	@archcalc=$(ARCHCALC); failed=; \
	for network in $$($$archcalc list --format csv --columns network,params \
	    | awk -F, 'NR > 1 && $$2 + 0 <= 100000000 { print $$1 }'); do \
	  $$archcalc validate $$network --receptive-field none --against onnxruntime --python $(ONNX) > build/onnx/said 2>&1 \
	    || failed="$$failed $$network"; \
	  tail -n 1 build/onnx/said; \
	done; \
	test -z "$$failed" || { echo "fail:$$failed"; exit 1; }

COUNTERS = build/conventions/bin/python
$(COUNTERS):
	python3 -m venv build/conventions
	build/conventions/bin/pip install --quiet torch torchvision torchinfo==1.8.0 fvcore ptflops==0.7.5 thop==0.1.1.post2209072238 \
	  calflops==0.3.2 transformers mmengine==0.10.7 onnx onnxscript onnx-tool==1.0.1 'setuptools<81'

check-conventions: release $(COUNTERS) ## ten networks counted by other tools beside us, installed into build/conventions
	$(COUNTERS) Tests/check-conventions $(ARCHCALC)

check-training: release $(COUNTERS) ## the memory of training steps beside PyTorch's, installed into build/conventions
	$(COUNTERS) Tests/check-training $(ARCHCALC)

clean: ## removes everything that was built
	rm -rf .build
