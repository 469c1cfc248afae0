namespace Gmm.Benchmarks;

/// <summary>How well one fit classifies.</summary>
/// <param name="Gap">Accuracy of the true mixtures less that of the fit, on the same fresh samples, in percentage points.</param>
/// <param name="ExpectedGap">
/// The same without the luck of the labels: by how much the true posterior of the class that is chosen is below the highest one, on
/// average. Its expectation is that of <see cref="Gap"/>, its noise a fifth.
/// </param>
/// <param name="RightCounts">In how many classes the number of components is the true one.</param>
/// <param name="Seconds">Processor time of the fit.</param>
internal sealed record Outcome(double Gap, double ExpectedGap, int RightCounts, double Seconds);
