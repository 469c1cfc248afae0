using System.Globalization;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>What <see cref="KMeans"/> found.</summary>
/// <param name="Centres">[K, D], in the samples' dtype.</param>
/// <param name="Labels">The centre nearest to each sample, int64, [N]; null of batches, whose samples nobody keeps.</param>
/// <param name="Inertia">Sum of squared distances to the nearest centres.</param>
/// <param name="Iterations">How often the centres moved.</param>
/// <param name="Converged">Nothing moved any more, or hardly.</param>
public sealed record KMeansResult(Tensor Centres, Tensor? Labels, double Inertia, int Iterations, bool Converged)
{
    /// <returns>Clusters, iterations and inertia.</returns>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"KMeans: {Centres.size(0)} clusters, {Iterations} iterations, inertia {Inertia:0.###}");
}
