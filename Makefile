# Neural Networks From Scratch in C: the front door. `make help` lists every target; the
# rules of tests/, course/, bench/, book/ and tools/ stand in a fragment in each folder.
#
# Switches, on the command line:
#   CC=gcc|clang  REAL=double|float  SAN=address,undefined  DEBUG=1  OPT=-O3
#   ARGS="--seed 7"  options for a chapter's program
#   VIEW=1  opens the figures;  PLOT=term  draws them in the terminal
# Each combination of the first five builds into a folder of its own under build/.

MAKEFLAGS += --no-builtin-rules --no-print-directory
CORES := $(shell getconf _NPROCESSORS_ONLN 2>/dev/null || echo 2)
ifeq ($(MAKELEVEL),0) # every core, unless -j says otherwise
MAKEFLAGS += -j$(CORES)
endif
.DELETE_ON_ERROR:
.SECONDEXPANSION:
.DEFAULT_GOAL := help

ifeq ($(origin CC),default)
CC := gcc
endif
REAL ?= double
OPT ?= -O3
ifeq ($(filter $(REAL),double float),)
$(error REAL=$(REAL): expected double or float)
endif

comma := ,
empty :=
space := $(empty) $(empty)
CONFIG := $(notdir $(firstword $(CC)))-$(REAL)$(if $(BLAS),-$(BLAS))$(if $(filter-out -O3,$(OPT)),$(OPT))$(if $(SAN),-$(subst $(comma),-,$(SAN)))$(if $(DEBUG),-debug)$(if $(COVERAGE),-coverage)$(if $(READER),-reader)
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
ifeq ($(BLAS),openblas)
FLAGS += -DUSE_OPENBLAS
LIBS += -lopenblas
else ifneq ($(BLAS),)
$(error BLAS=$(BLAS): expected openblas, or nothing for the book's own product)
endif

# What exists: chapters/NN-name holds chapter N.
DIRS := $(sort $(wildcard chapters/[0-9][0-9]-*))
number = $(patsubst 0%,%,$(firstword $(subst -,$(space),$(notdir $(1)))))
FLOORS := $(foreach d,$(DIRS),$(call number,$(d)))
CHAPTERS_WANTED := $(CHAPTERS)
override CHAPTERS := $(foreach d,$(patsubst %/main.c,%,$(wildcard $(DIRS:%=%/main.c))),$(call number,$(d)))
TEXTS := $(wildcard $(DIRS:%=%/README.md))
WRITTEN := $(TEXTS:%/README.md=%)

# The product's kernel is compiled for each instruction set, and twice for each: products
# rounded before they are added (exact), or not (fused). Only chapter 8 needs them all; the
# others take two exact ones, which are built soon and give the same bits.
X86 := $(filter x86_64%,$(shell $(CC) -dumpmachine))
LEVELS := baseline $(if $(X86),v3 v4)
LIGHT := $(patsubst %.c,$(B)/%.o,$(filter-out common/kernel.c common/levels.c,$(wildcard common/*.c))) \
  $(patsubst %,$(B)/common/kernel-%-exact.o,$(filter-out v4,$(LEVELS))) $(B)/common/levels-light.o
COMMON := $(filter-out %-exact.o %-light.o,$(LIGHT)) $(B)/common/levels.o \
  $(foreach l,$(LEVELS),$(B)/common/kernel-$(l)-exact.o $(B)/common/kernel-$(l)-fused.o)

FRAGMENTS := tools/tools.mk tests/tests.mk course/course.mk bench/bench.mk book/book.mk

# A tool that is not there ends the target with what it is for and how to get it.
need = @command -v $(1) >/dev/null 2>&1 || { echo "make $@: $(1) is missing; it is needed for $(2). To install it: ./setup $(3)" >&2; exit 1; }

.PHONY: help setup doctor chapters testN programs clean where
##- Start here
help: ## this list
	@echo "Neural Networks From Scratch in C"
	@awk -F ':.*## ' '/^##- /{print "\n" substr($$0, 5)} \
	  /^[a-zA-Z][^:=]*:.*## /{printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
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

chapters: programs ## all chapters, one after another
	+@for n in $(CHAPTERS); do $(MAKE) -s chapter$$n || exit; done

# Chapter 8 is about speed: built in single precision unless REAL says otherwise, and from
# those chapters alone that it uses. What it measures differs from run to run: the text
# quotes the run that is kept in its folder measured/, and of a run made now only the
# blocks that are the same on every machine (--exact).
IN_FLOAT := 8
STANDS_ON_8 := 0 1 2 3 4 8

# One chapter: its program from its own objects, those of the chapters below, and common/.
# $(1) is its number, $(2) its folder; SO_FAR grows from chapter to chapter.
define chapter
SO_FAR += -I$(2)
INCLUDE_$(1) := $$(SO_FAR)
MODULE_$(1) := $$(patsubst %.c,$(B)/%.o,$$(filter-out $(2)/main% $(2)/steps.c,$$(wildcard $(2)/*.c))) \
  $(if $(wildcard $(2)/steps.c),$(LEVELS:%=$(B)/$(2)/steps-%.o))
MODULES += $$(MODULE_$(1))
BELOW_$(1) := $$(MODULES)
SHARED_$(1) := $$(if $$(filter $(1),$(IN_FLOAT)),$$(COMMON),$$(LIGHT))
MAIN_$(1) := $$(patsubst %.c,$(B)/%.o,$$(wildcard $(2)/main*.c))
STAND_$(1) := $$(if $$(STANDS_ON_$(1)),$$(foreach n,$$(STANDS_ON_$(1)),$$(MODULE_$$(n))),$$(BELOW_$(1)))
$$(MODULE_$(1)) $$(MAIN_$(1)): INCLUDE := $$(INCLUDE_$(1))
$(B)/bin/chapter$(1): $$(MAIN_$(1)) $$(STAND_$(1)) $$(SHARED_$(1))
	@mkdir -p $$(@D)
	@$(CC) $(LINK) $$^ $(LIBS) -o $$@

.PHONY: chapter$(1)
ifneq ($$(and $$(filter $(1),$$(IN_FLOAT)),$$(filter file,$$(origin REAL))),)
chapter$(1):
	+@$$(MAKE) REAL=float $$@
else
chapter$(1): $(B)/bin/chapter$(1)
	@tools/run $(1) $(2) $(B)/bin/chapter$(1) $$(ARGS) || { s=$$$$?; [ $$$$s -eq 141 ] || exit $$$$s; } # a reader may go
endif

# The run that the text quotes: default options, output and series kept.
$(B)/run/chapter$(1)/output.txt: $(B)/bin/chapter$(1) $$(wildcard data/* $(2)/measured/*)
	@tools/record-run $$(@D) "$(wildcard $(2)/measured)" $(RUN) $(B)/bin/chapter$(1) $(if $(wildcard $(2)/measured),--exact)
$(B)/run/chapter$(1)/figures.done: $(B)/run/chapter$(1)/output.txt $(2)/figures.gp tools/plot.gp tools/plot tools/figure.sed
	@if command -v gnuplot >/dev/null 2>&1; then tools/plot $(2) $$(@D) $$(@D)/figures && touch $$@; \
	  else rm -rf $$(@D)/figures; fi
endef
$(foreach d,$(DIRS),$(eval $(call chapter,$(call number,$(d)),$(d))))
programs: $(CHAPTERS:%=$(B)/bin/chapter%)

COMPILE = @mkdir -p $(@D) && $(CC) $(FLAGS) -c $< $(INCLUDE) $(LEVEL) -o $@
$(B)/common/kernel-v3-%.o $(B)/chapters/08-speed/steps-v3.o: LEVEL := -march=x86-64-v3
$(B)/common/kernel-v4-%.o $(B)/chapters/08-speed/steps-v4.o: LEVEL := -march=x86-64-v4
$(B)/common/levels.o: LEVEL := -DKERNEL_FUSED $(if $(X86),-DKERNEL_X86)
$(B)/common/levels-light.o: LEVEL := $(if $(X86),-DKERNEL_X86)
$(B)/chapters/08-speed/stepsof.o: LEVEL := $(if $(X86),-DKERNEL_X86)
$(B)/%.o: %.c
	$(COMPILE)
$(B)/common/levels-light.o: common/levels.c
	$(COMPILE)
$(B)/common/kernel-%-exact.o: common/kernel.c
	$(COMPILE) $(if $(SAN),-O0) -DKERNEL_NAME=kernel_$*_exact
$(B)/common/kernel-%-fused.o: common/kernel.c
	$(COMPILE) $(if $(SAN),-O0) -ffp-contract=fast -DKERNEL_NAME=kernel_$*_fused
$(B)/chapters/08-speed/steps-%.o: chapters/08-speed/steps.c
	$(COMPILE) -ffp-contract=fast -DSTEPS_NAME=steps_$*

# The folder that these switches build into, for scripts. RUN starts a chapter's program
# on another processor, under qemu: tests/reproduce has the words.
where:
	@echo $(B)

include $(FRAGMENTS)

clean: ## remove everything generated
	@rm -rf build

-include $(shell find $(B) -name '*.d' 2>/dev/null)
