# The figures of chapter 3, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# Losses and their slopes: against an error, and against a logit whose target is 1.
name = "losses"; width = 860; height = 620
@figure
set multiplot layout 2,2 margins 0.085,0.985,0.095,0.975 spacing 0.11,0.135
unset key
set xlabel "error p - y" offset 0,0.4
set ylabel "loss" offset 1,0
set yrange [0:4.6]
set label 1 "squared" at -2.1,3.2 textcolor rgb blue
set label 2 "Huber" at 2.0,0.9 textcolor rgb red
plot file("losses-error") using 1:2 with lines linetype 1, \
     file("losses-error") using 1:3 with lines linetype 2
unset label
set ylabel "slope"
set yrange [-3.2:3.2]
set label 1 "squared" at 0.9,2.4 textcolor rgb blue
set label 2 "Huber" at 1.9,0.55 textcolor rgb red
plot file("losses-error") using 1:4 with lines linetype 1, \
     file("losses-error") using 1:5 with lines linetype 2
unset label
set xlabel "logit z, target 1" offset 0,0.4
set ylabel "loss"
set yrange [0:8.2]
set label 1 "cross-entropy" at -5.2,6 textcolor rgb blue
set label 2 "squared" at -6,1.1 textcolor rgb red
plot file("losses-logit") using 1:2 with lines linetype 1, \
     file("losses-logit") using 1:3 with lines linetype 2
unset label
set ylabel "slope"
set yrange [-1.1:0.1]
set label 1 "cross-entropy" at -7.6,-0.88 textcolor rgb blue
set label 2 "squared of sigmoid" at -7.6,-0.27 textcolor rgb red
plot file("losses-logit") using 1:4 with lines linetype 1, \
     file("losses-logit") using 1:5 with lines linetype 2
unset label
unset multiplot
set yrange [*:*]

# Widths in which the decimal point slipped, and the lines of two losses. The axis is cut
# between 3.6 and 12 cm.
name = "outliers"; width = 720; height = 460
@figure
set multiplot
unset key
set lmargin at screen 0.09; set rmargin at screen 0.98
set xrange [0.8:7.2]
set bmargin at screen 0.13; set tmargin at screen 0.70
set border 3
set xlabel "petal length (cm)"
set ylabel "petal width (cm)"
set yrange [-0.4:3.6]; set ytics 1
set label 1 "squared" at 5.6,3.05 textcolor rgb blue
set label 2 "Huber" at 6.4,1.45 textcolor rgb red
plot file("outliers") using 1:($3 == 0 ? $2 : NaN) with points pt 6 ps 0.5 lc rgb pale, \
     file("outliers") using 1:($3 == 1 ? $2 : NaN) with points pt 9 ps 1.2 lc rgb ink, \
     file("lines") index 2 using 1:2 with lines linetype 1, \
     file("lines") index 3 using 1:2 with lines linetype 2
unset label
set bmargin at screen 0.75; set tmargin at screen 0.98
set border 2
set xlabel ""; set ylabel ""
unset xtics
set yrange [12:19]; set ytics 3
set label 1 "the point slipped" at 3.7,16.5 right textcolor rgb ink
plot file("outliers") using 1:($3 == 1 ? $2 : NaN) with points pt 9 ps 1.2 lc rgb ink
unset label
unset multiplot
set border 3; set xtics nomirror autofreq; set ytics autofreq
unset lmargin; unset rmargin; unset tmargin; unset bmargin
set xrange [*:*]; set yrange [*:*]

# A neuron that is sure and wrong: its logit over the epochs.
name = "asleep"; width = 720; height = 380
@figure
set xlabel "epoch + 1"
set ylabel "logit z (target 0)"
set logscale x
set format x "10^{%T}"
set xrange [1:40000]; set yrange [-1.5:11]
set label 1 "cross-entropy" at 11,5 textcolor rgb blue
set label 2 "squared of sigmoid" at 100,10.5 textcolor rgb red
plot file("asleep") index 1 using ($1+1):2 with lines linetype 1, \
     file("asleep") index 0 using ($1+1):2 with lines linetype 2, \
     0 with lines lw 1 dt (2,4) lc rgb pale
unset label
unset logscale x
set format x "%g"
set xrange [*:*]; set yrange [*:*]

# The surfaces of two losses over two weights, with a descent on each. The levels are
# written into data blocks first, as curves.
set contour base
unset surface
set table $BOWL
set cntrparam levels discrete 0.15, 0.3, 0.6, 1, 2, 4, 6, 8, 10, 12, 14
splot file("surface") using 1:2:3 with lines
set table $PLATEAU
set cntrparam levels discrete 0.04, 0.07, 0.12, 0.17, 0.22, 0.27, 0.32, 0.37, 0.42, 0.45, 0.46
splot file("surface") using 1:2:4 with lines
unset table
set surface
unset contour
name = "surface"; width = 880; height = 450
@figure
set multiplot layout 1,2 margins 0.07,0.985,0.145,0.93 spacing 0.08,0
set datafile separator whitespace
set xrange [-10:10]; set yrange [-10:10]
set xlabel "w_1"; set ylabel "w_2" offset 1,0
set xtics 5; set ytics 5
set label 2 "start" at -7.4,-9.1 textcolor rgb ink
set label 1 "cross-entropy" at graph 0.5,1.05 center textcolor rgb ink
plot $BOWL using 1:2 with lines lw 1 dt 1 lc rgb pale, \
     file("paths") index 0 using 1:2 with linespoints pt 7 ps 0.4 lw 2 dt 1 lc rgb blue, \
     file("paths") index 0 every ::0::0 using 1:2 with points pt 7 ps 1.2 lc rgb ink
set label 1 "squared of sigmoid"
plot $PLATEAU using 1:2 with lines lw 1 dt 1 lc rgb pale, \
     file("paths") index 1 using 1:2 with lines lw 3 dt 1 lc rgb red, \
     file("paths") index 1 every ::0::0 using 1:2 with points pt 7 ps 1.2 lc rgb ink
unset multiplot
set datafile separator "\t"
unset label
set xtics autofreq; set ytics autofreq
set xrange [*:*]; set yrange [*:*]

# The mean once, never, twice: on a bowl, and on a loss whose pull is bounded.
name = "mean"; width = 880; height = 400
@figure
set multiplot layout 1,2 margins 0.085,0.985,0.135,0.93 spacing 0.09,0
set xlabel "epoch"; set ylabel "loss" offset 1,0
set key top right
set label 1 "squared loss" at graph 0.5,1.05 center textcolor rgb ink
set logscale y
set format y "10^{%T}"
set xrange [0:10]; set yrange [0.01:1e6]
plot for [i=0:2] file("mean") index i using 1:2 with linespoints linetype i+1 \
     title "1/m ".word("once never twice", i+1)
unset logscale y
set format y "%g"
set xrange [0:40]; set yrange [0:10]
set ylabel ""
set label 1 "softmax cross-entropy"
plot for [i=3:5] file("mean") index i using 1:2 with lines linetype i-2 \
     title "1/m ".word("once never twice", i-2)
unset multiplot
unset label
unset key
set xrange [*:*]; set yrange [*:*]

# What each digit was taken for: on the diagonal, in squares, what was right.
name = "confusion"; width = 600; height = 580
@figure
stats file("confusion") using 1 nooutput
last = int(STATS_max)
stats file("confusion") using 3 nooutput
side(i, k, n) = i == k ? 0.48*sqrt(n/STATS_max) : NaN
set xrange [-0.5:last+0.5]; set yrange [last+0.5:-0.5]
set xtics 1 scale 0; set ytics 1 scale 0
unset grid
set xlabel "the model said"; set ylabel "it is"
set style fill solid 0.45 noborder
plot file("confusion") using 2:1:(side($1,$2,$3)):(side($1,$2,$3)) with boxxyerror lc rgb sky, \
     file("confusion") using 2:1:($3 > 0 ? sprintf("%d", $3) : "") with labels textcolor rgb ink
