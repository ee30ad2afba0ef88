# The style of every figure: Okabe-Ito colours, line types that differ in grey, axes with
# names, no title (the caption stands in the text). A chapter's figures.gp loads this,
# then calls `@figure` after naming the file and its size:
#   name = "losses"; width = 720; height = 400
#   @figure
#   plot ...
# Ink is the colour of all text and axes; tools/figure.sed lets it follow a dark page.

if (!exists("terminal_plot")) terminal_plot = 0
ink = "#202020"
pale = "#808080"
blue = "#0072B2"
orange = "#E69F00"
green = "#009E73"
red = "#D55E00"
purple = "#CC79A7"
sky = "#56B4E9"

width = 720
height = 400
figure = 'if (terminal_plot) { set terminal dumb size 100, 32; set output } else { \
  set terminal svg size width, height fixed enhanced \
  font "Helvetica,Arial,sans-serif,15"; set output sprintf("%s/%s.svg", out, name) }'

# Line types 1 to 6: colour, dash and point all differ.
set linetype 1 linecolor rgb blue   linewidth 2.2 dashtype 1 pointtype 7 pointsize 0.6
set linetype 2 linecolor rgb red    linewidth 2.2 dashtype (8,4) pointtype 9 pointsize 0.7
set linetype 3 linecolor rgb green  linewidth 2.2 dashtype (2,3) pointtype 5 pointsize 0.6
set linetype 4 linecolor rgb purple linewidth 2.2 dashtype (12,3,2,3) pointtype 13 pointsize 0.8
set linetype 5 linecolor rgb orange linewidth 2.2 dashtype (5,2) pointtype 11 pointsize 0.7
set linetype 6 linecolor rgb sky    linewidth 2.2 dashtype (12,5) pointtype 2 pointsize 0.7
set linetype cycle 6

set border 3 linecolor rgb ink linewidth 1
set tics nomirror textcolor rgb ink
set xlabel textcolor rgb ink
set ylabel textcolor rgb ink
set key textcolor rgb ink
set grid linecolor rgb pale linewidth 0.4 dashtype (1,4)
set datafile separator "\t"
set datafile missing "nan"
