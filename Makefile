# Neural Networks From Scratch in C: the one front door. `make help` lists every target.
#
# Switches, on the command line:
#   CC=gcc|clang  REAL=double|float  SAN=address,undefined  DEBUG=1  OPT=-O3
#   ARGS="--seed 7"  options for a chapter's program
#   VIEW=1  opens the figures;  PLOT=term  draws them in the terminal
# Each combination of the first five builds into a folder of its own under build/.

MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.DEFAULT_GOAL := help

ifeq ($(origin CC),default)
CC := gcc
endif
REAL ?= double
OPT ?= -O3
SAN ?=
DEBUG ?=

ifeq ($(filter $(REAL),double float),)
$(error REAL=$(REAL): expected double or float)
endif

comma := ,
empty :=
space := $(empty) $(empty)
CONFIG := $(notdir $(firstword $(CC)))-$(REAL)$(if $(BLAS),-$(BLAS))$(if $(filter-out -O3,$(OPT)),$(OPT))$(if $(SAN),-$(subst $(comma),-,$(SAN)))$(if $(DEBUG),-debug)$(if $(COVERAGE),-coverage)
B := build/$(CONFIG)

WARNINGS := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Werror
FLAGS := -std=c11 $(OPT) -g -ffp-contract=off -MMD -MP $(WARNINGS) -Icommon \
  $(if $(filter float,$(REAL)),-DREAL_IS_FLOAT) $(if $(DEBUG),-DDEBUG) \
  $(if $(SAN),-fsanitize=$(SAN) -fno-omit-frame-pointer -fno-sanitize-recover=all)
LINK := $(if $(SAN),-fsanitize=$(SAN))
LIBS := -lz -lm
# zlib for another processor or C library, unpacked: ZLIB/usr/include and ZLIB/usr/lib/*.
ifneq ($(ZLIB),)
FLAGS += -isystem $(ZLIB)/usr/include $(patsubst %,-isystem %,$(wildcard $(ZLIB)/usr/include/*-linux-*))
LIBS := $(patsubst %,-L%,$(wildcard $(ZLIB)/usr/lib $(ZLIB)/usr/lib/*-linux-*)) $(LIBS)
endif
# Threads: gcc brings OpenMP; for another compiler say OPENMP=1 where it has it.
OPENMP ?= $(if $(filter gcc gcc-%,$(notdir $(firstword $(CC)))),1)
ifeq ($(OPENMP),1)
FLAGS += -fopenmp
LINK += -fopenmp
endif
ifneq ($(COVERAGE),)
FLAGS += --coverage
LINK += --coverage -Wl,--wrap=abort -Wl,--wrap=_exit
endif
ifeq ($(BLAS),openblas)
FLAGS += -DUSE_OPENBLAS
LIBS += -lopenblas
else ifneq ($(BLAS),)
$(error BLAS=$(BLAS): expected openblas, or nothing for the book's own product)
endif
MACHINE := $(shell $(CC) -dumpmachine)

# Everything is written beside and renamed: two makes at once in one tree, or one that is
# killed, leave no half file that the next would take for done.
COMPILE = $(CC) $(FLAGS) -MF $(@:.o=.d).$$$$ -MT $@ -c $<
INTO = -o $@.$$$$ && mv -f $(@:.o=.d).$$$$ $(@:.o=.d) && mv -f $@.$$$$ $@

# What exists: chapters/NN-name holds chapter N.
DIRS := $(sort $(wildcard chapters/[0-9][0-9]-*))
number = $(patsubst 0%,%,$(firstword $(subst -,$(space),$(notdir $(1)))))
FLOORS := $(foreach d,$(DIRS),$(call number,$(d)))
CHAPTERS_WANTED := $(CHAPTERS)
override CHAPTERS := $(foreach d,$(patsubst %/main.c,%,$(wildcard $(DIRS:%=%/main.c))),$(call number,$(d)))
TEXTS := $(wildcard $(DIRS:%=%/README.md))
WRITTEN := $(TEXTS:%/README.md=%)

# common/kernel.c is compiled for every instruction level that the machine may have, and
# twice for each: products rounded before they are added (exact), or not (fused).
X86 := $(filter x86_64%,$(MACHINE))
LEVELS := baseline $(if $(X86),v3 v4)
KERNELS := $(foreach l,$(LEVELS),$(B)/common/kernel-$(l)-exact.o $(B)/common/kernel-$(l)-fused.o)
$(B)/common/kernel-v3-%.o: LEVEL := -march=x86-64-v3
$(B)/common/kernel-v4-%.o: LEVEL := -march=x86-64-v4
$(B)/common/levels.o: LEVEL := -DKERNEL_FUSED $(if $(X86),-DKERNEL_X86)

# Chapter 8's steps.c in the same way, with fused rounding.
$(B)/chapters/08-speed/steps-v3.o: LEVEL := -march=x86-64-v3
$(B)/chapters/08-speed/steps-v4.o: LEVEL := -march=x86-64-v4
$(B)/chapters/08-speed/stepsof.o: LEVEL := $(if $(X86),-DKERNEL_X86)
leveled = $(if $(wildcard $(1)/steps.c),$(LEVELS:%=$(B)/$(1)/steps-%.o))

COMMON := $(patsubst %.c,$(B)/%.o,$(filter-out common/kernel.c,$(wildcard common/*.c))) $(KERNELS)
ifneq ($(COVERAGE),)
COMMON += $(B)/tests/coverage/flush.o
endif
WEAVE := $(B)/bin/weave
MUTATE := $(B)/bin/mutate
TESTS := $(patsubst tests/%.c,$(B)/tests/%,$(filter-out tests/support.c,$(wildcard tests/*.c)))
# A tool that is not there ends the target with what it is for and how to get it.
need = @command -v $(1) >/dev/null 2>&1 || { echo "make $@: $(1) is missing; it is needed for $(2). To install it: ./setup $(3)" >&2; exit 1; }


.PHONY: parity compare reproduce help setup doctor chapters test lint weave weave-check \
  trace book book-site book-epub book-pdf book-paint test-book clean check-exercises \
  check-exercises-quick check-learner solutions figures progress handout grade bench \
  test-course mutants programs measure8 predict

##- Start here
help: ## this list
	@echo "Neural Networks From Scratch in C"
	@awk -F ':.*## ' '/^##- /{print "\n" substr($$0, 5)} \
	  /^[a-zA-Z][^:=]*:.*## /{printf "  make %-18s %s\n", $$1, $$2}' Makefile
	@echo
	@echo "N is one of: $(CHAPTERS)"
	@awk '!/^#/{on=0} /^# Switches/{on=1} on{sub(/^# ?/, ""); print}' Makefile

setup: ## install what is missing (./setup all: also for the book and the comparisons)
	@./setup

doctor: ## what is installed, what is missing, and what each is for
	@./setup doctor

##- Read, run, break
chapterN: ## build chapter N, run it, plot its figures
	@echo "Say which chapter: make chapter$(firstword $(filter-out 0,$(CHAPTERS)))" >&2; exit 2

chapters: $(CHAPTERS:%=chapter%) ## all chapters, one after another

##- Check
testN: ## the tests of chapter N
	@echo "Say which chapter: make test$(firstword $(filter-out 0,$(CHAPTERS)))" >&2; exit 2

# What the tests' processes load in the place of libgit2, which is slow to start.
STAND_IN := build/stand-in
$(STAND_IN)/done: course/nogit.c tests/stand-in
	@tests/stand-in $(@D) && touch $@
TESTING := test mutants check-exercises check-exercises-quick check-learner
$(TESTING): $(STAND_IN)/done
$(TESTING): export LD_LIBRARY_PATH := $(CURDIR)/$(STAND_IN)$(LD_LIBRARY_PATH:%=:%)

# The text is held against the runs of a plain double build; the sanitizers run the
# programs in the tests.
PLAIN := $(if $(filter double,$(REAL)),$(if $(SAN),,yes))
test: $(TESTS) $(WEAVE) programs $(if $(PLAIN),$(CHAPTERS:%=$(B)/run/chapter%/figures.done)) ## every test, the exercises, the text against code and runs
	+@BIN=$(B)/bin WEAVE=$(WEAVE) MAKE='$(MAKE)' tests/run build/junit/$(CONFIG) $(TESTS) \
	  -- $(if $(PLAIN),check-learner $(if $(filter clang%,$(CC)),,concurrency)) $(if $(FAULTS_HERE),faults-sample) check-exercises-quick lint $(if $(PLAIN),weave-check) trace

# Debian's Python has Debian's PyTorch; another that comes first on the path has not.
PYTHON ?= $(firstword $(wildcard /usr/bin/python3) python3)
fuzz: ## made-up inputs for every parser; SECONDS=60 for each, ONLY=csv for one
	$(call need,clang,finding inputs that reach new code,check)
	+@$(MAKE) -s CC=clang SAN=address,undefined,fuzzer-no-link DEBUG=1 OPT=-O1 fuzz-targets SECONDS=$(or $(SECONDS),10)

SANITIZE := sanitize-address sanitize-memory sanitize-valgrind sanitize-analyzer
.PHONY: sanitize $(SANITIZE)
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

.PHONY: concurrency
concurrency: $(B)/run/chapter1/output.txt ## targets at once in one tree, builds that are killed and resumed; TIMES=20
	@CC=$(CC) tests/concurrency $(or $(TIMES),1) $(<D)

faults: ## every allocation, open, read, write and close made to fail; EVERY=10 for a sample, ONLY=chapter1
	+@$(MAKE) -s SAN=address,undefined faults-all EVERY=$(EVERY) ONLY=$(ONLY)

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

# The folder that these switches build into, for scripts. RUN starts a chapter's program
# on another processor, under qemu: tests/reproduce has the words.
.PHONY: where
where:
	@echo $(B)

# The mistakes are compiled and linked by tests/mutants/run; what needs them is made here.
# Not those of programs and of weave, which run what is not linked with them.
MUTANT_TESTS = $(patsubst tests/%.c,$(B)/tests/%,$(shell grep -L program_path tests/chapter*.c)) \
  $(filter-out %_book $(B)/tests/test_weave%,$(filter $(B)/tests/test_% $(B)/tests/parity%,$(TESTS)))
.PHONY: mutant-objects
mutant-objects: $$(MUTANT_TESTS)
mutants: mutant-objects $(MUTATE) ## small mistakes in every module, each to be noticed; MODULE=common/csv.c SAMPLE=6
	$(call need,python3,changing the modules and counting what is noticed,check)
	+@$(MAKE) -s $(SANITIZED) mutant-objects
	@B=$(B) SANITIZED=$(SANITIZED_B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP -Werror,$(FLAGS))" LINK="$(LINK)" \
	  OBJECTS="$(MODULES) $(COMMON)" MUTATE=$(MUTATE) LEVELS_FLAGS="-DKERNEL_FUSED $(if $(X86),-DKERNEL_X86)" \
	  tests/mutants/run $(if $(MODULE),--module $(MODULE)) $(if $(SAMPLE),--sample $(SAMPLE)) $(if $(SURVIVORS),--survivors)

# Lines and branches of common/ and of the modules that their tests run. The programs are
# left out: what only a program runs, no test has looked at.
coverage: ## what the tests run of common/ and the modules, by line and branch
	$(call need,gcovr,counting what the tests run,check)
	+@$(MAKE) -s CC=gcc OPT=-O0 COVERAGE=1 coverage-run
.PHONY: coverage coverage-run
coverage-run: $$(MUTANT_TESTS)
	@CC=$(CC) tests/coverage/run $(B) build/coverage $(MUTANT_TESTS)

##- Exercises
startN: ## put chapter N's exercises into workspace/, which is yours
exerciseN: ## check what you wrote for chapter N; exerciseN.K for one of them
hintN.K: ## one hint more
watchN.K: ## check on every save
resetN.K: ## back to the starter; asks first, keeps a copy
solutionN.K: ## the reference solution, once yours passes (or FORCE=1)
startN exerciseN hintN.K watchN.K resetN.K solutionN.K:
	@echo "Say which: make $(subst N.K,$(firstword $(filter-out 0,$(CHAPTERS))).1,$(subst N,$(firstword $(filter-out 0,$(CHAPTERS))),$@))" >&2; exit 2

# Exercise N.K is the one file chapters/*/exercises/N.K-*.c; checked under sanitizers.
exercise_file = $(firstword $(wildcard chapters/*/exercises/$(1)-*.c))
EXERCISES := $(foreach f,$(wildcard chapters/*/exercises/[0-9]*.c),$(firstword $(subst -,$(space),$(notdir $(f)))))
define learner
.PHONY: $$(EXERCISES:%=$(1)%)
$$(EXERCISES:%=$(1)%): $(1)%: $$(WEAVE)
	+@WEAVE=$$(WEAVE) MAKE='$$(MAKE)' FORCE=$$(FORCE) tests/exercises/learner $(1) $$(call exercise_file,$$*)
endef
$(foreach c,hint watch reset solution,$(eval $(call learner,$(c))))

progress: $(WEAVE) ## what you have solved, measured
	+@WEAVE=$(WEAVE) MAKE='$(MAKE)' tests/exercises/learner progress

SANITIZED := SAN=address,undefined DEBUG=1
SANITIZED_B := build/$(notdir $(firstword $(CC)))-$(REAL)-address-undefined-debug
.PHONY: $(EXERCISES:%=exercise%) $(CHAPTERS:%=exercise%)
$(EXERCISES:%=exercise%) $(CHAPTERS:%=exercise%): exercise%: $(WEAVE)
	@[ -d $(SANITIZED_B)/common ] || echo "Building what the checks need; this once takes up to a minute."
	+@mkdir -p build/workspace; failed=build/workspace/failed.$$$$; rm -f $$failed; \
	for f in $(if $(findstring .,$*),$(call exercise_file,$*),$(wildcard chapters/*/exercises/$*.*.c)); do \
	  $(MAKE) -s $(if $(findstring j,$(MAKEFLAGS)),,-j2) $(SANITIZED) check-mine FILE=$$f FAILED=$$failed || touch $$failed; \
	done; [ ! -e $$failed ] || { rm -f $$failed; exit 1; }

# Any other number: on paper, or none of this book.
exercise%.1 exercise%.2 exercise%.3 exercise%.4 exercise%.5 exercise%.6 exercise%.7 exercise%.8 exercise%.9 hint%:
	@echo "make $@: no exercise to code has this number; those on paper are in chapters/*/exercises/paper.md" >&2; exit 2

FLOOR = $(call number,$(patsubst %/,%,$(dir $(patsubst %/,%,$(dir $(FILE))))))
ifneq ($(FILE),)
.PHONY: check-mine
check-mine: $$(WEAVE) $$(COMMON) $$(BELOW_$$(FLOOR))
	@WEAVE=$(WEAVE) B=$(B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" \
	  INCLUDE="$(INCLUDE_$(FLOOR))" OBJECTS="$(BELOW_$(FLOOR)) $(COMMON)" \
	  tests/exercises/learner check $(FILE) || touch $(or $(FAILED),/dev/null)
endif

##- For a course
handout: $(WEAVE) ## starters and public tests for a class: make handout CHAPTERS="1 2"
	@[ -n "$(CHAPTERS_WANTED)" ] || { echo 'make $@: say which: make handout CHAPTERS="1 2", or exercises: CHAPTERS="1.1 1.3"' >&2; exit 2; }
	@WEAVE=$(WEAVE) course/handout "$(CHAPTERS_WANTED)"

grade: ## grade a class: make grade SUBMISSIONS=dir OUT=dir [ROSTER=csv] [SEED=...] [CHAPTERS="1"]
	@[ -n "$(SUBMISSIONS)" ] && [ -n "$(OUT)" ] || { echo 'make $@: expected make grade SUBMISSIONS=dir OUT=dir; all options: course/grade --help' >&2; exit 2; }
	@course/grade --submissions '$(SUBMISSIONS)' --out '$(OUT)' $(if $(ROSTER),--roster '$(ROSTER)') \
	  $(if $(SEED),--seed '$(SEED)') $(if $(CHAPTERS_WANTED),--exercises '$(CHAPTERS_WANTED)') $(ARGS)

test-course: $(WEAVE) ## the grader: attacks, honest work, broken archives (./setup check)
	@WEAVE=$(WEAVE) course/grade --gate
	@WEAVE=$(WEAVE) tests/course/run

##- Measure
bench: ## speed beside other libraries, in one run; QUICK=1 for a first look
	+@$(MAKE) -s -k REAL=float bench-programs || true
	+@$(MAKE) -s -k REAL=float BLAS=openblas bench-train || true
	+@$(MAKE) -s -k REAL=double bench-programs || true
	@bench/bench build build/bench $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(if $(DATA),--data $(DATA))

##- For authors
# Chapter 8 is about speed. Its program is built in single precision unless REAL says
# otherwise, and from those chapters alone that it uses. What it measures differs from
# run to run: the text quotes the run that is kept in its folder measured/, and of a run
# made now only the blocks that are the same on every machine (--exact).
IN_FLOAT := 8
STANDS_ON_8 := 1 2 3 4 8

# One chapter: its program from its own objects, those of the chapters below, and common/.
define chapter
INCLUDE_$(1) := $$(foreach d,$$(DIRS),$$(if $$(filter 1,$$(shell expr $$(call number,$$(d)) '<=' $(1))),-I$$(d)))
MODULE_$(1) := $$(patsubst %.c,$(B)/%.o,$$(filter-out $(2)/main% $(2)/steps.c,$$(wildcard $(2)/*.c))) $$(call leveled,$(2))
MAIN_$(1) := $$(patsubst %.c,$(B)/%.o,$$(wildcard $(2)/main*.c))
BELOW_$(1) := $$(foreach n,$$(FLOORS),$$(if $$(filter 1,$$(shell expr $$(n) '<=' $(1))),$$(MODULE_$$(n))))

$$(MODULE_$(1)) $$(MAIN_$(1)): INCLUDE := $$(INCLUDE_$(1))
$(B)/bin/chapter$(1): $$(MAIN_$(1)) $$(foreach n,$$(or $$(STANDS_ON_$(1)),$$(FLOORS)),$$(filter $$(MODULE_$$(n)),$$(BELOW_$(1)))) $(COMMON)
	@mkdir -p $$(@D)
	@$(CC) $(LINK) $$^ $(LIBS) -o $$@.$$$$$$$$ && mv -f $$@.$$$$$$$$ $$@

.PHONY: chapter$(1) test$(1) start$(1)
start$(1): $(WEAVE)
	@WEAVE=$(WEAVE) tests/exercises/learner start $(2)
ifneq ($$(and $$(filter $(1),$$(IN_FLOAT)),$$(filter file,$$(origin REAL))),)
chapter$(1):
	+@$$(MAKE) REAL=float $$@
else
chapter$(1): $(B)/bin/chapter$(1)
	@book/run-chapter $(1) $(2) $(B)/bin/chapter$(1) $$(ARGS) || { s=$$$$?; [ $$$$s -eq 141 ] || exit $$$$s; } # a reader may go
endif

# The run that the text quotes: default options, output and series kept.
$(B)/run/chapter$(1)/output.txt: $(B)/bin/chapter$(1) $$(wildcard data/* $(2)/measured/*)
	@mkdir -p $$(@D)
	@book/record-run $$(@D) "$(wildcard $(2)/measured)" $(RUN) $(B)/bin/chapter$(1) $(if $(wildcard $(2)/measured),--exact)
$(B)/run/chapter$(1)/figures.done: $(B)/run/chapter$(1)/output.txt $(2)/figures.gp book/plot.gp book/plot book/figure.sed
	@if command -v gnuplot >/dev/null 2>&1; then book/plot $(2) $$(@D) $$(@D)/figures && touch $$@; \
	  else rm -rf $$(@D)/figures; fi

test$(1): $$(filter $(B)/tests/chapter$(1) $(B)/tests/chapter$(1)_%,$(TESTS)) $(B)/bin/chapter$(1) $(WEAVE)
	@BIN=$(B)/bin WEAVE=$(WEAVE) tests/run build/junit/$(CONFIG) $$(filter $(B)/tests/%,$$^) --
endef
$(foreach d,$(DIRS),$(eval $(call chapter,$(call number,$(d)),$(d))))

MODULES := $(foreach n,$(FLOORS),$(MODULE_$(n)))
programs: $(CHAPTERS:%=$(B)/bin/chapter%) $(B)/bin/predict

$(B)/%.o: %.c
	@mkdir -p $(@D)
	@$(COMPILE) $(INCLUDE) $(LEVEL) $(INTO)

$(B)/common/kernel-%-exact.o: common/kernel.c
	@mkdir -p $(@D)
	@$(COMPILE) $(LEVEL) -DKERNEL_NAME=kernel_$*_exact $(INTO)
$(B)/common/kernel-%-fused.o: common/kernel.c
	@mkdir -p $(@D)
	@$(COMPILE) $(LEVEL) -ffp-contract=fast -DKERNEL_NAME=kernel_$*_fused $(INTO)

$(B)/chapters/08-speed/steps-%.o: chapters/08-speed/steps.c
	@mkdir -p $(@D)
	@$(COMPILE) $(LEVEL) -ffp-contract=fast -DSTEPS_NAME=steps_$* $(INTO)

$(B)/tests/%.o: INCLUDE := -Itests -Ibook/weave $(DIRS:%=-I%)
$(TESTS): $(B)/tests/%: $(B)/tests/%.o $(B)/tests/support.o $(MODULES) $(COMMON)
	@$(CC) $(LINK) $^ -lcriterion $(LIBS) -o $@.$$$$ && mv -f $@.$$$$ $@

# The fuzz targets: one program each with libFuzzer, or all of them in one test.
FUZZ := $(filter-out fuzz,$(basename $(notdir $(wildcard tests/fuzz/*.c))))
WEAVE_PARTS := $(patsubst %.c,$(B)/%.o,$(filter-out book/weave/main.c,$(wildcard book/weave/*.c)))
IMAGES := $(B)/chapters/08-speed/predict/images.o
$(B)/tests/test_fuzz: $(FUZZ:%=$(B)/tests/fuzz/%.o) $(B)/tests/fuzz/fuzz.o $(WEAVE_PARTS) $(IMAGES)
$(B)/tests/test_fuzz $(B)/fuzz/image: LIBS := -lnetpbm -lpng $(LIBS)
$(B)/fuzz/image: $(IMAGES)
$(B)/fuzz/model $(B)/fuzz/pixels: $(BELOW_8)
$(B)/fuzz/%.o: tests/fuzz/%.c
	@mkdir -p $(@D)
	@$(COMPILE) -DFUZZING -Ibook/weave $(DIRS:%=-I%) $(INTO)
$(FUZZ:%=$(B)/fuzz/%): $(B)/fuzz/%: $(B)/fuzz/%.o $(B)/fuzz/fuzz.o $(WEAVE_PARTS) $(COMMON)
	@$(CC) $(LINK) -fsanitize=fuzzer $^ $(LIBS) -o $@.$$$$ && mv -f $@.$$$$ $@
.PHONY: fuzz-targets fuzz
fuzz-targets: $(FUZZ:%=$(B)/fuzz/%)
	@tests/fuzz/run $(SECONDS) $(B)/fuzz $(or $(ONLY),$(FUZZ))

# The programs with a layer that fails on request, and zlib with them inside it: where
# there is a zlib to put inside, and the C library can be given streams of one's own.
FAULTS := malloc calloc realloc aligned_alloc open read close fopen opendir rename remove mkdir
LIBZ := $(shell $(CC) -print-file-name=libz.a)
FAULTS_HERE := $(and $(findstring /,$(LIBZ)),$(filter Linux,$(shell uname -s)))
FAULTY := $(CHAPTERS:%=$(B)/faults/chapter%) $(B)/faults/predict $(B)/faults/weave
$(CHAPTERS:%=$(B)/faults/chapter%): $(B)/faults/chapter%: $$(MAIN_$$*) $$(BELOW_$$*) $(COMMON)
$(B)/faults/weave: $(WEAVE_PARTS) $(B)/book/weave/main.o
$(B)/faults/predict: $(B)/chapters/08-speed/predict/main.o $(IMAGES) $(BELOW_8) $(COMMON)
$(B)/faults/predict: LIBZ := -lnetpbm -lpng $(LIBZ)
$(FAULTY): $(B)/tests/faults/layer.o
	@mkdir -p $(@D)
	@$(CC) $(LINK) $(FAULTS:%=-Wl,--wrap=%) $^ $(LIBZ) -lm -o $@.$$$$ && mv -f $@.$$$$ $@
# For clang's memory sanitizer, the programs with what makes zlib's results count.
$(CHAPTERS:%=$(B)/memory/chapter%): $(B)/memory/chapter%: $$(MAIN_$$*) $$(BELOW_$$*) $(COMMON) $(B)/tests/sanitize/zlib.o
	@mkdir -p $(@D)
	@$(CC) $(LINK) -Wl,--wrap=inflate $^ $(LIBS) -o $@.$$$$ && mv -f $@.$$$$ $@
.PHONY: memory-programs memory-parsers valgrind-programs
memory-programs: $(CHAPTERS:%=$(B)/memory/chapter%)
	@tests/sanitize/run memory $(B)/memory $(CHAPTERS:%=chapter%)
memory-parsers: $(patsubst %,$(B)/fuzz/%,$(filter-out gzip image,$(FUZZ)))
	@for t in $(^F); do $(B)/fuzz/$$t -runs=0 -close_fd_mask=3 tests/fuzz/corpus/$$t >$(B)/fuzz/$$t.log 2>&1 \
	  && echo "  memory: the seeds of $$t, nothing to say" || { cat $(B)/fuzz/$$t.log; exit 1; }; done
valgrind-programs: programs
	@tests/sanitize/run valgrind $(B)/bin $(CHAPTERS:%=chapter%) predict

.PHONY: faults-all faults-sample faults
faults-all: $(FAULTY)
	@tests/faults/all $(or $(EVERY),1) $(B)/faults $(or $(ONLY),$(notdir $(FAULTY)))
faults-sample: $(B)/faults/chapter1 $(B)/faults/predict $(B)/faults/weave $(B)/bin/chapter1
	@tests/faults/all 40 $(B)/faults chapter1 predict weave
	+@MAKE='$(MAKE)' tests/faults/full $(B)/bin/chapter1

# The benchmarks: what a missing library is needed for is left out by name.
.PHONY: bench-programs bench-train
BENCH_OWN := xor whole gradcheck train
BENCH_PEERS := product fann_xor fann_train
bench-programs: $(BENCH_OWN:%=$(B)/bench/%) $(BENCH_PEERS:%=$(B)/bench/%)
bench-train: $(B)/bench/train
$(B)/bench/%.o: INCLUDE := -Ibench $(DIRS:%=-I%)
$(B)/bench/%: $(B)/bench/%.o $(B)/bench/measure.o $(MODULES) $(COMMON)
	@$(CC) $(LINK) $^ $(LIBS) -o $@.$$$$ && mv -f $@.$$$$ $@
# A whole process is timed: it is linked with nothing that it does not need.
$(B)/bench/xor: $(B)/bench/xor.o
	@$(CC) $(if $(SAN),-fsanitize=$(SAN)) $^ -lm -o $@.$$$$ && mv -f $@.$$$$ $@
$(B)/bench/product: $(B)/bench/product.o $(B)/bench/measure.o $(COMMON)
	@$(CC) $(LINK) $^ $(LIBS) -lopenblas -o $@.$$$$ && mv -f $@.$$$$ $@
$(B)/bench/fann_%: $(B)/bench/peers/fann_%.o $(B)/bench/measure.o
	@$(CC) $(LINK) $^ -lfann -lm -o $@.$$$$ && mv -f $@.$$$$ $@

$(WEAVE): $(patsubst %.c,$(B)/%.o,$(wildcard book/weave/*.c))
	@mkdir -p $(@D)
	@$(CC) $(LINK) $^ -o $@.$$$$ && mv -f $@.$$$$ $@

RUNS = $(CHAPTERS:%=$(B)/run/chapter%/figures.done)
weave: $(WEAVE) $(RUNS) ## bring code, output, numbers and figures of the text up to date
	$(call need,gnuplot,drawing the figures,core)
	@for d in $(WRITTEN); do n=$${d##*/}; n=$${n%%-*}; n=$${n#0}; mkdir -p $$d/figures; \
	  for f in $(B)/run/chapter$$n/figures/*.svg; do cmp -s $$f $$d/figures/$${f##*/} || { cp $$f $$d/figures/ && echo "$$d/figures/$${f##*/}"; }; done; done
	@$(WEAVE) update --run $(B)/run $(TEXTS)

weave-check: $(WEAVE) $(RUNS) ## the text against code, output, numbers and figures
	@$(WEAVE) check --run $(B)/run $(TEXTS)
	@book/check-figures $(B)/run $(WRITTEN)

MEASURED := chapters/08-speed/measured
measure8: ## record what chapter 8 measures, on a machine that does nothing else
	+@$(MAKE) REAL=float build/$(notdir $(firstword $(CC)))-float/bin/chapter8
	@mkdir -p build/measure8 $(MEASURED)
	@build/$(notdir $(firstword $(CC)))-float/bin/chapter8 --measured --epochs 10 --seeds 5 --out build/measure8 > build/measure8/output.txt
	@rm -f $(MEASURED)/*.tsv && cp build/measure8/output.txt build/measure8/*.tsv $(MEASURED)
	@echo "Recorded in $(MEASURED). Next: make weave, and read what the text says of the numbers."

PREDICT := $(B)/bin/predict
$(PREDICT): $(B)/chapters/08-speed/predict/main.o $(B)/chapters/08-speed/predict/images.o $$(foreach n,1 2 3 4 8,$$(MODULE_$$n)) $(COMMON)
	@mkdir -p $(@D)
	@$(CC) $(LINK) $^ -lnetpbm -lpng $(LIBS) -o $@.$$$$ && mv -f $@.$$$$ $@
test8: $(PREDICT)
$(B)/chapters/08-speed/predict/%.o: INCLUDE := -Ichapters/08-speed
predict: $(PREDICT) ## what a trained model says of an image: MODEL=... IMAGE=...
	@$(PREDICT) $(MODEL) $(IMAGE)

trace: $(WEAVE) ## the table of equations, functions and tests; fails on a missing corner
	@$(WEAVE) trace --tests tests --also common $(TEXTS)

lint: $(WEAVE) ## staircase, copies, purity, sizes; clang-tidy and cppcheck where they are
	@$(WEAVE) lint .
	@tests/checkers/run cppcheck build/checkers
	@tests/checkers/run tidy build/checkers

check-exercises-quick: $(WEAVE) $(COMMON) $(MODULES)
	@tests/exercises/outline $(patsubst %/exercises,%,$(wildcard $(DIRS:%=%/exercises)))
	@WEAVE=$(WEAVE) B=$(B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" tests/exercises/check $(DIRS)

check-learner: $(WEAVE) $(COMMON) $(MUTATE) $$(BELOW_1)
	@WEAVE=$(WEAVE) B=$(B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" \
	  MUTATE=$(MUTATE) OBJECTS="$(BELOW_1) $(COMMON)" tests/exercises/try

# The quick half in this build and under sanitizers, then what must not pass.
$(MUTATE): $(B)/tests/exercises/mutate.o $(B)/book/weave/ctoken.o $(B)/book/weave/span.o
	@mkdir -p $(@D)
	@$(CC) $(LINK) $^ -o $@.$$$$ && mv -f $@.$$$$ $@
check-exercises: check-exercises-quick $(MUTATE) ## starters, trivial answers and mistakes fail, solutions pass; MUTANTS=12|all
	@$(MAKE) -s $(SANITIZED) check-exercises-quick >/dev/null
	@B=$(B) SANITIZED=$(SANITIZED_B) CC="$(CC)" FLAGS="$(filter-out -MMD -MP -Werror,$(FLAGS))" \
	  MUTATE=$(MUTATE) MUTANTS=$(or $(MUTANTS),12) tests/exercises/attack $(EXERCISES)
	+@MAKE='$(MAKE)' tests/exercises/alone $(B) $(SANITIZED_B) $(patsubst %/exercises,%,$(wildcard $(DIRS:%=%/exercises)))

solutions: ## for instructors: solutions and paper answers under build/solutions/
	@tests/exercises/solutions build/solutions $(patsubst %/exercises,%,$(wildcard $(DIRS:%=%/exercises)))

# What the book is made of, by all processors; the chapters' programs run once, and may
# take a minute.
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
.PHONY: book-ground
book-ground:
	@for n in $(CHAPTERS); do [ -f $(B)/run/chapter$$n/output.txt ] || { echo "book: first the chapters' programs are built and run; this once takes a minute or two"; break; }; done
	+@$(MAKE) -s $(if $(findstring j,$(MAKEFLAGS)),,-j$(CORES)) weave-check

book: book-ground ## the book under build/book/: the site; EPUB and PDF where their tools are
	$(call need,pandoc,turning the chapters into pages,core)
	@WEAVE=$(WEAVE) book/build all build/book $(WRITTEN)

book-site book-epub book-pdf: book-%: book-ground
	$(call need,pandoc,turning the chapters into pages,core)
	@WEAVE=$(WEAVE) book/build $* build/book $(WRITTEN)
book-site: ## the pages alone: build/book/index.html
book-epub: ## build/book/neural-networks-in-c.epub, checked by epubcheck
book-pdf: ## build/book/neural-networks-in-c.pdf, by xelatex

book-paint: book-site ## how soon each page is seen when opened from disk; on a quiet machine
	@tests/book/run build/book paint

test-book: book-site ## every page in headless Chromium: phone and desktop, light and dark
	@tests/book/run build/book build/book-pictures

clean: ## remove everything generated
	@rm -rf build

-include $(shell find $(B) -name '*.d' 2>/dev/null)
