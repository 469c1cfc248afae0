namespace Gmm;

/// <summary>One reading of a stream. Several batches are at work at once; what they give is taken in their order, whoever is done first.</summary>
internal static class StreamPass
{
    /// <param name="work">What to do with a batch, on some thread.</param>
    /// <param name="take">Told of each batch's result in the batches' order, one at a time.</param>
    public static void Run<T>(ISampleStream stream, Func<StreamBatch, T> work, Action<T> take) => Run(stream.Threads, stream.Batches(), work, take);

    /// <param name="threads">How many batches may be at work at once.</param>
    /// <param name="source">In order; whoever takes one loads it.</param>
    public static void Run<TBatch, T>(int threads, IEnumerable<Func<TBatch>> source, Func<TBatch, T> work, Action<T> take)
    {
        using var batches = source.GetEnumerator();
        object turns = new();
        var (taken, turn, failed) = (0, 0, false);

        if (threads == 1)
        {
            Work(0);
            return;
        }

        try
        {
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, Work);
        }
        catch (AggregateException failures)
        {
            throw failures.InnerExceptions[0];
        }

        void Work(int worker)
        {
            try
            {
                while (Next() is var (own, load))
                {
                    var result = work(load());
                    lock (turns)
                    {
                        while (turn != own && !Volatile.Read(ref failed))
                        {
                            Monitor.Wait(turns);
                        }

                        if (failed)
                        {
                            return;
                        }

                        take(result);
                        turn++;
                        Monitor.PulseAll(turns);
                    }
                }
            }
            catch
            {
                lock (turns)
                {
                    failed = true;
                    Monitor.PulseAll(turns);
                }

                throw;
            }
        }

        (int Own, Func<TBatch> Load)? Next()
        {
            lock (batches)
            {
                return !Volatile.Read(ref failed) && batches.MoveNext() ? (taken++, batches.Current) : null;
            }
        }
    }

    /// <summary>Sums over all samples of all machines: to the same bits for any number of threads, and to the last digits for any number of machines.</summary>
    /// <param name="length">How many sums.</param>
    /// <param name="add">Writes a batch's own sums into zeros.</param>
    public static double[] Sum(ISampleStream stream, int length, Action<StreamBatch, double[]> add)
    {
        double[] sums = new double[2 * length]; // and what rounding lost
        Run(stream, Own, own =>
        {
            for (int i = 0; i < length; i++)
            {
                double sum = sums[i] + own[i];
                sums[length + i] += Math.Abs(sums[i]) >= Math.Abs(own[i]) ? sums[i] - sum + own[i] : own[i] - sum + sums[i];
                sums[i] = sum;
            }
        });
        stream.Sum(sums);
        return [.. Enumerable.Range(0, length).Select(i => sums[i] + sums[length + i])];

        double[] Own(StreamBatch batch)
        {
            double[] own = new double[length];
            add(batch, own);
            return own;
        }
    }
}
