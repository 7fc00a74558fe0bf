# The two commands are `make demo` and `make test`; `make` alone lists all of them.
PREFIX ?= /usr/local

.PHONY: help deps build demo test lint format asan fuzz hostile bench limits docs install bundle clean
.SILENT:

help:     ## print this list
	sed -n 's/^\([a-z]*\): .*## /  make \1\t/p' Makefile | expand -t 17

deps:     ## install the Debian packages that are missing
	.ci/deps test

build:    ## configure and build into build/
	.ci/deps
	.ci/build build

demo: build ## train LeNet to read digits
	build/bin/cresset recipes/lenet/main.lua -save build/lenet

test: deps build lint ## everything that must hold: style and specs
	.ci/specs $(SPECS)

lint: deps ## luacheck and clang-format
	luacheck -q .
	find lib kernels cbind test -name '*.[ch]' | xargs clang-format --dry-run -Werror

format:   ## let clang-format lay out the C sources
	find lib kernels cbind test -name '*.[ch]' | xargs clang-format -i

asan: deps ## the specs with the C part under the sanitizers
	.ci/asan $(SPECS)

fuzz: deps ## a million runs of each loader's fuzz target (RUNS=n)
	test/fuzz/run $(RUNS)

hostile: build ## the calls of hostile_spec, TIMES=10 as many, from SEED=2
	CRESSET_HOSTILE=$(or $(TIMES),10) CRESSET_HOSTILE_SEED=$(or $(SEED),2) \
	   SPEC_SECONDS=36000 .ci/specs test/lua/hostile_spec.lua

bench: build ## benchmarks (ARGS="--only overhead.")
	build/bin/cresset bench $(ARGS)

limits: build ## the limits on time, on a machine that does little else
	build/bin/cresset test/speed/limits.lua
	build/bin/cresset test/speed/busy.lua

docs: build   ## the reference as pages, in build/docs
	build/bin/cresset docs build/docs

install: build ## a relocatable tree in PREFIX
	cmake --install build --prefix $(PREFIX) >/dev/null

bundle: build ## a folder and a tarball with the shared libraries it needs
	.ci/bundle

clean:    ## remove what was built
	rm -rf build build-*
