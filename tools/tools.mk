# What the front door runs for readers and authors: the reader's exercises, the text
# against code and runs, a trained model on an image.

##- Exercises
startN: ## put chapter N's exercises into workspace/, which is yours
exerciseN: ## check what you wrote for chapter N; exerciseN.K for one of them
hintN.K: ## one hint more
watchN.K: ## check on every save
resetN.K: ## back to the starter; asks first, keeps a copy
solutionN.K: ## the reference solution, once yours passes (or FORCE=1)
startN exerciseN hintN.K watchN.K resetN.K solutionN.K:
	@echo "Say which: make $(subst N.K,$(firstword $(filter-out 0,$(CHAPTERS))).1,$(subst N,$(firstword $(filter-out 0,$(CHAPTERS))),$@))" >&2; exit 2

# Exercise N.K is the file chapters/*/exercises/N.K-name.c, beside its test.
EXERCISE_FILES := $(filter-out %.test.c,$(wildcard chapters/*/exercises/[0-9]*.c))
EXERCISES := $(foreach f,$(EXERCISE_FILES),$(firstword $(subst -,$(space),$(notdir $(f)))))
exercise_file = $(filter $(foreach d,$(DIRS),$(d)/exercises/$(1)-%),$(EXERCISE_FILES))
EXERCISE = MAKE='$(MAKE)' FORCE=$(FORCE) $(PYTHON) tools/exercise
.PHONY: progress check-mine $(CHAPTERS:%=start%) $(CHAPTERS:%=exercise%) \
  $(foreach c,exercise hint watch reset solution,$(EXERCISES:%=$(c)%))
$(CHAPTERS:%=start%): start%:
	@$(EXERCISE) start $(wildcard chapters/$*-* chapters/0$*-*)
$(foreach c,hint watch reset solution,$(EXERCISES:%=$(c)%)):
	+@$(EXERCISE) $(subst $(call number_of,$@),,$@) $(call exercise_file,$(call number_of,$@))
number_of = $(patsubst solution%,%,$(patsubst reset%,%,$(patsubst watch%,%,$(1:hint%=%))))
progress: ## what you have solved, measured
	+@$(EXERCISE) progress

# A reader's file is checked under sanitizers, in a build of its own: the product's kernel,
# which takes minutes with them, is built without (matrix.c looks at the shapes).
READERS := SAN=address,undefined DEBUG=1 OPT=-O1 READER=1
READERS_B := build/$(notdir $(firstword $(CC)))-$(REAL)-O1-address-undefined-debug-reader
ifneq ($(READER),)
$(B)/common/kernel-%.o: FLAGS += -fno-sanitize=all
endif
$(EXERCISES:%=exercise%) $(CHAPTERS:%=exercise%): exercise%:
	@[ -d $(READERS_B)/common ] || echo "Building what the checks need; this once takes up to a minute."
	+@mkdir -p build/workspace; failed=build/workspace/failed; rm -f $$failed; \
	for f in $(if $(findstring .,$*),$(call exercise_file,$*),$(call exercise_file,$*.%)); do \
	  $(MAKE) -s $(READERS) check-mine FILE=$$f FAILED=$$failed || touch $$failed; \
	done; [ ! -e $$failed ] || { rm -f $$failed; exit 1; }

# Any other number: on paper, or none of this book.
exercise%.1 exercise%.2 exercise%.3 exercise%.4 exercise%.5 exercise%.6 exercise%.7 exercise%.8 exercise%.9 hint%:
	@echo "make $@: no exercise to code has this number; those on paper are in chapters/*/exercises/paper.md" >&2; exit 2

FLOOR = $(call number,$(patsubst %/,%,$(dir $(patsubst %/,%,$(dir $(FILE))))))
ifneq ($(FILE),)
check-mine: $(LIGHT) $$(BELOW_$$(FLOOR))
	@CC="$(CC)" FLAGS="$(filter-out -MMD -MP,$(FLAGS))" LINK="$(LINK)" INCLUDE="$(INCLUDE_$(FLOOR))" \
	  OBJECTS="$(BELOW_$(FLOOR)) $(LIGHT)" $(PYTHON) tools/exercise check $(FILE) || touch $(or $(FAILED),/dev/null)
endif

##- For authors
# Its own images reader and netpbm, libpng beside chapter 8's modules.
PREDICT := $(B)/bin/predict
PREDICT_PARTS := $(B)/chapters/08-speed/predict/images.o $(STAND_8) $(COMMON)
$(B)/chapters/08-speed/predict/%.o: INCLUDE := -Ichapters/08-speed -Ichapters/03-losses
$(PREDICT): $(B)/chapters/08-speed/predict/main.o $(PREDICT_PARTS)
	@mkdir -p $(@D)
	@$(CC) $(LINK) $^ -lnetpbm -lpng $(LIBS) -o $@
programs: $(PREDICT)
.PHONY: predict measure8 weave weave-check trace lint
predict: $(PREDICT) ## what a trained model says of an image: MODEL=... IMAGE=...
	@$(PREDICT) $(MODEL) $(IMAGE)

RUNS := $(CHAPTERS:%=$(B)/run/chapter%/figures.done)
CTAGS = $(call need,ctags,finding what the code defines,core)
TRIANGLE := --tests tests --also common
weave: $(RUNS) ## bring code, output, numbers and figures of the text up to date
	$(call need,gnuplot,drawing the figures,core)
	$(CTAGS)
	@$(PYTHON) tools/book update --run $(B)/run $(TEXTS)

weave-check: $(RUNS) ## the text against code, output, numbers, figures and tests
	$(CTAGS)
	@$(PYTHON) tools/book check --run $(B)/run --pages book/text $(TRIANGLE) $(TEXTS)

MEASURED := chapters/08-speed/measured
measure8: ## record what chapter 8 measures, on a machine that does nothing else
	+@$(MAKE) REAL=float build/$(notdir $(firstword $(CC)))-float/bin/chapter8
	@mkdir -p build/measure8 $(MEASURED)
	@build/$(notdir $(firstword $(CC)))-float/bin/chapter8 --measured --epochs 10 --seeds 5 --out build/measure8 > build/measure8/output.txt
	@rm -f $(MEASURED)/*.tsv && cp build/measure8/output.txt build/measure8/*.tsv $(MEASURED)
	@echo "Recorded in $(MEASURED). Next: make weave, and read what the text says of the numbers."

trace: ## the table of equations, functions and tests; fails on a missing corner
	$(CTAGS)
	@$(PYTHON) tools/book trace $(TRIANGLE) $(TEXTS)

lint: ## staircase, copies, purity, sizes; layout, spelling, checkers where they are
	$(CTAGS)
	@$(PYTHON) tools/lint
	@tests/checkers/run cppcheck build/checkers
	@tests/checkers/run tidy build/checkers
