/* One step downhill. */
double small_step(double w, double slope, double rate);
