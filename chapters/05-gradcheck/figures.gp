# The figures of chapter 5, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# The error of four differences against the step: the V.
name = "curves"; width = 760; height = 460
@figure
set xlabel "step h"
set ylabel "relative error of the slope"
set logscale xy
set format x "10^{%T}"; set format y "10^{%T}"
set xrange [1e-16:1]; set yrange [1e-12:10]
set key outside top center horizontal samplen 3 width 1
plot file("curves") using 1:4 with linespoints linetype 2 title "one-sided, float", \
     file("curves") using 1:5 with linespoints linetype 4 title "central, float", \
     file("curves") using 1:2 with linespoints linetype 1 title "one-sided, double", \
     file("curves") using 1:3 with linespoints linetype 3 title "central, double"
unset logscale; set format x "%g"; set format y "%g"

# The error of every weight, of a right gradient above and a wrong one below.
name = "map"; width = 900; height = 560
@figure
set multiplot
set palette defined (0 "#f2f2f2", 0.35 "#56B4E9", 0.65 "#0072B2", 1 "#1a1a1a")
set cbrange [1e-12:2]
set logscale cb
set format cb "10^{%T}"
set xlabel "input" offset 0,0.6
set ytics 4 out scale 0.4
unset key
unset grid
left = "0.08 0.59 0.76"; right = "0.54 0.71 0.86"; wide = "64 12 12"; high = "12 12 10"
do for [wrong=0:1] {
    set tmargin at screen (wrong ? 0.44 : 0.93)
    set bmargin at screen (wrong ? 0.12 : 0.61)
    do for [l=0:2] {
        set lmargin at screen real(word(left, l+1))
        set rmargin at screen real(word(right, l+1))
        set xrange [-0.5:word(wide, l+1)-0.5]
        set yrange [-0.5:word(high, l+1)-0.5]
        if (l == 0) { set xtics 0,8 out scale 0.4 } else { set xtics 0,4 out scale 0.4 }
        set ylabel (l == 0 ? "unit" : "") offset 1,0
        set label 1 sprintf("layer %d%s", l, l > 0 ? "" : (wrong ? ", a transpose missing in layer 1" : ", the right gradient")) \
            at graph 0,1.08 textcolor rgb ink
        if (wrong == 1 && l == 2) {
            set colorbox vertical user origin 0.90,0.12 size 0.02,0.81
            set cblabel "relative error" textcolor rgb ink offset -1,0
            set cbtics textcolor rgb ink
        } else { unset colorbox }
        plot file("map") index (3*wrong + l) using 2:3:($4 > 1e-12 ? $4 : 1e-12) with image pixels notitle
    }
}
unset multiplot
unset label 1
unset colorbox
set lmargin; set rmargin; set tmargin; set bmargin
set xtics autofreq; set ytics autofreq; set grid
set xrange [*:*]; set yrange [*:*]

# The losses of bugs that still train.
name = "training"; width = 820; height = 460
@figure
set xlabel "epoch"
set ylabel "loss, median of 20 starts"
set logscale y
set format y "%g"
set xrange [1:25.5]; set yrange [0.08:4]
set xtics (1, 5, 10, 15, 20)
unset key
bug = "0 6 5 10 9 11 14"
text = "'right' 'bias forgotten' 'no transpose' 'wrong mask' 'no slope' 'overwrite' 'not zeroed'"
stats [*:*] [*:*] file("training") using 1 nooutput
last = STATS_max
array E[8]
do for [k=1:7] {
    stats [*:*] [*:*] file("training") index int(word(bug, k)) using ($1 == last ? $3 : NaN) nooutput
    E[k] = STATS_max
    set label k word(text, k) at last*1.01,(k == 1 ? E[k]*1.06 : k == 2 ? E[k]*0.93 : E[k]) textcolor rgb ink
}
plot for [k=1:6] file("training") index int(word(bug, k)) using 1:3 with lines linetype k notitle, \
     file("training") index int(word(bug, 7)) using 1:3 with lines lw 1.6 lc rgb pale dt (1,3) notitle
