# The figures of chapter 8, from the series of the run that is kept in measured/. A run
# with --exact alone writes none of them, and draws nothing.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)
if (system(sprintf("test -s '%s' && echo yes", file("roofs"))) ne "yes") exit
names = "T-shirt trouser pullover dress coat sandal shirt sneaker bag boot"

# The roofline with the steps of the product.
stats file("roofs") using 1 nooutput; peak = STATS_max
stats file("roofs") using 2 nooutput; first = STATS_max
stats file("roofs") using 3 nooutput; second = STATS_max
stats file("roofs") using 4 nooutput; memory = STATS_max
roof(x, b) = x*b < peak ? x*b : peak
name = "roofline"; width = 760; height = 470
@figure
stats file("steps") using 3 nooutput; highest = STATS_max
set logscale xy
set xrange [0.1:12]; set yrange [0.4:4*peak]
set format y "%g"; set format x "%g"
set xlabel "operations a byte moved"
set ylabel "GFLOP/s"
set key off
set label 1 "peak of one thread" at 11,peak*0.78 right textcolor rgb ink
set label 2 "first cache" at 0.115,0.115*first*1.5 rotate by 23 textcolor rgb ink
set label 3 "second cache" at 0.3,0.3*second*0.68 rotate by 23 textcolor rgb ink
set label 4 "memory" at 0.45,0.45*memory*0.68 rotate by 23 textcolor rgb ink
if (highest > 1.5*peak) set label 5 "more threads" at 11,highest*0.8 right textcolor rgb ink
above(step) = step == 2 ? 0.45 : step == 3 ? -0.55 : -0.2
plot roof(x, first) with lines lc rgb ink lw 1.6, \
     roof(x, second) with lines lc rgb ink lw 1.2 dt (8,4), \
     roof(x, memory) with lines lc rgb ink lw 1.2 dt (2,3), \
     highest > 1.5*peak && x > 2.4 ? highest : NaN with lines lc rgb ink lw 1.2 dt (8,4,2,4), \
     file("steps") using 2:3 with points pt 6 ps 1.3 lw 1.6 lc rgb red, \
     file("steps") using 2:4 with points pt 7 ps 1.2 lc rgb blue, \
     for [k=1:6] file("steps") using 2:($1 == k ? $4 : NaN):1 with labels offset 1.4,above(k) textcolor rgb blue
unset label; unset logscale; set format "% h"; set xrange [*:*]; set yrange [*:*]

# A step of training by part.
name = "parts"; width = 720; height = 330
@figure
parts = "'gather' 'forward products' 'bias, ReLU' 'softmax, loss' 'small backward' 'slope of ReLU' 'X^T dZ' 'update'"
unset ylabel
set xlabel "percent of a step"
set yrange [7.7:-0.7]; set xrange [0:60]
unset ytics
set lmargin at screen 0.24
do for [k=1:8] { set label k word(parts, k) at graph -0.02,first (k-1) right textcolor rgb ink }
plot file("parts") using ($3/2):1:($3/2):(0.36) with boxxyerror fs solid 0.7 noborder lc rgb blue, \
     file("parts") using 3:1:(sprintf("%.1f", $3)) with labels left offset 0.6,0 textcolor rgb ink
unset label; set ytics autofreq; unset lmargin; set xrange [*:*]; set yrange [*:*]

# The confusion matrix: only the mistakes are shaded.
name = "confusion"; width = 700; height = 560
@figure
set size square
set lmargin at screen 0.16; set bmargin at screen 0.2
set xrange [-0.5:9.5]; set yrange [9.5:-0.5]
unset grid
set xlabel "taken for" offset 0,-2; set ylabel "what it is" offset -5,0
unset xtics; unset ytics
do for [k=0:9] {
    set label 20+k word(names, k+1) at k,9.7 rotate by 35 right textcolor rgb ink font ",13"
    set label 40+k word(names, k+1) at -0.65,k right textcolor rgb ink font ",13"
}
shade(n) = n > 130 ? 130 : n
grey(n) = 255 - int(1.5*shade(n))
fill(i, j, n) = i == j ? 14211288 : 65536*grey(n) + 256*(255 - int(0.8*shade(n))) + 255
plot file("confusion") using 2:1:(0.48):(0.48):(fill($1, $2, $3)) with boxxyerror fs solid 1 noborder lc rgb variable, \
     file("confusion") using 2:1:($3 > 0 ? sprintf("%d", $3) : "") with labels textcolor rgb "#000000" font ",13"
unset label; set size nosquare; unset xlabel; unset ylabel; unset lmargin; unset bmargin
set xrange [*:*]; set yrange [*:*]

# What it got wrong, most certain first.
stats file("mistaken") using 1 nooutput
tiles = int(STATS_records/784)
array IS[tiles]; array SAID[tiles]; array SURE[tiles]
do for [k=1:tiles] {
    stats file("mistaken") index k-1 using 4:5 nooutput
    IS[k] = int(STATS_mean_x + 0.5); SAID[k] = int(STATS_mean_y + 0.5)
    stats file("mistaken") index k-1 using 6 nooutput
    SURE[k] = STATS_mean
}
name = "mistaken"; width = 800; height = 360
@figure
unset border; unset tics
across = 6
set xrange [-1:across*33]; set yrange [80:-2]
px(k, c) = (k % across)*33 + c
py(k, r) = (k/across)*40 + r
dark(d) = 255 - int(235*d)
do for [k=1:tiles] {
    set label k sprintf("%s\n%.2f%% %s", word(names, IS[k]+1), SURE[k], word(names, SAID[k]+1)) \
        at px(k-1, 13.5),py(k-1, 31) center textcolor rgb ink font ",12"
}
plot for [k=0:tiles-1] file("mistaken") index k \
     using (px(k, $1)):(py(k, $2)):(dark($3)):(dark($3)):(dark($3)) with rgbimage
unset label

# What training added to weights of the first layer: orange more, blue less.
name = "weights"; width = 800; height = 250
@figure
across = 8
set xrange [-1:across*31]; set yrange [62:-2]
wx(k, c) = (k % across)*31 + c
wy(k, r) = (k/across)*31 + r
part(w, up, down) = 255 - int(w > 0 ? up*w : -down*w)
plot for [k=0:15] file("weights") index k \
     using (wx(k, $1)):(wy(k, $2)):(part($3, 25, 255)):(part($3, 96, 141)):(part($3, 255, 77)) \
     with rgbimage
