namespace Gmm;

/// <summary><see cref="CovarianceType.Full"/>: any covariance for each component.</summary>
internal sealed class FullCovariance : MatrixCovariance
{
    public override string Name => "full";

    public override int ParameterCount(int components, int features) => components * features * (features + 1) / 2;

    public override string? Flaw(IReadOnlyList<double[,]> matrices) => null;

    public override SecondMoments Moments => SecondMoments.Pairs;

    public override double[] Maximise(SufficientStatistics statistics, double[] totals, double[] shifts, double ridge, double floor)
    {
        int features = statistics.Features;
        int cells = Size(features);
        double[] covariances = new double[totals.Length * cells];
        for (int k = 0; k < totals.Length; k++)
        {
            var own = covariances.AsSpan(k * cells, cells);
            for (int i = 0; i < features; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    int cell = (i * features) + j;
                    own[cell] = (statistics.Second[(k * cells) + cell] / totals[k]) - (shifts[(k * features) + i] * shifts[(k * features) + j]);
                }
            }

            Complete(own, features, ridge, floor);
        }

        return covariances;
    }
}
