using System.CommandLine;
using System.Globalization;

namespace Gmm.Cluster;

/// <summary><c>make</c>.</summary>
internal static class MakeCommand
{
    private const int BlockRows = 1 << 18;

    private static readonly Option<long> Samples = new("--samples")
    {
        Description = "How many in all",
        Required = true,
        Validators = { result => CommandLine.RequirePositive(result.GetValueOrDefault<long>(), "--samples", result.AddError) },
    };

    private static readonly Option<int> Shards = new("--shards")
    {
        Description = "In how many files",
        DefaultValueFactory = _ => 8,
        Validators = { result => CommandLine.RequirePositive(result.GetValueOrDefault<int>(), "--shards", result.AddError) },
    };

    private static readonly Option<DirectoryInfo> Output = new("--out") { Description = "Folder", Required = true };

    private static readonly Option<string> Format = new Option<string>("--format") { DefaultValueFactory = _ => "parquet" }.AcceptOnlyFromAmong("parquet", "csv", "arrow");

    private static readonly Option<bool> Double = new("--double") { Description = "Doubles instead of floats" };

    private static readonly Option<int> Seed = new("--seed") { Description = "Another one draws others" };

    public static Command Create()
    {
        var command = new Command("make", "Draw samples of a mixture, or labelled ones of a classifier's mixtures, into files")
        {
            CommandLine.Model, Samples, Shards, Output, Format, Double, Seed,
        };
        command.SetAction(parsed => Job.Run(ranks => Run(ranks, parsed)));
        return command;
    }

    private static void Run(IRanks ranks, ParseResult parsed)
    {
        var model = FittedModel.Open(parsed.GetValue(CommandLine.Model)!);
        var folder = Directory.CreateDirectory(parsed.GetValue(Output)!.FullName);
        var (samples, shards, format) = (parsed.GetValue(Samples), parsed.GetValue(Shards), parsed.GetValue(Format)!);
        for (int shard = ranks.Rank; shard < shards; shard += ranks.Count)
        {
            long rows = (samples * (shard + 1) / shards) - (samples * shard / shards);
            var draws = new Draws(model, seed: unchecked((parsed.GetValue(Seed) * 1_000_003) + shard));
            using var table = TableWriter.Create(Path.Combine(folder.FullName, string.Create(CultureInfo.InvariantCulture, $"part-{shard:0000}.{format}")), format);
            for (long done = 0; done < rows; done += BlockRows)
            {
                table.Write(Columns(model, draws, (int)Math.Min(BlockRows, rows - done), parsed.GetValue(Double)));
            }

            table.Complete();
        }
    }

    private static List<Column> Columns(FittedModel model, Draws draws, int rows, bool isDouble)
    {
        double[][] values = [.. Enumerable.Range(0, model.Features).Select(_ => new double[rows])];
        string[] classes = new string[model.Classifier is null ? 0 : rows];
        double[] x = new double[model.Features];
        for (int n = 0; n < rows; n++)
        {
            int c = draws.Next(x);
            for (int d = 0; d < x.Length; d++)
            {
                values[d][n] = x[d];
            }

            if (classes.Length > 0)
            {
                classes[n] = model.Classifier!.ClassNames[c];
            }
        }

        List<Column> columns = [.. values.Select((own, d) => new Column($"x{d}", isDouble ? own : Array.ConvertAll(own, value => (float)value)))];
        return classes.Length == 0 ? columns : [.. columns, new("class", classes)];
    }
}
