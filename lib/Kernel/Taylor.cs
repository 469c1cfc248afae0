namespace Gmm;

/// <summary>(ln 2)^i / i!, the series of 2^x: what <see cref="VectorMath"/> and <see cref="WideVectorMath"/> compute floats by.</summary>
internal static class Taylor
{
    public const float C1 = 0.693147180f;
    public const float C2 = 0.240226507f;
    public const float C3 = 0.0555041087f;
    public const float C4 = 0.00961812911f;
    public const float C5 = 0.00133335581f;
    public const float C6 = 0.000154035304f;
    public const float C7 = 1.52527338e-05f;
}
