namespace Gmm;

/// <summary>
/// Samples that come in batches, as often as they are asked for: more than memory holds. They may be of several groups, such as
/// classes, of which each is fitted by itself; and they may be a part of what other machines have the rest of.
/// </summary>
internal interface ISampleStream
{
    /// <summary>1 where there are no classes.</summary>
    public int Groups { get; }

    /// <summary>How many batches may be at work at once. It changes no bit of any result.</summary>
    public int Threads { get; }

    /// <summary>The batches, each time the same in the same order. Whoever takes one loads it, on a thread of its own.</summary>
    public IEnumerable<Func<StreamBatch>> Batches();

    /// <summary>Adds up, in place, what every machine has; afterwards all have the same bits.</summary>
    public void Sum(double[] sums);

    /// <summary>What one machine found, to all others.</summary>
    /// <param name="find">Runs on one machine. Where there is one, its result is returned as it is.</param>
    public GaussianMixture?[] Agree(Func<GaussianMixture?[]> find);

    /// <summary>Brings together, on the machine that <see cref="Agree"/> asks, what each has; nothing on the others.</summary>
    public double[] Collect(double[] numbers);
}
