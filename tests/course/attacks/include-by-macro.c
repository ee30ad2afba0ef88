/* Includes it by a name that is put together. */
/* expect: compile */
#define NAME(folder) <folder/chapters/00-foundations/exercises/answers/0.3-two-paths.c>
%:include NAME(ROOT)
