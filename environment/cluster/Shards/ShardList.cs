using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>The files that a fit reads, and which rank reads which.</summary>
internal static class ShardList
{
    /// <summary>What rank 0 finds; all have the same list then.</summary>
    /// <param name="patterns">Files, or a folder and a pattern: <c>shards/*.parquet</c>.</param>
    /// <exception cref="UsageException">A pattern has no file.</exception>
    public static IReadOnlyList<Shard> Find(IRanks ranks, IReadOnlyList<string> patterns)
    {
        byte[] found = ranks.Rank == 0 ? JsonSerializer.SerializeToUtf8Bytes(Find(patterns)) : [];
        return JsonSerializer.Deserialize<Shard[]>(ranks.Broadcast(found))!;
    }

    /// <summary>Those of one rank: the largest first, each to the rank that has least; in order of their index.</summary>
    public static IReadOnlyList<Shard> Deal(IReadOnlyList<Shard> shards, int rank, int ranks)
    {
        long[] bytes = new long[ranks];
        var own = new List<Shard>();
        foreach (var shard in shards.OrderByDescending(shard => shard.Bytes).ThenBy(shard => shard.Index))
        {
            int least = Array.IndexOf(bytes, bytes.Min());
            bytes[least] += Math.Max(shard.Bytes, 1);
            if (least == rank)
            {
                own.Add(shard);
            }
        }

        return [.. own.OrderBy(shard => shard.Index)];
    }

    private static Shard[] Find(IReadOnlyList<string> patterns)
    {
        string[] paths = [.. patterns.SelectMany(Matches).Distinct().Order(StringComparer.Ordinal)];
        return [.. paths.Select((path, i) => new Shard(i, path, new FileInfo(path).Length))];
    }

    private static string[] Matches(string pattern)
    {
        string folder = Path.GetDirectoryName(pattern) is { Length: > 0 } named ? named : ".";
        string[] files = Directory.Exists(folder) ? Directory.GetFiles(folder, Path.GetFileName(pattern)) : [];
        return files.Length > 0 ? files : throw new UsageException($"--data {pattern}: no such file. Expected Parquet, CSV or Arrow files, as in 'shards/*.parquet'.");
    }
}
