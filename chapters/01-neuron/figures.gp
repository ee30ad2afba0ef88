# The figures of chapter 1, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# Four rates on one weight.
name = "rates"; width = 720; height = 400
@figure
set xlabel "step"
set ylabel "error, y - w x"
set yrange [-6.3:6.9]
set xtics 1
set key outside top center horizontal samplen 3 width 2
title(i) = word("0.10 0.25 0.50 0.55", i+1)
plot [0:8] for [i=0:3] file("rates") index i using 2:3 with linespoints linetype i+1 \
     title "rate ".title(i)
set xtics autofreq; set yrange [*:*]; set key default textcolor rgb ink

# Five activations with their slopes.
name = "activations"; width = 900; height = 520
@figure
set multiplot layout 2,3 margins 0.085,0.985,0.10,0.97 spacing 0.075,0.13
names = "identity step sigmoid tanh relu"
set xrange [-4:4]
set xtics 2
do for [i=1:5] {
    set yrange [-1.25:1.25]
    if (i == 1 || i == 5) { set yrange [-2:2] }
    if (i == 1 || i == 5) { set ytics 1 } else { set ytics 0.5 }
    set xlabel "pre-activation z" offset 0,0.5
    set ylabel (i == 1 || i == 4 ? "a and its slope" : "") offset 1,0
    set label 1 word(names, i) at graph 0.08,0.93 textcolor rgb ink
    plot file("activations") using 1:(column(2*i)) with lines linetype 1 notitle, \
         file("activations") using 1:(column(2*i+1)) with lines linetype 2 notitle
    unset label
}
unset border; unset tics; unset grid; unset xlabel; unset ylabel
set yrange [0:1]
set key at graph 0.5,0.6 center samplen 3 spacing 1.5
plot -1 with lines linetype 1 title "value a = f(z)", -1 with lines linetype 2 title "slope f'(z)"
unset multiplot
set border 3 linecolor rgb ink; set tics nomirror; set grid
set xtics autofreq; set ytics autofreq; set xrange [*:*]; set yrange [*:*]

# The weights and the bias that series `of` holds for an epoch: the line where z = 0.
stats file("perceptron") using 1 nooutput
last = int(STATS_max)
epochs = last < 6 ? last : 6 # lines drawn: those of the first five, and the last
array W1[6]; array W2[6]; array B0[6]
line(k, x) = -(B0[k] + W1[k]*x)/W2[k]
read = 'do for [k=1:|E|] { \
  stats file(of) using (E[k] == $1 ? W1[k] = column(first) : 0) nooutput; \
  stats file(of) using (E[k] == $1 ? W2[k] = column(first+1) : 0) nooutput; \
  stats file(of) using (E[k] == $1 ? B0[k] = column(first+2) : 0) nooutput }'

# The perceptron's line after each epoch, its name above the odd ones and below the even.
array E[epochs]
do for [k=1:epochs] { E[k] = k < epochs ? k : last }
of = "perceptron"; first = 3
@read
name = "perceptron"; width = 720; height = 460
@figure
set xlabel "sepal length (cm)"
set ylabel "petal length (cm)"
set xrange [4:8.6]; set yrange [-5.4:6]
set key default top left samplen 2.5 textcolor rgb ink
do for [k=1:epochs] {
    at_x = 4.15 + 0.73*(k - 1)
    set label k sprintf("epoch %d", E[k]) at at_x,(line(k, at_x + 0.3) + (k % 2 ? 0.35 : -0.4)) textcolor rgb ink
}
plot file("perceptron-points") index 0 using 1:2 with points pt 6 lc rgb blue title "setosa", \
     file("perceptron-points") index 1 using 1:2 with points pt 9 ps 0.8 lc rgb red title "versicolor", \
     for [k=1:epochs-1] line(k, x) with lines lw 1.2 dt (4,4) lc rgb pale notitle, \
     line(epochs, x) with lines lw 2.2 dt 1 lc rgb ink notitle
unset label

# The line where the logistic neuron says one half, over epochs.
stats [*:*] [*:*] file("logistic") using 1 nooutput
array E[4] = [1, 10, 100, int(STATS_max)]
set xrange [*:*]; set yrange [*:*]
of = "logistic"; first = 3
@read
name = "logistic"; width = 820; height = 440
@figure
set xlabel "petal length (standard deviations from the mean)"
set ylabel "petal width (standard deviations)"
set xrange [-2.6:2.6]; set yrange [-2.3:2.1]
set key default outside right top samplen 2.5 textcolor rgb ink
plot file("logistic-points") index 0 using 1:2 with points pt 6 lc rgb blue title "versicolor", \
     file("logistic-points") index 1 using 1:2 with points pt 9 ps 0.8 lc rgb red title "virginica", \
     line(1, x) with lines lw 1.6 lc rgb pale dt (2,4) title sprintf("a = 1/2 after %d epoch", E[1]), \
     line(2, x) with lines lw 1.6 lc rgb pale dt (6,3) title sprintf("after %d epochs", E[2]), \
     line(3, x) with lines lw 1.6 lc rgb pale dt (12,3,2,3) title sprintf("after %d", E[3]), \
     line(4, x) with lines lw 2.2 dt 1 lc rgb ink title sprintf("after %d", E[4])
set xrange [*:*]; set yrange [*:*]

# How the losses of the two descents fall.
name = "losses"; width = 720; height = 400
@figure
set xlabel "epoch"
set ylabel "loss"
set logscale xy
set format y "%g"
set xrange [1:10000]; set yrange [0.015:1.2]
unset key
set label 1 "logistic neuron, log loss" at 60,0.13 textcolor rgb blue
set label 2 "linear neuron, half mean squared error" at 12,0.055 textcolor rgb red
plot file("logistic") using ($1+0.0):2 with lines linetype 1, \
     file("linear") using ($1+0.0):2 with lines linetype 2
