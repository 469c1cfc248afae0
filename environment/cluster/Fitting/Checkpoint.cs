using System.Text;
using System.Text.Json;

namespace Gmm.Cluster;

/// <summary>Where all runs of a fit have got to, to the bit; written whole or not at all.</summary>
internal sealed record Checkpoint(Survey Survey, IReadOnlyList<EmRun> Runs)
{
    /// <summary>What a fit has to have in common with the one that it goes on with. The number of ranks and threads may differ.</summary>
    public static string Identity(IReadOnlyList<Shard> shards, ColumnNames columns, SelectionOptions search, FittedModel? start, ulong seed) => string.Join(
        '\n',
        [
            .. shards.Select(shard => $"{shard.Path} {shard.Bytes}"),
            $"columns {string.Join(',', columns.Features)}, label {columns.Label}, seed {seed}, start {start?.Path}",
            $"components {search.MinComponents}..{search.MaxComponents}",
            .. search.Candidates.Select(candidate => candidate.ToString()),
        ]);

    /// <summary>What rank 0 finds, to all; null where there is none.</summary>
    /// <exception cref="InvalidDataException">It is damaged, or of another fit.</exception>
    public static Checkpoint? Find(IRanks ranks, string path, string identity, SelectionOptions search)
    {
        byte[] content = ranks.Broadcast(ranks.Rank == 0 && File.Exists(path)
            ? JsonFile.Read(path, nameof(Checkpoint), json => Encoding.UTF8.GetBytes(json.GetRawText()))
            : []);
        if (content.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(content);
        var json = document.RootElement;
        return json.GetProperty("fit").GetString() == identity
            ? new(json.GetProperty("survey").Deserialize<Survey>()!, [.. json.GetProperty("runs").EnumerateArray().Select(run => Read(run, search))])
            : throw new InvalidDataException($"{path} is of another fit: of other files, columns or options. Delete it, or start without --resume.");
    }

    /// <exception cref="IOException">It could not be written; the last one is still there.</exception>
    public void Save(string path, string identity) => JsonFile.Write(path, nameof(Checkpoint), json =>
    {
        json.WriteString("fit", identity);
        json.WritePropertyName("survey");
        JsonSerializer.Serialize(json, Survey);
        json.WriteStartArray("runs");
        foreach (var run in Runs)
        {
            Write(json, run);
        }

        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, EmRun run)
    {
        json.WriteStartObject();
        json.WriteNumber("group", run.Group);
        json.WriteNumber("floor", run.Options.VarianceFloor);
        json.WriteString("ended", run.Reason?.ToString());
        json.WriteString("flaw", run.Flaw);
        JsonFile.WriteNumbers(json, "bounds", [.. run.Bounds]);
        json.WritePropertyName("before");
        MixtureText.Write(json, run.Before);
        json.WritePropertyName("mixture");
        MixtureText.Write(json, run.Mixture);
        json.WriteEndObject();
    }

    private static EmRun Read(JsonElement json, SelectionOptions search)
    {
        var mixture = MixtureText.Read(json.GetProperty("mixture"))!;
        return EmRun.Restore(
            json.GetProperty("group").GetInt32(),
            search.Candidates[0] with { CovarianceType = mixture.CovarianceType, VarianceFloor = json.GetProperty("floor").GetDouble() },
            MixtureText.Read(json.GetProperty("before"))!,
            mixture,
            JsonFile.Numbers(json, "bounds"),
            json.GetProperty("ended").GetString() is { } reason ? Enum.Parse<StopReason>(reason) : null,
            json.GetProperty("flaw").GetString());
    }
}
