#ifdef FAST
int twice(int x)
{
    return x << 1;
}
#else
int twice(int x)
{
    return 2 * x;
}
#endif
