# What the book's own checks or the sanitizers say of the first test that died, and where
# in the reader's file.
# usage: awk -v mine=workspace/1.1-x.c -f tests/exercises/died.awk check.log
/^[a-z_0-9]+: .* \[[^ ]*\.c:[0-9]+\]$/ { print "      " $0; exit }
/runtime error:/ { print "      " $0; exit }
/hard rss limit exhausted/ { print "      it took more than 2 GB of memory"; exit }
/ERROR: (Address|Leak)Sanitizer/ && !said {
    sub(/^==[0-9]*==ERROR: /, "")
    sub(/ on (unknown )?address.*/, "")
    sub(/ \(0x[0-9a-f]* after.*/, "")
    print "      " $0
    said = 1
}
said && index($0, mine) {
    sub(/^.* in /, "")
    print "      in " $0
    exit
}
