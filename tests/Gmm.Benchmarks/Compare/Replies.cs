using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>What contestants answer, one JSON object a line; the Python ones use the same names.</summary>
internal static class Replies
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);
}

/// <summary>To <c>steps WARMUP COUNT</c>: mean time of a step from the start, and the most resident memory so far.</summary>
internal sealed record StepsReply(double Milliseconds, double PeakMib)
{
    /// <summary>The same by the processor's time, of all threads together; 0 from contestants that do not say.</summary>
    public double ProcessorMilliseconds { get; init; }
}

/// <summary>To <c>run MOST EVERY</c>: the article's loop; accuracy on fresh samples every EVERY iterations, off the clock.</summary>
internal sealed record RunReply(IReadOnlyList<double> Losses, IReadOnlyList<double> Seconds, IReadOnlyList<double> Accuracies);

/// <summary>To <c>grow WARMUP COUNT</c>: resident memory that the steps after warm-up added.</summary>
internal sealed record GrowReply(double Milliseconds, double StartMib, double EndMib);

/// <summary>To <c>fit SEED</c>: a fit by someone else's algorithm.</summary>
internal sealed record FitReply(double Seconds, double PeakMib, double Loss, double? Accuracy);

/// <summary>To <c>score ITERATIONS 0</c>: mean log-likelihood after so many iterations of EM, or k-means' mean squared distance.</summary>
internal sealed record ScoreReply(double Score);
