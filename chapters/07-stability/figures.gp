# The figures of chapter 7, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# The errors of a naive and a stable form, and of a softmax with its bound.
name = "forms"; width = 900; height = 420
@figure
set multiplot layout 1,2 margins 0.105,0.98,0.17,0.96 spacing 0.12,0
set xlabel "z"
set ylabel "relative error of ln(1 + e^z)" offset 0.5,0
set logscale y
set format y "10^{%T}"
set xrange [-42:22]; set yrange [1e-17:100]
unset key
set label 1 "naive" at -28,3e-2 textcolor rgb red
set label 2 "stable" at -40,2.5e-15 textcolor rgb blue
plot file("forms") using 1:2 with lines linetype 2, \
     file("forms") using 1:3 with lines linetype 1
unset label
set logscale x
set format "%g"
set xlabel "spread of the logits"
set ylabel "relative error of a probability (in u)"
set xrange [0.8:900]; set yrange [1:3000]
set label 1 "bound" at 6,80 textcolor rgb ink
set label 2 "worst of 400 draws" at 14,7.5 textcolor rgb blue
plot file("bound") using 1:3 with lines lw 1.6 dt (6,3) lc rgb pale, \
     file("bound") using 1:2 with linespoints linetype 1
unset multiplot
unset label; unset logscale; set xrange [*:*]; set yrange [*:*]

# The error of a sum against how many numbers it has.
name = "sums"; width = 760; height = 440
@figure
set logscale xy
set format "10^{%T}"
set xlabel "how many numbers, n"
set ylabel "error of the sum (in u)"
set xrange [2:8e5]; set yrange [0.2:3e5]
set label 1 "bound: n - 1" at 50,400 textcolor rgb ink
set label 2 "n times 0.1, naive" at 9e3,260 textcolor rgb orange
set label 3 "drawn, naive" at 1.65e5,170 textcolor rgb red
set label 4 "bound: log_2 n" at 1.65e5,21 textcolor rgb ink
set label 5 "pairwise" at 1.65e5,1.9 textcolor rgb green
set label 6 "Neumaier" at 1.65e5,0.75 textcolor rgb blue
plot file("sums") using 1:($1-1) with lines lw 1.4 dt (6,3) lc rgb pale, \
     file("sums") using 1:7 with lines lw 1.4 dt (6,3) lc rgb pale, \
     file("sums") using 1:($6 > 0 ? $6 : NaN) with linespoints linetype 5, \
     file("sums") using 1:2 with linespoints linetype 2, \
     file("sums") using 1:3 with linespoints linetype 3, \
     file("sums") using 1:5 with linespoints linetype 1
unset label; unset logscale; set xrange [*:*]; set yrange [*:*]

# A run that diverges, and three that do not.
name = "diverging"; width = 760; height = 420
@figure
set logscale y
set format x "%g"; set format y "10^{%T}"
set xlabel "step"
set ylabel "loss"
set xrange [0:60]; set yrange [0.1:1e5]
set key default top right samplen 4 textcolor rgb ink
stats [*:*] [*:*] file("diverging0") using 1 nooutput
last = int(STATS_max) + 1
stats [*:*] [*:*] file("diverging0") using 2 nooutput
if (STATS_max > 1e30) {
    set label 1 "and on to infinity," at 6.5,3.2e4 textcolor rgb red
    set label 2 sprintf("at step %d", last) at 6.5,1.2e4 textcolor rgb red
}
plot file("diverging0") using 1:2 with lines linetype 2 title "rate 1", \
     file("diverging4") using 1:2 with lines linetype 3 title "rate 1, rewound and cut", \
     file("diverging2") using 1:2 with lines linetype 5 title "rate 1, clipped by norm", \
     file("diverging1") using 1:2 with lines linetype 1 title "rate 0.1"
unset label; unset logscale

# The gradient's norm in each of twenty layers.
name = "deep"; width = 760; height = 440
@figure
set logscale y
set format y "10^{%T}"
set xlabel "layer, 20 is next to the loss"
set ylabel "norm of the gradient of its weights"
set xrange [1:24]; set yrange [1e-13:1e7]
set xtics 1,1,20
set xtics ("1" 1, "5" 5, "10" 10, "15" 15, "20" 20)
unset key
set label 1 "relu, 2.83" at 20.3,3e5 textcolor rgb orange
set label 2 "tanh, 3" at 20.3,9 textcolor rgb red
set label 3 "tanh, 1.2" at 20.3,0.1 textcolor rgb blue
set label 4 "sigmoid, 1" at 8,1e-9 textcolor rgb green
set label 5 "sigmoid, 4" at 4.2,1e-5 textcolor rgb purple
plot file("deep") using 1:6 with linespoints linetype 5, \
     file("deep") using 1:5 with linespoints linetype 2, \
     file("deep") using 1:4 with linespoints linetype 1, \
     file("deep") using 1:3 with linespoints linetype 4, \
     file("deep") using 1:2 with linespoints linetype 3
unset label; unset logscale; set xtics autofreq; set xrange [*:*]; set yrange [*:*]
