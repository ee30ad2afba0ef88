int twice(int x)
{
    // [sum
    x += x;
    // sum]
    // [hole
    // hole]
    return x;
}
