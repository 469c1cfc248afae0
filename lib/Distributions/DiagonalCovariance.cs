namespace Gmm;

/// <summary><see cref="CovarianceType.Diagonal"/>: a variance for each axis.</summary>
internal sealed class DiagonalCovariance : AxisAlignedCovariance
{
    public override string Name => "diagonal";

    public override int ParameterCount(int components, int features) => components * features;

    public override string? Flaw(IReadOnlyList<double[,]> matrices) => matrices.All(IsDiagonal) ? null : "0 off the diagonal";

    protected override void Constrain(Span<double> variances)
    {
    }
}
