namespace Gmm;

// The average with others.
public sealed partial class BayesClassifier
{
    /// <summary>
    /// Other classifiers that explain what was learned from about as well. The posterior is the average of theirs and this one's, by
    /// <see cref="Weight"/>; all else, as densities and <see cref="LogJoint"/>, is this one's own. None by default, which is Bayes' rule.
    /// </summary>
    /// <exception cref="ArgumentException">One is null, has other features or classes, or alternatives of its own.</exception>
    public IReadOnlyList<BayesClassifier> Alternatives
    {
        get;
        init
        {
            ArgumentNullException.ThrowIfNull(value, nameof(Alternatives));
            field = value.All(other => other is { Alternatives.Count: 0 } && (other.Features, other.Classes) == (Features, Classes))
                ? [.. value]
                : throw new ArgumentException(
                    $"Alternatives has one that is null, not of {Features} features and {Classes} classes, or with alternatives of its own.", nameof(Alternatives));
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
        if (Alternatives.Count == 0)
        {
            return OwnLogPosteriors(x);
        }

        BayesClassifier[] members = [this, .. Alternatives];
        double[][] own = [.. members.Select(member => member.OwnLogPosteriors(x))];
        double total = members.Sum(member => member.Weight);
        double[] logWeights = [.. members.Select(member => Math.Log(member.Weight / total))];
        double[] logs = new double[members.Length];
        double[] average = new double[own[0].Length];
        for (int i = 0; i < average.Length; i++)
        {
            for (int m = 0; m < logs.Length; m++)
            {
                logs[m] = own[m][i] + logWeights[m];
            }

            average[i] = LogSumExp.Share(logs);
        }

        return average;
    }
}
