# What one test said when it failed, at most 12 lines of it.
# usage: awk -v test=NAME -f tests/exercises/said.awk check.log
/\[RUN/ { lines = 0 }
/^\[----\]/ && !/Criterion v/ {
    sub(/^\[----\]/, "   ")
    if ($0 !~ /^ *$/) line[++lines] = $0
}
/^\[FAIL\]/ {
    if (index($0, test)) {
        for (i = 1; i <= lines && i <= 12; i++) print line[i]
        exit
    }
    lines = 0
}
