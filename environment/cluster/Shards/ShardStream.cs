using System.Collections.Concurrent;

namespace Gmm.Cluster;

/// <summary>All ranks' shards as one stream, of which each rank reads its own; a group is a class.</summary>
internal sealed class ShardStream : ISampleStream
{
    private readonly IRanks _ranks;
    private readonly ShardSource _source;
    private readonly Dictionary<string, int> _groups;
    private readonly ConcurrentDictionary<ulong, StreamBatch> _kept = new();
    private readonly Dictionary<int, int> _blocks = []; // of each shard, once it was read to its end
    private readonly long _memory;
    private long _used;

    /// <param name="classes">As <see cref="Survey"/> found them; one empty name where there are no labels.</param>
    /// <param name="memory">Bytes that batches may take from one reading to the next. What they cannot hold is read again.</param>
    public ShardStream(IRanks ranks, ShardSource source, IReadOnlyList<string> classes, int threads, long memory)
    {
        (_ranks, _source, _memory, Threads) = (ranks, source, memory, threads);
        _groups = classes.Index().ToDictionary(c => c.Item, c => c.Index);
    }

    public int Groups => _groups.Count;

    public int Threads { get; }

    /// <summary>The first reading, which knows no classes yet.</summary>
    /// <exception cref="ShardException">A file is not as it should be.</exception>
    public static Survey Survey(IRanks ranks, ShardSource source, int threads)
    {
        var counts = new Dictionary<string, long>();
        long skipped = 0;
        StreamPass.Run(
            threads,
            source.Shards.SelectMany(shard => source.Blocks(shard).Select(load => (Func<(Shard, RowBlock)>)(() => (shard, load())))),
            read =>
            {
                var (shard, block) = read;
                int[] sound = source.Sound(shard, block);
                var labels = sound.CountBy(n => block.Labels is { } given ? given[n]! : "").ToArray();
                return (labels, Skipped: block.Count - sound.Length);
            },
            found =>
            {
                skipped += found.Skipped;
                foreach (var (name, count) in found.labels)
                {
                    counts[name] = counts.GetValueOrDefault(name) + count;
                }
            });
        return Cluster.Survey.Add(ranks, counts, skipped);
    }

    public IEnumerable<Func<StreamBatch>> Batches()
    {
        foreach (var shard in _source.Shards)
        {
            if (_blocks.TryGetValue(shard.Index, out int count) && Enumerable.Range(0, count).All(b => _kept.ContainsKey(Id(shard, b))))
            {
                for (int b = 0; b < count; b++)
                {
                    var batch = _kept[Id(shard, b)];
                    yield return () => batch;
                }

                continue;
            }

            int block = 0;
            foreach (var load in _source.Blocks(shard))
            {
                ulong id = Id(shard, block++);
                yield return () => _kept.TryGetValue(id, out var batch) ? batch : Load(shard, id, load);
            }

            _blocks[shard.Index] = block;
        }
    }

    public void Sum(double[] sums) => _ranks.Sum(sums);

    public GaussianMixture?[] Agree(Func<GaussianMixture?[]> find) =>
        MixtureText.Read(_ranks.Broadcast(_ranks.Rank == 0 ? MixtureText.Write(find()) : []));

    public double[] Collect(double[] numbers) =>
        [.. _ranks.Gather([.. System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(numbers)])
            .SelectMany(bytes => System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray())];

    private static ulong Id(Shard shard, int block) => ((ulong)shard.Index << 32) + (ulong)block;

    private StreamBatch Load(Shard shard, ulong id, Func<RowBlock> load)
    {
        var block = load();
        var batch = new StreamBatch(id, Divide(shard, block));

        // The rows, and turned for the E step, with a weight each.
        long bytes = 8L * ((2 * block.Values.Length) + block.Count);
        if (Interlocked.Add(ref _used, bytes) <= _memory)
        {
            _kept.TryAdd(id, batch);
        }
        else
        {
            Interlocked.Add(ref _used, -bytes);
        }

        return batch;
    }

    /// <summary>A block's sound rows by class, [C].</summary>
    private Samples?[] Divide(Shard shard, RowBlock block)
    {
        int[] sound = _source.Sound(shard, block);
        var whole = new Samples(block.Values, block.Count, _source.Columns.Features.Count);
        if (block.Labels is not { } labels)
        {
            return [sound.Length == 0 ? null : sound.Length == block.Count ? whole : whole.At(sound)];
        }

        var byClass = sound.ToLookup(n => _groups.TryGetValue(labels[n]!, out int group) ? group : throw new ShardException(
            shard.Path, $"row {block.First + n} is of class \"{labels[n]}\": expected {string.Join(", ", _groups.Keys)}."));
        return [.. Enumerable.Range(0, Groups).Select(g => byClass.Contains(g) ? whole.At([.. byClass[g]]) : null)];
    }
}
