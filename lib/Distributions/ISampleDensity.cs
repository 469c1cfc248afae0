namespace Gmm;

/// <summary>A density that computes in float64, whatever the samples came in: rounded to float32, densities far out are all alike.</summary>
internal interface ISampleDensity : IDensity
{
    /// <returns>Log-densities in nats, [N].</returns>
    public double[] LogDensities(Samples x);
}
