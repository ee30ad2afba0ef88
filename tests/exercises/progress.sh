# shellcheck shell=sh
# shellcheck disable=SC2154 # sourced by tests/exercises/learner, which sets number, mine and folder
# Every exercise of the book, and how far the reader's own file has come. Nothing is
# claimed: a file that changed since its last check is checked again.
progress() {
    done=0 all=0
    for exercise in chapters/*/exercises/[0-9]*.c; do
        name_all "$exercise"
        all=$((all + 1))
        title=$(sed -n '1s/^.*Exercise [0-9.]*: //p' "$exercise")
        if [ ! -e "$mine" ]; then
            state="not begun"
        else
            sum=
            [ -e "$folder/verdict" ] && read -r passed exist sum <"$folder/verdict"
            if [ -z "$sum" ] || [ "$sum" != "$(stamp "$exercise")" ]; then
                ${MAKE:-make} -s "exercise$number" >/dev/null 2>&1
                passed=
                [ -e "$folder/verdict" ] && read -r passed exist sum <"$folder/verdict"
            fi
            state="does not compile yet"
            [ -n "${passed:-}" ] && [ -e "$folder/verdict" ] &&
                state="$passed of $exist public tests passed"
            if [ -e "$folder/verdict" ] && [ "$passed" = "$exist" ]; then
                state="done: all $exist public tests passed"
                done=$((done + 1))
            fi
        fi
        printf '  %-5s %-34s %s\n' "$number" "$title" "$state"
    done
    echo "$done of $all exercises done"
}
