##- For a course
.PHONY: handout grade test-course solutions
handout: ## starters and public tests for a class: make handout CHAPTERS="1 2"
	@[ -n "$(CHAPTERS_WANTED)" ] || { echo 'make $@: say which: make handout CHAPTERS="1 2", or exercises: CHAPTERS="1.1 1.3"' >&2; exit 2; }
	@course/handout "$(CHAPTERS_WANTED)"

grade: ## grade a class: make grade SUBMISSIONS=dir OUT=dir [ROSTER=csv] [SEED=...] [CHAPTERS="1"]
	@[ -n "$(SUBMISSIONS)" ] && [ -n "$(OUT)" ] || { echo 'make $@: expected make grade SUBMISSIONS=dir OUT=dir; all options: course/grade --help' >&2; exit 2; }
	@course/grade --submissions '$(SUBMISSIONS)' --out '$(OUT)' $(if $(ROSTER),--roster '$(ROSTER)') \
	  $(if $(SEED),--seed '$(SEED)') $(if $(CHAPTERS_WANTED),--exercises '$(CHAPTERS_WANTED)') $(ARGS)

test-course: ## the grader: attacks, honest work, broken archives (./setup check)
	@course/grade --gate
	@tests/course/run

solutions: ## for instructors: solutions and paper answers under build/solutions/
	@$(PYTHON) tools/exercise solutions build/solutions
