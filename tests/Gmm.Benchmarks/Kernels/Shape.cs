namespace Gmm.Benchmarks;

/// <summary>How large a mixture's problem is: N samples, K components, D features.</summary>
public readonly record struct Shape(int N, int K, int D)
{
    /// <summary>One axis at a time around N = 10000, K = 8, D = 2.</summary>
    public static IEnumerable<Shape> All { get; } =
    [
        .. new[] { 1_000, 10_000, 100_000, 1_000_000 }.Select(n => new Shape(n, 8, 2)),
        .. new[] { 1, 2, 22, 64 }.Select(k => new Shape(10_000, k, 2)),
        .. new[] { 1, 8, 64 }.Select(d => new Shape(10_000, 8, d)),
    ];

    public override string ToString() => $"N={N} K={K} D={D}";
}
