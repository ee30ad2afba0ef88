/* Time, as the benchmarks measure it. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

/* Seconds on the clock that only goes forward. */
double seconds_now(void);

#endif
