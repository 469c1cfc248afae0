namespace Gmm;

/// <summary>Samples and classes as plain numbers.</summary>
/// <param name="X">[N, D].</param>
/// <param name="Labels">Classes 0..C-1, [N].</param>
internal sealed record LabelledRows(Samples X, int[] Labels)
{
    /// <summary>C.</summary>
    public int Classes { get; } = Labels.Max() + 1;

    public LabelledRows At(int[] rows) => new(X.At(rows), [.. rows.Select(n => Labels[n])]);

    /// <summary>The samples of each class, [C].</summary>
    public Samples[] ByClass(int classes)
    {
        var rows = Enumerable.Range(0, Labels.Length).ToLookup(n => Labels[n]);
        return [.. Enumerable.Range(0, classes).Select(c => X.At([.. rows[c]]))];
    }

    /// <summary>log P(c) + log p_c(x), [N, C].</summary>
    /// <param name="counts">Samples of each class: priors, up to a factor.</param>
    public static double[] Joint(IReadOnlyList<GaussianMixture> densities, double[] counts, Samples x)
    {
        double[] joint = new double[x.Count * densities.Count];
        for (int c = 0; c < densities.Count; c++)
        {
            double[] own = densities[c].LogDensities(x);
            for (int n = 0; n < own.Length; n++)
            {
                joint[(n * densities.Count) + c] = own[n] + Math.Log(counts[c]);
            }
        }

        return joint;
    }
}
