# Ours beside OpenBLAS, one thread: the ratio for each product. `out` names the folder.
load "tools/plot.gp"
name = "ratios"; width = 720; height = 360
@figure
set datafile separator " "
set ylabel "ours / OpenBLAS"
set yrange [0:*]
set xtics scale 0
set style data points
set arrow 1 from graph 0, first 1 to graph 1, first 1 nohead linecolor rgb pale
set key top right
plot out."/ratios.txt" index 0 using 0:2:xtic(1) linetype 1 pointsize 1.2 title "float", \
     out."/ratios.txt" index 1 using 0:2 linetype 2 pointsize 1.2 title "double"
