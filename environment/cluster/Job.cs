using System.CommandLine;

namespace Gmm.Cluster;

/// <summary>What a command does on every rank. Where one fails, it says why, naming itself, and ends all of them.</summary>
internal static class Job
{
    /// <summary>Of what all ranks see alike, rank 0 speaks: it ends the others well before they would.</summary>
    private static readonly TimeSpan AfterRank0 = TimeSpan.FromSeconds(5);

    /// <returns>The exit code: 0, 1 where something failed, 2 for wrong usage.</returns>
    public static int Run(Action<IRanks> work)
    {
        try
        {
            using var ranks = MpiLibrary.IsLaunched ? new MpiRanks() : (IRanks)new OneRank();
            try
            {
                work(ranks);
                return 0;
            }
            catch (Exception error)
            {
                if (ranks.Rank > 0 && error is UsageException or InvalidDataException or ArgumentException or ArithmeticException)
                {
                    Thread.Sleep(AfterRank0);
                }

                int exitCode = error is UsageException ? 2 : 1;
                Console.Error.WriteLine(ranks.Count == 1 ? Message(error) : $"rank {ranks.Rank} of {ranks.Count}: {Message(error)}");
                Console.Error.Flush();
                ranks.Abort(exitCode);
                return exitCode;
            }
        }
        catch (Exception error) when (error is UsageException || error.InnerException is UsageException)
        {
            Console.Error.WriteLine((error as UsageException ?? error.InnerException!).Message);
            return 2;
        }
    }

    /// <summary>Threads of this rank: as asked for, or its part of the machine's.</summary>
    public static int Threads(ParseResult parsed)
    {
        int sharers = int.TryParse(System.Environment.GetEnvironmentVariable("MPI_LOCALNRANKS"), out int local) ? local : 1;
        return parsed.GetValue(CommandLine.Threads) is var given and > 0 ? given : Math.Max(1, System.Environment.ProcessorCount / sharers);
    }

    /// <summary>This rank's part of the files, and the columns that all read.</summary>
    public static ShardSource Source(IRanks ranks, ParseResult parsed, IReadOnlyList<Shard> shards)
    {
        string? label = parsed.GetValue(CommandLine.Label);
        string[] given = parsed.GetValue(CommandLine.Columns) ?? [];
        byte[] found = ranks.Rank == 0 && given.Length == 0
            ? System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(ShardReader.For(shards[0].Path).NumberColumns(shards[0].Path).Where(name => name != label))
            : System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(given);
        string[] features = System.Text.Json.JsonSerializer.Deserialize<string[]>(ranks.Broadcast(found))!;
        return features.Length == 0 ? throw new ShardException(shards[0].Path, "no column holds float or double numbers.")
            : features.Distinct().Count() < features.Length ? throw new UsageException($"--columns {string.Join(',', features)}: expected each once.")
            : new(ShardList.Deal(shards, ranks.Rank, ranks.Count), new(features, label), parsed.GetValue(CommandLine.SkipBad));
    }

    /// <summary>A saved model, and this rank's part of the files that it is asked about.</summary>
    public static (FittedModel Model, ShardSource Source) Opened(IRanks ranks, ParseResult parsed)
    {
        var model = FittedModel.Open(parsed.GetValue(CommandLine.Model)!);
        var source = Source(ranks, parsed, ShardList.Find(ranks, parsed.GetValue(CommandLine.Data)!));
        model.Require(source.Columns);
        return (model, source);
    }

    private static string Message(Exception error) => error switch
    {
        ShardException or UsageException or IOException or UnauthorizedAccessException or InvalidDataException or ArgumentException or ArithmeticException
            => error.Message,
        _ => error.ToString(),
    };
}
