namespace Gmm;

// The average with others.
public sealed partial class BayesClassifier
{
    /// <summary>
    /// Other classifiers that explain what was learned from about as well. The posterior is the average of theirs and this one's, by
    /// <see cref="Weight"/>; all else, as densities and <see cref="LogJoint"/>, is this one's own. None by default, which is Bayes' rule.
    /// </summary>
    /// <exception cref="ArgumentException">One is null, has other features or class names, or alternatives of its own.</exception>
    public IReadOnlyList<BayesClassifier> Alternatives
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Alternatives));
            field = value.All(other => other is { Alternatives.Count: 0 } && other.Features == Features && other.ClassNames.SequenceEqual(ClassNames))
                ? [.. value]
                : throw new ArgumentException(
                    $"Alternatives has one that is null, not of {Features} features and the classes {string.Join(", ", ClassNames)}, or with alternatives of its own.",
                    nameof(Alternatives));
        }
    } = [];

    /// <summary>How much its posterior counts in an average, above 0; only ratios matter, and where it stands alone, nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is not above 0, or not finite.</exception>
    public double Weight
    {
        get;
        init => field = Require.Positive(value, nameof(Weight));
    } = 1;

    /// <summary>The average of its own posterior and the alternatives'.</summary>
    /// <returns>[N, C].</returns>
    private double[] LogPosteriors(Samples x)
    {
        double[] average = OwnLogPosteriors(x);
        if (Alternatives.Count == 0)
        {
            return average;
        }

        double logWeight = Math.Log(Weight);
        foreach (ref double log in average.AsSpan())
        {
            log += logWeight;
        }

        foreach (var other in Alternatives) // one after the other: samples may be many
        {
            double[] own = other.OwnLogPosteriors(x);
            logWeight = Math.Log(other.Weight);
            for (int i = 0; i < average.Length; i++)
            {
                average[i] = LogSumExp.Of(average[i], own[i] + logWeight);
            }
        }

        for (int n = 0; n < x.Count; n++)
        {
            LogSumExp.Normalise(average.AsSpan(n * Classes, Classes)); // by the sum of the weights
        }

        return average;
    }
}
