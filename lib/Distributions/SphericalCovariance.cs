namespace Gmm;

/// <summary><see cref="CovarianceType.Spherical"/>: one variance for all axes.</summary>
internal sealed class SphericalCovariance : AxisAlignedCovariance
{
    public override string Name => "spherical";

    public override int ParameterCount(int components, int features) => components;

    public override string? Flaw(IReadOnlyList<double[,]> matrices) =>
        matrices.All(matrix => IsDiagonal(matrix) && Enumerable.Range(0, matrix.GetLength(0)).All(d => matrix[d, d].Equals(matrix[0, 0])))
            ? null
            : "0 off the diagonal and one number on it";

    protected override void Constrain(Span<double> variances)
    {
        double sum = 0;
        foreach (double variance in variances)
        {
            sum += variance;
        }

        variances.Fill(sum / variances.Length);
    }
}
