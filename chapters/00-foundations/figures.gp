# The figures of chapter 0, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# The unit circle, and what [[2, 1], [1, 2]] makes of it.
name = "circle"; width = 640; height = 560
@figure
set size ratio -1
set xlabel "first element"
set ylabel "second element"
set xrange [-3.2:3.2]; set yrange [-2.8:2.8]
set xtics 1; set ytics 1
unset key
h = sqrt(0.5)
set arrow 1 from 0,0 to 3*h,3*h linecolor rgb red linewidth 2.2 front
set arrow 2 from 0,0 to h,-h linecolor rgb red linewidth 2.2 front
set arrow 3 from 0,0 to h,h linecolor rgb ink linewidth 2.2 front
set label 1 "3 times as long" at 1.15,2.42 textcolor rgb red
set label 2 "as long as before" at 0.95,-0.95 textcolor rgb red
set label 3 "v, on the unit circle" at -1.0,1.05 right textcolor rgb ink
set label 4 "A v" at -2.75,-1.25 textcolor rgb blue
plot file("circle") using 3:4 with lines linetype 1, \
     file("circle") using 1:2 with lines linewidth 1.6 dashtype (6,4) linecolor rgb ink, \
     file("circle") using (int($0) % 15 == 0 ? $1 : 1/0):2:($3-$1):($4-$2) \
     with vectors nohead linewidth 1.2 dashtype 1 linecolor rgb pale
unset arrow; unset label
set size noratio
set xtics autofreq; set ytics autofreq

# The graph with a fan-out: values above, slopes below.
name = "graph"; width = 720; height = 330
@figure
array V[6]; array D[6]
do for [k=1:6] {
    stats [*:*] [*:*] file("graph") using 1 every ::(k-1)::(k-1) nooutput; V[k] = STATS_max
    stats [*:*] [*:*] file("graph") using 2 every ::(k-1)::(k-1) nooutput; D[k] = STATS_max
}
unset border; unset tics; unset grid; unset xlabel; unset ylabel
set xrange [0:10]; set yrange [0:4.4]
array X[6] = [1, 1, 6.6, 3.6, 6.3, 9]
array Y[6] = [3.3, 1.2, 3.5, 2.9, 1.2, 2.2]
NAMES = "x w y s p loss"
X[3] = 6.3
do for [k=1:6] {
    set object k circle at X[k],Y[k] size 0.34 front fillstyle empty border linecolor rgb ink linewidth 1.6
    set label k word(NAMES, k) at X[k],Y[k] center front textcolor rgb ink
    set label 10+k sprintf("%g", V[k]) at X[k],(Y[k]+0.62) center textcolor rgb blue
    if (k != 3) { set label 20+k sprintf("%g", D[k]) at X[k],(Y[k]-0.62) center textcolor rgb red }
}
edge(a, b) = sprintf("from %g,%g to %g,%g", \
  X[a] + 0.42*(X[b]-X[a])/len(a,b), Y[a] + 0.42*(Y[b]-Y[a])/len(a,b), \
  X[b] - 0.42*(X[b]-X[a])/len(a,b), Y[b] - 0.42*(Y[b]-Y[a])/len(a,b))
len(a, b) = sqrt((X[b]-X[a])**2 + (Y[b]-Y[a])**2)
do for [e in "1_4 2_4 2_5 4_5 5_6 3_6"] {
    eval sprintf("set arrow %s linecolor rgb pale linewidth 1.6", edge(int(e[1:1]), int(e[3:3])))
}
set label 31 sprintf("%g", D[4]) at 2.05,2.22 center textcolor rgb red
set label 32 sprintf("%g", D[2] - D[4]) at 3.7,0.85 center textcolor rgb red
set label 33 "above: value, forward" at 9.9,0.62 right textcolor rgb blue
set label 34 "below: slope of the loss, backward" at 9.9,0.2 right textcolor rgb red
plot -1 notitle
unset label; unset arrow; unset object
set border 3 linecolor rgb ink; set xtics nomirror; set ytics nomirror; set grid
set xlabel textcolor rgb ink; set ylabel textcolor rgb ink
set xtics autofreq; set ytics autofreq

# Three rates on one bowl.
name = "descent"; width = 900; height = 360
@figure
array R[3]
do for [k=0:2] { stats [*:*] [*:*] file("paths") index k using 1 nooutput; R[k+1] = STATS_max }
set multiplot layout 1,3 margins 0.06,0.985,0.17,0.93 spacing 0.05,0.1
set xrange [-3.6:3.6]; set yrange [-3.6:3.6]
set parametric; set trange [0:2*pi]; unset key
# The line of height c: root 2c / 3 along (1, 1), root 2c along (1, -1), turned by 45 degrees.
along(c, t) = sqrt(2.0*c/3)*cos(t)
across(c, t) = sqrt(2.0*c)*sin(t)
set size ratio -1
set xtics 2; set ytics 2
do for [k=0:2] {
    set xlabel "first element of v" offset 0,0.3
    set ylabel (k == 0 ? "second element" : "") offset 1,0
    set label 1 sprintf("rate %.1f: %s", R[k+1], word("creeps swings flies", k+1)." ".word("in in off", k+1)) \
      at graph 0.5,1.05 center textcolor rgb ink
    plot for [c in "0.25 1 3 7 12"] sqrt(0.5)*(along(c, t) + across(c, t)), \
         sqrt(0.5)*(along(c, t) - across(c, t)) with lines linewidth 1 dashtype 1 linecolor rgb pale, \
         file("paths") index k using 3:4 with linespoints linetype k+1
    unset label
}
unset multiplot
unset parametric
set size noratio
set xtics autofreq; set ytics autofreq; set xrange [*:*]; set yrange [*:*]
set xlabel offset 0,0; set ylabel offset 0,0

# The error of a mean.
name = "means"; width = 720; height = 400
@figure
set logscale xy
set xlabel "rolls in the mean, N"
set ylabel "typical error of the mean"
set xrange [0.8:6000]; set yrange [0.018:2.4]
set key default top right textcolor rgb ink
plot file("means") using 1:3 with lines linetype 1 title "standard deviation / root N", \
     file("means") using 1:2 with points pointtype 9 pointsize 1.1 linecolor rgb red title "measured"
unset logscale
set xrange [*:*]; set yrange [*:*]

# A coin that fell 7 times of 10 on heads.
name = "coin"; width = 820; height = 360
@figure
set multiplot layout 1,2 margins 0.13,0.985,0.2,0.96 spacing 0.12,0.1
set xrange [0:1]
set xlabel "belief p"
unset key
set ylabel "likelihood of 7 heads in 10" offset 1.5,0
set yrange [0:0.0026]; set ytics 0.001
set arrow 1 from 0.7, graph 0 to 0.7, graph 1 nohead linecolor rgb pale dashtype (3,3)
plot file("coin") using 1:2 with lines linetype 1
set ylabel "cross-entropy, a flip"
set yrange [0:3]; set ytics 1
plot file("coin") using 1:3 with lines linetype 2
unset multiplot
