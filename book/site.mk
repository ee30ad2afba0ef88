# The site: chapters -> structure (JSON) -> pages. Called by book/build with
#   OUT=build/book WORK=build/book-work CHAPTERS="chapters/00-name ..."
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DELETE_ON_ERROR:
.SUFFIXES:

NAMES := $(notdir $(CHAPTERS))
BACK := start exercises notation card trace glossary terms
MARKDOWN := markdown+smart-implicit_figures-raw_tex+tex_math_dollars+gfm_auto_identifiers
LUA := $(wildcard book/lua/*.lua)
SEARCH := $(filter yes,$(shell cat $(WORK)/searchable))
# Files that the site shows in full.
SOURCES := $(sort $(wildcard chapters/*/*.[ch] chapters/*/*.gp common/*.[ch] tests/*.[ch] \
  data/README.md README.md CONTRIBUTING.md Makefile setup LICENSE $(SHOW)))
# In parts of about one size, which are made side by side.
TESTED := $(filter tests/%,$(SOURCES))
EARLY := $(filter tests/chapter0% tests/chapter1% tests/chapter2% tests/chapter3% tests/chapter4%,$(TESTED))
PARTS := chapters early late rest
PART_chapters := $(filter chapters/%,$(SOURCES))
PART_early := $(EARLY)
PART_late := $(filter-out $(EARLY),$(TESTED))
PART_rest := $(filter-out chapters/% tests/%,$(SOURCES))
COPIED := $(PARTS:%=$(WORK)/sources-%.done)

PAPERS := $(patsubst chapters/%/exercises/paper.md,%,$(wildcard $(CHAPTERS:%=%/exercises/paper.md)))

PAGES := $(OUT)/index.html $(patsubst %,$(OUT)/%.html,$(filter-out start,$(BACK)) bibliography) \
  $(NAMES:%=$(OUT)/%/index.html) $(PAPERS:%=$(OUT)/%/paper.html)
FILES := $(OUT)/style.css $(OUT)/fonts.css $(OUT)/book.js

site: $(COPIED) $(PAGES) $(FILES) $(WORK)/figures.done $(WORK)/search.done $(WORK)/links.done


# The whole book as one: EPUB and PDF.
NAME := neural-networks-in-c
TITLE := -M title='Neural Networks From Scratch in C' -M lang=en -M subtitle='A book that you can run'
ALL := $(NAMES:%=$(WORK)/%.json) $(PAPERS:%=$(WORK)/%-paper.json) $(WORK)/back.done \
  $(WORK)/bibliography.json $(LUA) $(WORK)/book.json $(wildcard $(CHAPTERS:%=%/figures/*.svg))
combine = echo | pandoc --from markdown --standalone --fail-if-warnings \
  -L book/lua/combine.lua -M work=$(WORK) -M book=$(WORK)/book.json -M chapters="$(NAMES)" $(TITLE)
DRAWN := $(patsubst chapters/%.svg,$(WORK)/pdf/%.pdf,$(wildcard $(CHAPTERS:%=%/figures/*.svg)))
pdf: $(OUT)/$(NAME).pdf
$(DRAWN): $(WORK)/pdf/%.pdf: chapters/%.svg
	@mkdir -p $(@D)
	@rsvg-convert --format=pdf --output=$@ $<
$(WORK)/$(NAME).tex: $(ALL) book/preamble.tex book/site.mk
	@$(combine) -M parts="exercises notation card trace glossary bibliography" -L book/lua/tex.lua \
	  --to latex --top-level-division=chapter --include-in-header book/preamble.tex \
	  -V documentclass=book -V classoption=oneside -V papersize=a4 -V fontsize=10pt \
	  -V geometry='hmargin=30mm,top=25mm,bottom=27mm' --toc --toc-depth=2 -V colorlinks \
	  -V linkcolor=bookblue -V urlcolor=bookblue -V toccolor=black \
	  -M link-citations=true -o $@
$(OUT)/$(NAME).pdf: $(WORK)/$(NAME).tex $(DRAWN)
	@book/typeset $(WORK) $(NAME) && mv $(WORK)/$(NAME).pdf $@
	@echo "book: $@ ($$(sed -n 's/^Output written on .*(\([0-9]*\) pages.*/\1/p' $(WORK)/$(NAME).log) pages)"

epub: $(OUT)/$(NAME).epub
$(OUT)/$(NAME).epub: $(ALL) book/epub.css
	@$(combine) -M parts="exercises notation card trace glossary bibliography" \
	  -L book/lua/html.lua --to epub3 --mathml --css book/epub.css --toc-depth=2 \
	  --epub-chapter-level=1 --metadata identifier=urn:neural-networks-from-scratch-in-c -o $@.part
	@mv $@.part $@ && book/check-epub $@

json: $(NAMES:%=$(WORK)/%.json) $(PAPERS:%=$(WORK)/%-paper.json) $(WORK)/back.done

structure = pandoc --from $(MARKDOWN) --to json --citeproc --fail-if-warnings \
  --bibliography book/references.bib -M link-citations=true \
  -L book/lua/structure.lua -M source=$(1) -M book=$(WORK)/book.json -o $@ $(1)
page = pandoc --from json --to html5 --standalone --fail-if-warnings --template book/page.html \
  -L book/lua/html.lua -M work=$(WORK) -M book=$(WORK)/book.json \
  -M page=$(patsubst $(OUT)/%,%,$@) -M root=$(1) -V root=$(1) $(if $(filter %/trace.html %/terms.html,$@),-V pageclass=wide) $(if $(SEARCH),-V search=1) -o $@.part $< && mv $@.part $@

$(NAMES:%=$(WORK)/%.json): $(WORK)/%.json: chapters/%/README.md $(WORK)/book.json book/references.bib book/lua/structure.lua book/lua/common.lua book/site.mk
	@$(call structure,$(patsubst $(WORK)/%.json,chapters/%/README.md,$@))
$(PAPERS:%=$(WORK)/%-paper.json): $(WORK)/%-paper.json: chapters/%/exercises/paper.md book/references.bib $(LUA)
	@$(call structure,$<)

$(WORK)/back.done: $(NAMES:%=$(WORK)/%.json) $(WORK)/book.json $(wildcard book/text/*.md) $(LUA) \
  $(wildcard chapters/*/exercises/paper.md)
	@echo | pandoc --from markdown --to plain -L book/lua/back.lua -M work=$(WORK) \
	  -M book=$(WORK)/book.json -M chapters="$(NAMES)" -o $(WORK)/back.txt
	@touch $@
$(WORK)/bibliography.json: $(WORK)/back.done book/references.bib
	@pandoc --from markdown --to json --citeproc --fail-if-warnings \
	  --bibliography book/references.bib -M title=Bibliography -M source=page:bibliography \
	  -o $@ $(WORK)/bibliography.md

TEMPLATE := book/page.html $(WORK)/searchable $(LUA) $(WORK)/back.done $(WORK)/book.json
$(OUT)/%/index.html: $(WORK)/%.json $(TEMPLATE) | $(WORK)/figures.done
	@$(call page,../)
	@echo "book: $@"
$(OUT)/%/paper.html: $(WORK)/%-paper.json $(TEMPLATE)
	@mkdir -p $(@D)
	@$(call page,../)
$(OUT)/index.html: $(WORK)/back.done $(TEMPLATE)
	@$(subst $<,$(WORK)/start.json,$(call page))
$(patsubst %,$(OUT)/%.html,$(filter-out start,$(BACK))): $(WORK)/back.done $(TEMPLATE)
	@$(subst $<,$(patsubst $(OUT)/%.html,$(WORK)/%.json,$@),$(call page))
$(OUT)/bibliography.html: $(WORK)/bibliography.json $(TEMPLATE)
	@$(call page)

$(WORK)/figures.done: $(wildcard $(CHAPTERS:%=%/figures/*.svg))
	@for n in $(NAMES); do mkdir -p $(OUT)/$$n/figures; \
	  for f in chapters/$$n/figures/*.svg; do [ ! -f $$f ] || cp $$f $(OUT)/$$n/figures/; done; done
	@touch $@

$(OUT)/%.css: book/%.css
	@cp $< $@
$(OUT)/%.js: book/%.js
	@cp $< $@
# Fonts lie inside the style sheet: browsers load no font file from a folder above a page.
$(OUT)/fonts.css: $(wildcard book/fonts/*.woff2) book/site.mk
	@font() { printf '@font-face { font-family: "%s"; font-style: %s; font-weight: %s; font-display: block; src: url(data:font/woff2;base64,' "$$2" $$3 $$4; \
	  base64 < book/fonts/$$1.woff2 | tr -d '\n'; echo ') format("woff2"); }'; }; \
	{ font serif-regular "Book Serif" normal 400; font serif-italic "Book Serif" italic 400; \
	  font serif-bold "Book Serif" normal 700; font math "Book Math" normal 400; } > $@

# Of a part, only the files that changed; all of them when what makes their pages did.
COPIER := book/lua/source.lua book/lua/render.lua book/lua/common.lua book/site.mk \
  $(WORK)/labels.txt $(WORK)/searchable
# A file that a text links to for the first time is none that changed.
listed = $(shell printf '%s\n' $(PART_$(1)) > $(WORK)/names; \
  cmp -s $(WORK)/names $(WORK)/names-$(1) || cp $(WORK)/names $(WORK)/names-$(1))
$(foreach p,$(PARTS),$(call listed,$(p)))
define part
$(WORK)/sources-$(1).done: $(PART_$(1)) $(COPIER) $(WORK)/names-$(1)
	@printf '%s\n' $$(if $$(filter $(COPIER) $(WORK)/names-$(1),$$?),$(PART_$(1)),$$(or $$?,$(PART_$(1)))) > $(WORK)/sources-$(1).txt
	@echo | pandoc --from markdown --to plain -L book/lua/source.lua -M out=$(OUT) \
	  $(if $(SEARCH),-M search=1) -M list=$(WORK)/sources-$(1).txt -M book=$(WORK)/book.json -o $(WORK)/source-$(1).txt
	@echo "book: $$$$(($$$$(wc -l < $(WORK)/sources-$(1).txt))) source files copied into the site"
	@touch $$@
endef
$(foreach p,$(PARTS),$(if $(PART_$(p)),$(eval $(call part,$(p))),$(eval $(WORK)/sources-$(p).done: ; @touch $$@)))

$(WORK)/search.done: $(PAGES) book/search.mjs
	@book/search $(OUT)
	@touch $@
$(WORK)/links.done: $(PAGES) $(FILES) $(COPIED) tools/weave/site.py
	@tools/book site $(OUT)
	@touch $@
