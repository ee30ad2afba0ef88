##- The book
# The chapters' programs run once for the text, and may take a minute.
.PHONY: book-ground book book-site book-epub book-pdf book-paint test-book
book-ground:
	@for n in $(CHAPTERS); do [ -f $(B)/run/chapter$$n/output.txt ] || { echo "book: first the chapters' programs are built and run; this once takes a minute or two"; break; }; done
	+@$(MAKE) -s $(RUNS)

book: ## the book under build/book/: the site; EPUB and PDF where their tools are
book-site: ## the pages alone: build/book/index.html
book-epub: ## build/book/neural-networks-in-c.epub, checked by epubcheck
book-pdf: ## build/book/neural-networks-in-c.pdf, by xelatex
book book-site book-epub book-pdf: book-ground
	$(call need,pandoc,turning the chapters into pages,core)
	$(CTAGS)
	@RUN=$(B)/run book/build $(or $(patsubst book-%,%,$(filter book-%,$@)),all) build/book $(WRITTEN)

book-paint: book-site ## how soon each page is seen when opened from disk; on a quiet machine
	@tests/book/run build/book paint

test-book: book-site ## every page in headless Chromium: phone and desktop, light and dark
	@tests/book/run build/book build/book-pictures
