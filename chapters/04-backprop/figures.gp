# The figures of chapter 4, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# Three learning rates on the digits, and one that is far too small.
name = "rates"; width = 720; height = 400
@figure
set xlabel "epoch"
set ylabel "mean loss of the epoch"
set logscale y
set format y "%g"
set xrange [0.8:9.6]; set yrange [0.06:4]
set xtics 1,1,8
set key off
set label 1 "rate 3" at 8.15,2.75 textcolor rgb red
set label 2 "rate 0.01" at 8.15,1.13 textcolor rgb green
set label 3 "rate 0.3" at 8.15,0.087 textcolor rgb blue
set label 4 "ln 10: knowing nothing" at 5.3,1.95 textcolor rgb ink
plot log(10) with lines lc rgb pale lw 1.2 dt (2,4), \
     file("rates") index 3 using 1:2 with linespoints linetype 2, \
     file("rates") index 1 using 1:2 with linespoints linetype 3, \
     file("rates") index 2 using 1:2 with linespoints linetype 1
unset label; unset logscale y; set format y "% h"
set xtics autofreq; set xrange [*:*]; set yrange [*:*]

# The regions of the spirals over epochs.
name = "spirals"; width = 800; height = 815
@figure
set multiplot layout 2,2 margins 0.08,0.98,0.08,0.96 spacing 0.08,0.085
set size square
set xrange [-4.5:4.5]; set yrange [-4.5:4.5]
set xtics 2; set ytics 2
shown = "1 15 40 150"
do for [k=0:3] {
    set label 1 "after epoch ".word(shown, k+1) at graph 0.5,1.045 center textcolor rgb ink
    set xlabel (k > 1 ? "x1" : "") offset 0,0.5
    set ylabel (k % 2 == 0 ? "x2" : "") offset 1.5,0
    plot file("spiral-regions") index k using (($2+$3)/2):4:2:3:($4-4.5/81):($4+4.5/81) \
           with boxxyerror fs solid 0.35 noborder lc rgb sky, \
         file("spiral-points") index 0 using 1:2 with points pt 6 ps 0.55 lw 1.4 lc rgb ink, \
         file("spiral-points") index 1 using 1:2 with points pt 7 ps 0.6 lc rgb blue
}
unset multiplot
unset label; set size nosquare; unset xlabel; unset ylabel
set xtics autofreq; set ytics autofreq; set xrange [*:*]; set yrange [*:*]

# The digits of one split that were mistaken.
stats file("mistaken") using 1 nooutput
tiles = int(STATS_records/64)
array IS[tiles]; array SAID[tiles]
do for [k=1:tiles] {
    stats file("mistaken") index k-1 using 4:5 nooutput
    IS[k] = int(STATS_mean_x + 0.5); SAID[k] = int(STATS_mean_y + 0.5)
}
name = "mistaken"; width = 800; height = 330
@figure
unset border; unset tics; unset grid
across = 6
set xrange [-0.5:across*10.6]; set yrange [24.5:-0.5]
px(k, c) = (k % across)*10.6 + c
py(k, r) = (k/across)*12.6 + r
grey(d) = 255 - int(235*d)
shade(d) = 65536*grey(d) + 256*grey(d) + grey(d)
do for [k=1:tiles] {
    set label k sprintf("%d taken for %d", IS[k], SAID[k]) \
        at px(k-1, 3.5),py(k-1, 9.4) center textcolor rgb ink
}
plot for [k=0:tiles-1] file("mistaken") index k \
     using (px(k, $1)):(py(k, $2)):(px(k, $1)-0.5):(px(k, $1)+0.5):(py(k, $2)-0.5):(py(k, $2)+0.5):(shade($3)) \
     with boxxyerror fs solid 1 noborder lc rgb variable

# The first sample of the example by hand: values forward, slopes backward.
number(n) = system(sprintf("awk -F '\t' '$1 == \"hand.%s\" { printf \"%%.4f\", $2 }' %s/values.tsv", n, data))
name = "by-hand"; width = 800; height = 400
@figure
set border 0
set xrange [-0.5:3.35]; set yrange [-0.62:1.5]
nodes = "x1 x2 h1 h2 p"
at_x(i) = real(word("0 0 1.25 1.25 2.5", i)); at_y(i) = real(word("1 0 1 0 0.5", i))
forward = "X.0.0 X.0.1 A1.0.0 A1.0.1 P.0.0"
backward = "- - dA1.0.0 dA1.0.1 dP.0.0"
do for [i=1:5] {
    set object i circle at at_x(i),at_y(i) size 0.1 fs empty border rgb ink lw 1.4
    set label i word(nodes, i) at at_x(i),at_y(i) center textcolor rgb ink
    set label 10+i number(word(forward, i)) at at_x(i),at_y(i)+0.27 center textcolor rgb blue
    if (i > 2) { set label 20+i number(word(backward, i)) at at_x(i),at_y(i)-0.27 center textcolor rgb red }
}
set label 30 number("L.0.0") at 3.12,0.77 center textcolor rgb blue
set label 31 "L" at 3.12,0.5 center textcolor rgb ink
tails = "1 1 2 2 3 4"; heads = "3 4 3 4 5 5"
weights = "W1.0.0 W1.0.1 W1.1.0 W1.1.1 W2.0.0 W2.1.0"
share = "0.5 0.3 0.3 0.5 0.45 0.45"; lift = "0.08 0.14 0.15 0.08 0.11 0.11"
do for [e=1:6] {
    a = int(word(tails, e)); b = int(word(heads, e)); t = real(word(share, e))
    dx = at_x(b) - at_x(a); dy = at_y(b) - at_y(a)
    set arrow e from at_x(a)+0.12*dx,at_y(a)+0.12*dy to at_x(b)-0.12*dx,at_y(b)-0.12*dy head size 0.05,20 lc rgb pale lw 1.2
    set label 40+e number(word(weights, e)) at at_x(a)+t*dx,at_y(a)+t*dy+real(word(lift, e)) center textcolor rgb ink font ",13"
}
set arrow 7 from 2.62,0.5 to 3.05,0.5 head size 0.05,20 lc rgb pale lw 1.2
set arrow 8 from 0.1,1.44 to 0.62,1.44 head size 0.05,20 lc rgb blue lw 1.6
set label 50 "forward: values" at 0.68,1.44 textcolor rgb blue
set arrow 9 from 0.62,-0.52 to 0.1,-0.52 head size 0.05,20 lc rgb red lw 1.6 dt (8,4)
set label 51 "backward: slopes of L" at 0.68,-0.52 textcolor rgb red
plot -10 notitle
unset arrow; unset label; unset object
