# The figures of chapter 2, from the series that its program wrote.
load "tools/plot.gp"
file(name) = sprintf("%s/%s.tsv", data, name)

# The plane of the inputs and the plane of the hidden neurons, for XOR.
name = "fold"; width = 900; height = 440
@figure
set multiplot layout 1,2 margins 0.075,0.985,0.16,0.97 spacing 0.11,0
unset grid; set clip two
set key off
set xlabel "input x1"; set ylabel "input x2"
set xrange [-0.6:1.9]; set yrange [-0.6:1.9]
set xtics 1; set ytics 1
set label 1 "z1 = 0" at 0.42,-0.36 textcolor rgb ink
set label 2 "z2 = 0" at 1.42,-0.36 textcolor rgb ink
set label 11 "(0, 0)" at 0.08,0.0 textcolor rgb ink
set label 12 "(0, 1)" at 0.08,1.03 textcolor rgb ink
set label 13 "(1, 0)" at 1.08,0.03 textcolor rgb ink
set label 14 "(1, 1)" at 1.08,1.03 textcolor rgb ink
plot for [k=0:8] file("lines") index k using 1:2 with lines lc rgb pale lw 0.8 dt 1, \
     file("lines") index 2 using 1:2 with lines lc rgb green lw 2.2 dt (8,4), \
     file("lines") index 4 using 1:2 with lines lc rgb purple lw 2.2 dt (2,3), \
     file("corners") using ($5 < 0.5 ? $1 : NaN):2 with points pt 7 ps 1.4 lc rgb blue, \
     file("corners") using ($5 > 0.5 ? $1 : NaN):2 with points pt 9 ps 1.7 lc rgb red
unset label
set xlabel "hidden neuron h1"; set ylabel "hidden neuron h2" offset 1,0
set xrange [-0.35:2.7]; set yrange [-0.45:1.75]
set label 1 "(0, 0)" at -0.2,0.14 textcolor rgb ink
set label 2 "(0, 1) and (1, 0)" at 1.0,-0.16 textcolor rgb ink
set label 3 "(1, 1)" at 1.62,1.12 textcolor rgb ink
set label 4 "y > 1/2" at 1.9,0.4 textcolor rgb ink
set label 5 "y < 1/2" at 0.55,0.75 textcolor rgb ink
plot (x - 0.5)/2 with lines lc rgb ink lw 2.2 dt (12,5), \
     file("bent") using 2:3 with linespoints lc rgb pale lw 1.6 dt 1 pt 7 ps 0.5, \
     file("corners") using ($5 < 0.5 ? $3 : NaN):4 with points pt 7 ps 1.4 lc rgb blue, \
     file("corners") using ($5 > 0.5 ? $3 : NaN):4 with points pt 9 ps 1.7 lc rgb red
unset label
unset multiplot
set grid; set ylabel offset 0,0
set xtics autofreq; set ytics autofreq

# Two networks' outputs as heat maps; the lines where they say 1/2 and 0.
set contour base; unset surface
set xrange [-0.5:1.5]; set yrange [-0.5:1.5]
set datafile separator whitespace
set cntrparam levels discrete 0.5
set table $half
splot file("heat") using 1:2:3
unset table
set cntrparam levels discrete 0
set table $zero
splot file("heat") using 1:2:4
unset table
unset contour; set surface
name = "heat"; width = 900; height = 420
@figure
set multiplot layout 1,2 margins 0.095,0.93,0.16,0.97 spacing 0.15,0
unset grid
set key off
set xlabel "input x1"; set ylabel "input x2"
set xtics 0.5; set ytics 0.5
set palette defined (0 "#08306b", 0.5 "#6baed6", 1 "#f7fbff")
set colorbox user size 0.012,0.7
set cbtics textcolor rgb ink
set colorbox user origin 0.45,0.20
set label 11 "0" at -0.13,0.0 textcolor rgb "#000001" front
set label 12 "1" at -0.13,1.0 textcolor rgb "#000001" front
set label 13 "1" at 0.87,0.0 textcolor rgb "#000001" front
set label 14 "0" at 0.87,1.0 textcolor rgb "#000001" front
plot file("heat") using 1:2:3 with image pixels, \
     $half using 1:2 with lines lc rgb orange lw 2.4 dt 1, \
     file("corners") using 1:2 with points pt 7 ps 0.8 lc rgb red
unset label
set colorbox user origin 0.945,0.20
set ylabel " "
plot file("heat") using 1:2:4 with image pixels, \
     $zero using 1:2 with lines lc rgb orange lw 2.4 dt 1
unset multiplot
unset label
set grid; set datafile separator "\t"
set xtics autofreq; set ytics autofreq

# Four bends make a bump; eight bumps follow a curve.
name = "bump"; width = 900; height = 400
@figure
set multiplot layout 1,2 margins 0.085,0.985,0.16,0.97 spacing 0.11,0
set xlabel "input x"; set ylabel "output"
set xrange [0:7]; set yrange [-11:11]
set label 1 "2 h1" at 3.4,7.2 textcolor rgb green
set label 2 "-2 h2" at 4.0,-6.4 textcolor rgb red
set label 3 "-h3" at 6.15,-3.2 textcolor rgb purple
set label 4 "h4" at 6.5,1.9 textcolor rgb orange
set label 5 "the sum" at 2.6,0.9 textcolor rgb ink
plot file("bump") using 1:2 with lines lc rgb green lw 1.6 dt (2,3), \
     file("bump") using 1:3 with lines lc rgb red lw 1.6 dt (8,4), \
     file("bump") using 1:4 with lines lc rgb purple lw 1.6 dt (12,3,2,3), \
     file("bump") using 1:5 with lines lc rgb orange lw 1.6 dt (5,2), \
     file("bump") using 1:6 with lines lc rgb ink lw 2.6 dt 1
unset label
set xrange [0:1]; set yrange [-1.15:1.15]
set ytics 0.5; set ylabel ""
set label 1 "sin(2 pi x)" at 0.4,0.86 textcolor rgb pale
set label 2 "eight bumps" at 0.62,0.1 textcolor rgb blue
plot file("curve") using 1:2 with lines lc rgb pale lw 2 dt (4,4), \
     file("curve") using 1:3 with lines lc rgb blue lw 2.2 dt 1
unset multiplot
