# Lets an SVG of gnuplot follow the page: no background and no tooltip, and ink (and the
# one dark colour) that turn light where the reader prefers a dark page.
/<title>Gnuplot<\/title>/d
/<rect x="0" y="0"[^>]*fill="none"\/>/d
/<desc>Produced by GNUPLOT/a\
<style>@media (prefers-color-scheme: dark) {\
[stroke="rgb( 32,  32,  32)"] { stroke: #e4e4e4 } [fill="rgb(32,32,32)"] { fill: #e4e4e4 }\
[color="black"], [color="rgb( 32,  32,  32)"] { color: #e4e4e4 }\
[stroke="rgb(  0, 114, 178)"] { stroke: #4ba6de } [fill="rgb(0,114,178)"] { fill: #4ba6de }\
[color="rgb(  0, 114, 178)"] { color: #4ba6de }\
[stroke="rgb(128, 128, 128)"] { stroke: #9a9a9a } }</style>
