namespace Gmm;

/// <summary>(ln 2)^i / i!, the series of 2^x: what <see cref="VectorMath"/> and <see cref="WideVectorMath"/> compute it by.</summary>
internal static class Taylor
{
    public const double C1 = 0.6931471805599453;
    public const double C2 = 0.2402265069591007;
    public const double C3 = 0.055504108664821576;
    public const double C4 = 0.009618129107628477;
    public const double C5 = 0.0013333558146428441;
    public const double C6 = 0.00015403530393381606;
    public const double C7 = 1.5252733804059838e-05;
    public const double C8 = 1.3215486790144305e-06;
    public const double C9 = 1.0178086009239696e-07;
    public const double C10 = 7.054911620801121e-09;
    public const double C11 = 4.44553827187081e-10;
    public const double C12 = 2.5678435993488196e-11;
    public const double C13 = 1.3691488853904124e-12;
}
