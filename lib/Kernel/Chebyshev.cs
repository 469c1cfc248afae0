namespace Gmm;

/// <summary>
/// The polynomial 1 + C1 x + … + C11 x¹¹ through 2^x at Chebyshev's twelve nodes on [-½, ½]: what <see cref="VectorMath"/> and
/// <see cref="WideVectorMath"/> compute doubles by. With these coefficients it is 2^x to 2e-17, a tenth of what a double can tell.
/// </summary>
/// <remarks>It spreads its error over the interval. Taylor's series has none in the middle, and so needs thirteen terms to be as good at the ends.</remarks>
/// <seealso href="https://mpmath.org/doc/1.3.0/calculus/approximation.html">mpmath's chebyfit, in fifty digits</seealso>
internal static class Chebyshev
{
    public const double C1 = 0.6931471805599453;
    public const double C2 = 0.24022650695910158;
    public const double C3 = 0.055504108664821625;
    public const double C4 = 0.009618129107587256;
    public const double C5 = 0.001333355814640647;
    public const double C6 = 0.00015403530463724353;
    public const double C7 = 1.5252733841556773e-05;
    public const double C8 = 1.3215432535912375e-06;
    public const double C9 = 1.0178057087733941e-07;
    public const double C10 = 7.074194297288521e-09;
    public const double C11 = 4.4558179083360645e-10;
}
