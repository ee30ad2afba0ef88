##- Measure
# What a missing library is needed for is left out by name.
.PHONY: bench bench-programs bench-train
bench: ## speed beside other libraries, in one run; QUICK=1 for a first look
	+@$(MAKE) -s -k REAL=float bench-programs || true
	+@$(MAKE) -s -k REAL=float BLAS=openblas bench-train || true
	+@$(MAKE) -s -k REAL=double bench-programs || true
	@bench/bench build build/bench $(if $(QUICK),--quick) $(if $(ONLY),--only $(ONLY)) $(if $(DATA),--data $(DATA))

bench-programs: $(patsubst %,$(B)/bench/%,xor whole gradcheck train product fann_xor fann_train)
bench-train: $(B)/bench/train
$(B)/bench/%.o: INCLUDE := -Ibench $(DIRS:%=-I%)
$(B)/bench/%: $(B)/bench/%.o $(B)/bench/measure.o $(MODULES) $(COMMON)
	@$(CC) $(LINK) $^ $(LIBS) -o $@
# A whole process is timed: it is linked with nothing that it does not need.
$(B)/bench/xor: $(B)/bench/xor.o
	@$(CC) $(if $(SAN),-fsanitize=$(SAN)) $^ -lm -o $@
$(B)/bench/product: $(B)/bench/product.o $(B)/bench/measure.o $(COMMON)
	@$(CC) $(LINK) $^ $(LIBS) -lopenblas -o $@
$(B)/bench/fann_%: $(B)/bench/peers/fann_%.o $(B)/bench/measure.o
	@$(CC) $(LINK) $^ -lfann -lm -o $@
