namespace Gmm;

/// <summary>
/// Samples taking turns in being held back, so that every prediction is of a sample that the fit did not see. Each class is spread
/// evenly over the folds; a class of one sample is never held back.
/// </summary>
internal sealed class StratifiedFolds
{
    private const int Enough = 1000; // held-out predictions that a choice rests on; small samples are folded several times over
    private const int MostRepeats = 5;

    /// <param name="labels">Classes, [N].</param>
    /// <param name="folds">Into how many parts the samples are cut.</param>
    public StratifiedFolds(int[] labels, int folds)
    {
        int repeats = Math.Clamp(Enough / labels.Length, 1, MostRepeats);
        int turns = Math.Clamp(folds * 2 * Enough / labels.Length, 1, folds); // of large samples a part says enough
        Parts = [.. Enumerable.Range(0, repeats).SelectMany(seed => Cut(labels, folds, seed).Take(turns)).Where(part => part.Held.Length > 0)];
        Held = [.. Parts.SelectMany(part => part.Held)];
    }

    /// <summary>Rows that are held back in turn, and those to learn from.</summary>
    public IReadOnlyList<(int[] Held, int[] Kept)> Parts { get; }

    /// <summary>The rows that are held back, part after part, [M]; several times each where folded several times.</summary>
    public int[] Held { get; }

    /// <summary>Averages something of each held-out prediction over the predictions of the same row.</summary>
    /// <param name="values">[M], in the order of <see cref="Held"/>.</param>
    public double[] ByRow(double[] values) => [.. values.Zip(Held).GroupBy(v => v.Second, v => v.First).Select(own => own.Average())];

    /// <remarks>Its own generator: which samples are held back changes neither with, nor anything in, the user's random numbers.</remarks>
    private static IEnumerable<(int[] Held, int[] Kept)> Cut(int[] labels, int folds, int seed)
    {
        var random = new Random(seed);
        int[] fold = new int[labels.Length];
        int next = 0;
        foreach (var own in Enumerable.Range(0, labels.Length).GroupBy(n => labels[n]))
        {
            int[] rows = [.. own];
            random.Shuffle(rows);
            foreach (int row in rows)
            {
                fold[row] = rows.Length == 1 ? -1 : next++ % folds;
            }
        }

        return Enumerable.Range(0, folds).Select(f => (
            Held: Array.FindAll([.. Enumerable.Range(0, labels.Length)], n => fold[n] == f),
            Kept: Array.FindAll([.. Enumerable.Range(0, labels.Length)], n => fold[n] != f)));
    }
}
