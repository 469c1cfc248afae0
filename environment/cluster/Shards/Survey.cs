using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>What a first reading finds: the classes, how many samples each has, and how many rows were left out.</summary>
/// <param name="Classes">Names in order, numbers by size; one empty name where there are no labels.</param>
/// <param name="Counts">Samples of each class, [C].</param>
internal sealed record Survey(string[] Classes, double[] Counts, long Skipped)
{
    /// <summary>N.</summary>
    public double Samples => Counts.Sum();

    /// <summary>Of all ranks, to all ranks.</summary>
    public static Survey Add(IRanks ranks, Dictionary<string, long> counts, long skipped)
    {
        byte[][] all = ranks.Gather(JsonSerializer.SerializeToUtf8Bytes((counts.ToArray(), skipped), Fields));
        byte[] sum = all.Length == 0 ? [] : JsonSerializer.SerializeToUtf8Bytes(Add(all));
        return JsonSerializer.Deserialize<Survey>(ranks.Broadcast(sum))!;
    }

    private static readonly JsonSerializerOptions Fields = new() { IncludeFields = true };

    private static Survey Add(byte[][] all)
    {
        var sum = new Dictionary<string, long>();
        long skipped = 0;
        foreach (byte[] bytes in all)
        {
            var (counts, own) = JsonSerializer.Deserialize<(KeyValuePair<string, long>[], long)>(bytes, Fields);
            skipped += own;
            foreach (var (name, count) in counts)
            {
                sum[name] = sum.GetValueOrDefault(name) + count;
            }
        }

        bool whole = sum.Keys.All(name => long.TryParse(name, out _));
        string[] classes = [.. sum.Keys.OrderBy(name => whole ? long.Parse(name, System.Globalization.CultureInfo.InvariantCulture) : 0).ThenBy(name => name, StringComparer.Ordinal)];
        return new(classes, [.. classes.Select(name => (double)sum[name])], skipped);
    }
}
