using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>What contestants answer, one JSON object a line; the Python ones use the same names.</summary>
internal static class Replies
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);
}

/// <summary>To <c>steps WARMUP COUNT</c>: mean time of a step from the start, and the most resident memory so far.</summary>
internal sealed record StepsReply(double Milliseconds, double PeakMib);

/// <summary>To <c>run MOST EVERY</c>: the article's loop; accuracy on fresh samples every EVERY iterations, off the clock.</summary>
internal sealed record RunReply(IReadOnlyList<double> Losses, IReadOnlyList<double> Seconds, IReadOnlyList<double> Accuracies);

/// <summary>To <c>grow WARMUP COUNT</c>: resident memory that the steps after warm-up added.</summary>
internal sealed record GrowReply(double Milliseconds, double StartMib, double EndMib);

/// <summary>To <c>fit SEED</c>: a fit by someone else's algorithm.</summary>
internal sealed record FitReply(double Seconds, double PeakMib, double Loss, double? Accuracy);
