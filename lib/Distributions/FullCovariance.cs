namespace Gmm;

/// <summary><see cref="CovarianceType.Full"/>: any covariance for each component.</summary>
internal sealed class FullCovariance : MatrixCovariance
{
    public override string Name => "full";

    public override int ParameterCount(int components, int features) => components * features * (features + 1) / 2;

    public override string? Flaw(IReadOnlyList<double[,]> matrices) => null;

    protected override void Constrain(double[] covariances, double[] totals, int cells)
    {
    }
}
