namespace Gmm.Benchmarks;

/// <summary>One model fitted to one data set.</summary>
/// <param name="Model">Its name.</param>
/// <param name="Settings">What was set on it, in words.</param>
/// <param name="Seed">Of the data set.</param>
/// <param name="Seconds">To fit.</param>
/// <param name="Accuracy">On the fresh samples, 0 to 1.</param>
/// <param name="Version">Of the library that it is from, where that is not this one.</param>
internal sealed record Baseline(string Model, string Settings, long Seed, double Seconds, double Accuracy, string? Version = null);
