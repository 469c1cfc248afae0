namespace Gmm;

/// <summary>A stream of one group, on one machine: any enumeration that gives the same batches each time it is asked.</summary>
internal sealed class BatchStream(IEnumerable<Samples> batches) : ISampleStream
{
    public int Groups => 1;

    public int Threads => Environment.ProcessorCount;

    public IEnumerable<Func<StreamBatch>> Batches()
    {
        ulong id = 0;
        int? features = null;
        foreach (var batch in batches)
        {
            if (batch is null)
            {
                throw new ArgumentException($"batches[{id}] is null.", nameof(batches));
            }

            var samples = batch.Of(features ??= batch.Features, $"batches[{id}]");
            ulong own = id++;
            yield return () => new StreamBatch(own, [samples]);
        }
    }

    public void Sum(double[] sums)
    {
    }

    public GaussianMixture?[] Agree(Func<GaussianMixture?[]> find) => find();

    public double[] Collect(double[] numbers) => numbers;
}
