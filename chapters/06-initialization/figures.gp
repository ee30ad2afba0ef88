# The figures of chapter 6, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# Ten layers: every start's curve, and the median, scheme by scheme.
name = "ten-layers"; width = 900; height = 560
@figure
set multiplot layout 2,3 margins 0.10,0.985,0.10,0.97 spacing 0.03,0.10
array S[6] = ["zeros", "small", "unit normal", "xavier normal", "he", "orthogonal he"]
stats file("ten-layers-spread") using 1 nooutput
# A scheme whose median is never a number.
array N[6]
do for [k=1:6] { N[k] = 0; stats file("ten-layers-spread") index k-1 using (valid(4) && $4 < 1e300 ? N[k] = N[k] + 1 : 0) nooutput }
lost(k) = N[k] == 0
set xrange [1:STATS_max]
set xtics 3
set logscale y
set yrange [0.0008:6]
set format y "%g"
do for [k=1:6] {
    set xlabel (k > 3 ? "epoch" : "") offset 0,0.5
    set ylabel (k == 1 || k == 4 ? "loss" : "")
    set ytics ("1" 1, "0.1" 0.1, "0.01" 0.01, "0.001" 0.001)
    if (k != 1 && k != 4) { set format y ""; set ytics ("" 1, "" 0.1, "" 0.01, "" 0.001) }
    set label 1 S[k] at graph 0.05,0.12 textcolor rgb ink
    unset label 2
    if (lost(k)) { set label 2 "every start is lost\nin the first epoch" at graph 0.05,0.60 textcolor rgb ink }
    if (lost(k)) {
        plot log(10) with lines lw 1 dt (2,3) lc rgb ink notitle
    } else {
        plot log(10) with lines lw 1 dt (2,3) lc rgb ink notitle, \
             file("ten-layers") index k-1 using 1:2 with lines lw 0.8 dt 1 lc rgb sky notitle, \
             file("ten-layers-spread") index k-1 using 1:4 with lines lw 2.6 dt 1 lc rgb blue notitle
    }
}
unset multiplot
unset label
unset logscale y
set format y "%g"; set ytics autofreq; set xtics autofreq
set xrange [*:*]; set yrange [*:*]
set xlabel offset 0,0; set ylabel offset 0,0

# tanh: how large activations and gradients are, layer by layer.
name = "tanh-layers"; width = 900; height = 600
@figure
set multiplot layout 2,2 margins 0.085,0.985,0.10,0.97 spacing 0.06,0.15
array T[2] = ["standard", "xavier uniform"]
array F[2] = ["tanh-activations", "tanh-gradients"]
array L[2] = ["log_{10} of |a|", "log_{10} of |dz|"]
set key at graph 0.03,0.88 left top samplen 3 spacing 1.1 textcolor rgb ink
do for [q=1:2] {
    do for [k=1:2] {
        if (q == 1) { set xrange [-5:0]; set yrange [0:0.24] }
        if (q == 2) { set xrange [-8:-1]; set yrange [0:0.24] }
        set xlabel L[q] offset 0,0.5
        set ylabel (k == 1 ? "part of all" : "") offset 1,0
        set ytics 0.05
        set label 1 T[k] at graph 0.05,0.94 textcolor rgb ink
        if (q*k > 1) { unset key }
        plot file(F[q]) index k-1 using ($1 == 1 ? $2 : 1/0):3 with lines linetype 1 title "layer 1", \
             file(F[q]) index k-1 using ($1 == 3 ? $2 : 1/0):3 with lines linetype 2 title "layer 3", \
             file(F[q]) index k-1 using ($1 == 6 ? $2 : 1/0):3 with lines linetype 3 title "layer 6", \
             file(F[q]) index k-1 using ($1 == 9 ? $2 : 1/0):3 with lines linetype 4 title "layer 9"
    }
}
unset multiplot
unset label
set xrange [*:*]; set yrange [*:*]; set ytics autofreq
set xlabel offset 0,0; set ylabel offset 0,0

# Thirty ReLU layers before learning: how large z is.
name = "relu-stack"; width = 760; height = 440
@figure
set xlabel "layer"
set ylabel "mean square of z, that of x being 1"
set logscale y
set format y "10^{%T}"
set xrange [1:30]
set yrange [1e-11:1e3]
unset mytics
unset key
set label 1 "he" at 17,100 textcolor rgb blue
set label 2 "xavier normal" at 17,1.5e-4 textcolor rgb red
set style fill solid 0.25 noborder
plot file("relu-stack") index 1 using 1:3:5 with filledcurves lc rgb blue notitle, \
     file("relu-stack") index 0 using 1:3:5 with filledcurves lc rgb red notitle, \
     file("relu-stack") index 1 using 1:2 with lines lw 2.4 dt 1 lc rgb blue notitle, \
     file("relu-stack") index 1 using 1:4 with lines lw 1.6 dt (3,3) lc rgb blue notitle, \
     file("relu-stack") index 0 using 1:2 with lines lw 2.4 dt 1 lc rgb red notitle, \
     file("relu-stack") index 0 using 1:4 with lines lw 1.6 dt (3,3) lc rgb red notitle
unset label
unset logscale y
set format y "%g"

# Thirty layers learn, or stall.
name = "thirty-layers"; width = 760; height = 420
@figure
set xlabel "epoch"
set ylabel "loss"
stats file("thirty-layers-spread") using 1 nooutput
set xrange [1:STATS_max]; set yrange [1.4:2.5]
set label 1 "xavier normal" at 6.4,2.36 textcolor rgb red
set label 2 "he" at 3,1.75 textcolor rgb blue
plot file("thirty-layers") index 1 using 1:2 with lines lw 0.8 dt 1 lc rgb sky notitle, \
     file("thirty-layers") index 0 using 1:2 with lines lw 0.8 dt (8,4) lc rgb orange notitle, \
     file("thirty-layers-spread") index 1 using 1:4 with lines lw 2.6 dt 1 lc rgb blue notitle, \
     file("thirty-layers-spread") index 0 using 1:4 with lines lw 2.6 dt (8,4) lc rgb red notitle
