namespace Gmm;

/// <summary>A check of samples, also of those that are not there.</summary>
internal static class SamplesArgument
{
    /// <summary>The same samples, after a check of their number of features.</summary>
    /// <exception cref="ArgumentException">They are null, or have another D.</exception>
    public static Samples Of(this Samples x, int features, string name = "x")
    {
        ArgumentNullException.ThrowIfNull(x, name);
        return x.Features == features
            ? x
            : throw new ArgumentException($"{name} has shape [{x.Count}, {x.Features}]: {Samples.Expected(features)}.", name);
    }
}
