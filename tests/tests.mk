##- Check
.PHONY: test lint $(CHAPTERS:%=test%) fuzz sanitize faults parity compare reproduce mutants coverage
testN: ## the tests of chapter N
	@echo "Say which chapter: make test$(firstword $(filter-out 0,$(CHAPTERS)))" >&2; exit 2

# What the tests' processes load in the place of libgit2: tests/criterion/nogit.c says why.
STAND_IN := build/stand-in
$(STAND_IN)/done: tests/criterion/nogit.c tests/criterion/stand-in
	@tests/criterion/stand-in $(@D) && touch $@
TESTING := test $(CHAPTERS:%=test%) mutants check-exercises check-exercises-quick check-learner
$(TESTING): $(STAND_IN)/done
$(TESTING): export LD_LIBRARY_PATH := $(CURDIR)/$(STAND_IN)$(LD_LIBRARY_PATH:%=:%)

# A chapter's tests stand on that chapter and those below; the others on all, and on every
# kernel.
TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(filter-out tests/support.c,$(wildcard tests/*.c)))
tests_of = $(filter $(B)/tests/chapter$(1) $(B)/tests/chapter$(1)_%,$(TESTS))
$(foreach n,$(FLOORS),$(foreach t,$(call tests_of,$(n)),$(eval $(t): $(BELOW_$(n)) $(SHARED_$(n)))))
$(filter-out $(B)/tests/programs $(foreach n,$(FLOORS),$(call tests_of,$(n))),$(TESTS)): $(MODULES) $(COMMON)
$(B)/tests/programs: $(LIGHT)
$(B)/tests/%.o: INCLUDE := -Itests $(DIRS:%=-I%)
$(B)/tests/%.o: LEVEL := -O0
$(B)/tests/test_kernel.o: LEVEL := # its loops of plain sums would take minutes
$(TESTS): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/support.o
	@$(CC) $(LINK) $^ -lcriterion $(LIBS) -o $@

# Every part of the tests is a target of its own. They run beside each other and beside
# what is still being built, whatever fails; at the end tests/run says what came out.
PART = BIN=$(B)/bin tests/run build/junit/$(CONFIG)
PARTS := $(patsubst $(B)/tests/%,part-%,$(TESTS))
parts_of = $(filter part-chapter$(1) part-chapter$(1)_%,$(PARTS))
.PHONY: $(PARTS) $(CHAPTERS:%=part-chapter%-promises)
$(PARTS): part-%: $(B)/tests/% $(STAND_IN)/done
	@$(PART) $* $<
$(foreach n,$(CHAPTERS),$(eval $(call parts_of,$(n)): $(B)/bin/chapter$(n)))
part-programs: programs
part-chapter8_program: $(PREDICT)
$(CHAPTERS:%=test%): test%: $$(call parts_of,$$*) part-chapter%-promises
	@$(PART) --close $(patsubst part-%,%,$(filter part-%,$^))
$(CHAPTERS:%=part-chapter%-promises): part-chapter%-promises: $(B)/tests/programs $(B)/bin/chapter% $(STAND_IN)/done
	@$(PART) $(@:part-%=%) $< --filter 'chapter$*/*'

# The text is held against the runs of a plain double build; the sanitizers run the
# programs in the tests.
PLAIN := $(if $(filter double,$(REAL)),$(if $(SAN),,yes))
MADE := $(patsubst %,part-%,faults-sample check-learner check-exercises-quick lint weave-check test-tools test-tiny \
  test-habits test-symptoms)
ALSO = $(filter-out $(if $(FAULTS_HERE),,%-faults-sample) $(if $(PLAIN),,%-check-learner %-weave-check %-tiny %-habits %-symptoms),$(MADE))
.PHONY: $(MADE)
part-faults-sample: $$(FAULTS_SAMPLE)
$(MADE): part-%: $(STAND_IN)/done $(COMMON) $(MODULES) $(if $(PLAIN),$(RUNS))
	+@MAKE='$(MAKE)' $(PART) $* -- $(MAKE) -s $*
test: $$(ALSO) $(PARTS) ## every test, the exercises, the text against code and runs
	@$(PART) --close $(patsubst part-%,%,$(filter part-%,$^))

# The book's tool and lint on texts and code that are broken, each in its own way.
.PHONY: test-tools
test-tools:
	@$(PYTHON) tools/test_book.py
	@$(PYTHON) tests/book/refuse

# The whole thing in one file; what is expected of a repository; the symptom index.
.PHONY: test-tiny test-habits test-symptoms
test-tiny test-habits: test-%:
	@$(PYTHON) tests/$*
test-symptoms: $(RUNS)
	@$(PYTHON) tests/symptoms $(B)/run

# Debian's Python has Debian's PyTorch; another that comes first on the path has not.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
parity: $(B)/tests/parity ## every gradient beside PyTorch's, computed anew (./setup all)
	@$(PYTHON) -c 'import torch' 2>/dev/null || { echo "make parity: PyTorch is missing for $(PYTHON); it computes the numbers to compare with. To install it: ./setup all" >&2; exit 1; }
	@mkdir -p build/parity
	@env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE $(PYTHON) tests/parity/vectors.py > build/parity/vectors.txt
	@head -n 1 build/parity/vectors.txt
	@PARITY=build/parity/vectors.txt $(B)/tests/parity

COMPARE := env -u OPENBLAS_CORETYPE -u OPENBLAS_L2_SIZE $(PYTHON)
compare: $(B)/run/chapter3/output.txt $(B)/run/chapter4/output.txt ## the digits beside scikit-learn, on the same splits (./setup all)
	@$(PYTHON) -c 'import sklearn' 2>/dev/null || { echo "make compare: scikit-learn is missing for $(PYTHON); it is what we compare with. To install it: ./setup all" >&2; exit 1; }
	@$(COMPARE) tests/parity/splits.py $(B)/run/chapter3
	@$(COMPARE) tests/parity/digits.py $(B)/run/chapter4

reproduce: ## the same bytes from other compilers, optimisations, sanitizers, processors
	+@mkdir -p build; MAKE='$(MAKE)' tests/reproduce $(BUILD:%=BUILD=%) $(or $(CHAPTERS_WANTED),$(CHAPTERS))

# The mistakes are compiled and linked by tests/mutants/run; what needs them is made here.
# Not those of programs, which run what is not linked with them.
MUTANT_TESTS = $(patsubst tests/%.c,$(B)/tests/%,$(shell grep -L programs.h tests/chapter*.c)) \
  $(filter $(B)/tests/test_% $(B)/tests/parity%,$(TESTS))
.PHONY: mutant-objects
mutant-objects: $$(MUTANT_TESTS)
mutants: mutant-objects ## small mistakes in every module, each to be noticed; MODULE=common/csv.c SAMPLE=6
	$(call need,python3,changing the modules and counting what is noticed,check)
	+@$(MAKE) -s $(SANITIZED) mutant-objects
	@B=$(B) SANITIZED=$(SANITIZED_B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP -Werror,$(FLAGS))" LINK="$(LINK)" \
	  OBJECTS="$(MODULES) $(COMMON)" LEVELS_FLAGS="-DKERNEL_FUSED $(if $(X86),-DKERNEL_X86)" \
	  tests/mutants/run $(if $(MODULE),--module $(MODULE)) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SURVIVORS),--survivors)

# Lines and branches of common/ and of the modules that their tests run. The programs are
# left out: what only a program runs, no test has looked at.
ifneq ($(COVERAGE),)
FLAGS += --coverage
LINK += --coverage -Wl,--wrap=abort -Wl,--wrap=_exit
COMMON += $(B)/tests/coverage/flush.o
LIGHT += $(B)/tests/coverage/flush.o
endif
coverage: ## what the tests run of common/ and the modules, by line and branch
	$(call need,gcovr,counting what the tests run,check)
	+@$(MAKE) -s CC=gcc OPT=-O0 COVERAGE=1 coverage-run
.PHONY: coverage-run
coverage-run: $$(MUTANT_TESTS)
	@CC=$(CC) tests/coverage/run $(B) build/coverage $(MUTANT_TESTS)

# The quick half of the exercises' gate in this build and under sanitizers, then what must
# not pass.
GATE = CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" \
  B=$(B) SANITIZED=$(READERS_B) MUTANTS=$(or $(MUTANTS),12) MAKE='$(MAKE)' $(PYTHON) tests/exercises/gate
.PHONY: check-exercises-quick check-learner check-exercises
check-exercises-quick: $(LIGHT) $(MODULES)
	@$(GATE) outline
	@$(GATE) check
check-learner: $(LIGHT) $(BELOW_1)
	@CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" OBJECTS="$(BELOW_1) $(LIGHT)" \
	  B=$(B) PYTHON=$(PYTHON) tests/exercises/try
check-exercises: check-exercises-quick ## starters, trivial answers and mistakes fail, solutions pass; MUTANTS=12|all
	+@$(MAKE) -s $(READERS) check-exercises-quick >/dev/null
	@$(GATE) attack
	+@$(GATE) alone

# The fuzz targets: one program each with libFuzzer, or all of them in one test.
FUZZ := $(filter-out fuzz,$(basename $(notdir $(wildcard tests/fuzz/*.c))))
IMAGES := $(B)/chapters/08-speed/predict/images.o
$(B)/tests/test_fuzz: $(FUZZ:%=$(B)/tests/fuzz/%.o) $(B)/tests/fuzz/fuzz.o $(IMAGES)
$(B)/tests/test_fuzz $(B)/fuzz/image: LIBS := -lnetpbm -lpng $(LIBS)
$(B)/fuzz/image: $(IMAGES)
$(B)/fuzz/model $(B)/fuzz/pixels: $(BELOW_8)
$(B)/fuzz/%.o: INCLUDE := -DFUZZING $(DIRS:%=-I%)
$(B)/fuzz/%.o: tests/fuzz/%.c
	$(COMPILE)
$(FUZZ:%=$(B)/fuzz/%): $(B)/fuzz/%: $(B)/fuzz/%.o $(B)/fuzz/fuzz.o $(COMMON)
	@$(CC) $(LINK) -fsanitize=fuzzer $^ $(LIBS) -o $@
.PHONY: fuzz-targets
fuzz: ## made-up inputs for every parser; SECONDS=60 for each, ONLY=csv for one
	$(call need,clang,finding inputs that reach new code,check)
	+@$(MAKE) -s CC=clang SAN=address,undefined,fuzzer-no-link DEBUG=1 OPT=-O1 fuzz-targets SECONDS=$(or $(SECONDS),10)
fuzz-targets: $(FUZZ:%=$(B)/fuzz/%)
	@tests/fuzz/run $(SECONDS) $(B)/fuzz $(or $(ONLY),$(FUZZ))

# The programs with a layer that fails on request, and zlib with them inside it: where
# there is a zlib to put inside, and the C library can be given streams of one's own.
WRAPPED := malloc calloc realloc aligned_alloc open read close fopen opendir rename remove mkdir
LIBZ := $(shell $(CC) -print-file-name=libz.a)
FAULTS_HERE := $(and $(findstring /,$(LIBZ)),$(filter Linux,$(shell uname -s)))
FAULTY := $(CHAPTERS:%=$(B)/faults/chapter%) $(B)/faults/predict
$(CHAPTERS:%=$(B)/faults/chapter%): $(B)/faults/chapter%: $$(MAIN_$$*) $$(BELOW_$$*) $$(SHARED_$$*)
$(B)/faults/predict: $(B)/chapters/08-speed/predict/main.o $(PREDICT_PARTS)
$(B)/faults/predict: LIBZ := -lnetpbm -lpng $(LIBZ)
$(FAULTY): $(B)/tests/faults/layer.o
	@mkdir -p $(@D)
	@$(CC) $(LINK) $(WRAPPED:%=-Wl,--wrap=%) $^ $(LIBZ) -lm -o $@
.PHONY: faults-all faults-sample
faults: ## every allocation, open, read, write and close made to fail; EVERY=10 for a sample, ONLY=chapter1
	+@$(MAKE) -s SAN=address,undefined faults-all EVERY=$(EVERY) ONLY=$(ONLY)
faults-all: $(FAULTY)
	@tests/faults/all $(or $(EVERY),1) $(B)/faults $(or $(ONLY),$(notdir $(FAULTY)))
FAULTS_SAMPLE := $(B)/faults/chapter1 $(B)/faults/predict $(B)/bin/chapter1
faults-sample: $(FAULTS_SAMPLE)
	@tests/faults/all 40 $(B)/faults chapter1 predict
	+@MAKE='$(MAKE)' tests/faults/full $(B)/bin/chapter1

# For clang's memory sanitizer, the programs with what makes zlib's results count.
SANITIZE := sanitize-address sanitize-memory sanitize-valgrind sanitize-analyzer
.PHONY: $(SANITIZE) memory-programs memory-parsers valgrind-programs
sanitize: $(SANITIZE) ## address, undefined, memory (all but zlib), valgrind, gcc's analyzer
sanitize-address:
	+@$(MAKE) -s CC=gcc $(SANITIZED) test
sanitize-memory:
	$(call need,clang,the memory sanitizer,check)
	+@$(MAKE) -s CC=clang SAN=memory OPT=-O1 memory-programs
	+@$(MAKE) -s CC=clang SAN=memory$(comma)fuzzer-no-link OPT=-O1 memory-parsers
sanitize-valgrind:
	+@$(MAKE) -s valgrind-programs
sanitize-analyzer:
	@tests/checkers/run analyzer build/checkers
$(CHAPTERS:%=$(B)/memory/chapter%): $(B)/memory/chapter%: $$(MAIN_$$*) $$(BELOW_$$*) $$(SHARED_$$*) $(B)/tests/sanitize/zlib.o
	@mkdir -p $(@D)
	@$(CC) $(LINK) -Wl,--wrap=inflate $^ $(LIBS) -o $@
memory-programs: $(CHAPTERS:%=$(B)/memory/chapter%)
	@tests/sanitize/run memory $(B)/memory $(CHAPTERS:%=chapter%)
memory-parsers: $(patsubst %,$(B)/fuzz/%,$(filter-out gzip image,$(FUZZ)))
	@for t in $(^F); do $(B)/fuzz/$$t -runs=0 -close_fd_mask=3 tests/fuzz/corpus/$$t >$(B)/fuzz/$$t.log 2>&1 \
	  && echo "  memory: the seeds of $$t, nothing to say" || { cat $(B)/fuzz/$$t.log; exit 1; }; done
valgrind-programs: programs
	@tests/sanitize/run valgrind $(B)/bin $(CHAPTERS:%=chapter%) predict
