double low(double x);
