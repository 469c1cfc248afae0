using System.CommandLine;

namespace Gmm.Cluster;

/// <summary><c>fit</c>.</summary>
internal static class FitCommand
{
    private static readonly Option<string> Components = new("--components")
    {
        Description = "How many, as 22, or a range to search by BIC, as 1..12",
        DefaultValueFactory = _ => "1..12",
        Validators =
        {
            result =>
            {
                if (result.Tokens.Count == 1 && Range(result.Tokens[0].Value) is null)
                {
                    result.AddError($"--components is {result.Tokens[0].Value}: expected a number above 0, or a range of them as 1..12.");
                }
            },
        },
    };

    private static readonly Option<string> Covariance = new Option<string>("--covariance")
    {
        Description = "What shape the components take, or a search among all by BIC",
        DefaultValueFactory = _ => "search",
    }.AcceptOnlyFromAmong("diagonal", "spherical", "tied", "full", "search");

    private static readonly Option<string?> Start = new("--start")
    {
        Description = "A mixture, or classifier, whose components to start from: then they are not searched for",
    };

    private static readonly Option<string> Output = new("--out") { Description = "The model's file", DefaultValueFactory = _ => "model.json" };

    private static readonly Option<double> Tolerance = new("--tolerance")
    {
        Description = "A fit has converged when its bound gains less than this, in nats a sample",
        DefaultValueFactory = _ => 1e-6,
        Validators = { result => CommandLine.RequirePositive(result.GetValueOrDefault<double>(), "--tolerance", result.AddError) },
    };

    private static readonly Option<int> MaxIterations = new("--max-iterations")
    {
        Description = "Most iterations of a fit",
        DefaultValueFactory = _ => 1000,
        Validators = { result => CommandLine.RequirePositive(result.GetValueOrDefault<int>(), "--max-iterations", result.AddError) },
    };

    private static readonly Option<ulong> Seed = new("--seed") { Description = "Which samples the starts are fitted to" };

    private static readonly Option<int> CheckpointEvery = new("--checkpoint-every")
    {
        Description = "Iterations between checkpoints, which lie beside the model's file; 0 for none",
        DefaultValueFactory = _ => 5,
    };

    private static readonly Option<bool> Resume = new("--resume") { Description = "Go on from the checkpoint, where there is one" };

    private static readonly Option<int> Memory = new("--memory")
    {
        Description = "Megabytes of samples that a rank keeps from one reading to the next; what they cannot hold is read again",
        DefaultValueFactory = _ => 1024,
    };

    public static Command Create()
    {
        var command = new Command("fit", "Fit a mixture, or with --label a classifier, and write it as GaussianMixture.Open or BayesClassifier.Open read it")
        {
            CommandLine.Data, CommandLine.Columns, CommandLine.Label, Components, Covariance, Start, Output, Tolerance, MaxIterations, Seed,
            CheckpointEvery, Resume, Memory, CommandLine.SkipBad, CommandLine.Threads,
        };
        command.SetAction(parsed => Job.Run(ranks => Run(ranks, parsed)));
        return command;
    }

    private static void Run(IRanks ranks, ParseResult parsed)
    {
        string output = parsed.GetValue(Output)!;
        string folder = Path.GetDirectoryName(Path.GetFullPath(output))!;
        if (ranks.Rank == 0 && !Directory.Exists(folder))
        {
            throw new UsageException($"--out {output}: there is no folder {folder}.");
        }

        var shards = ShardList.Find(ranks, parsed.GetValue(CommandLine.Data)!);
        var source = Job.Source(ranks, parsed, shards);
        var (fewest, most) = Range(parsed.GetValue(Components)!)!.Value;
        string covariance = parsed.GetValue(Covariance)!;
        var types = covariance == "search" ? Enum.GetValues<CovarianceType>() : [Enum.Parse<CovarianceType>(covariance, ignoreCase: true)];
        var options = EmOptions.Robust with { Tolerance = parsed.GetValue(Tolerance), MaxIterations = parsed.GetValue(MaxIterations) };
        var fit = new MixtureFit(
            ranks,
            source,
            new() { MinComponents = fewest, MaxComponents = most, Candidates = [.. types.Select(type => options with { CovarianceType = type })] },
            Job.Threads(parsed),
            parsed.GetValue(Memory) * 1_000_000L)
        {
            Output = output,
            Start = parsed.GetValue(Start) is { } path ? FittedModel.Open(path) : null,
            Seed = parsed.GetValue(Seed),
            CheckpointEvery = parsed.GetValue(CheckpointEvery),
            Resume = parsed.GetValue(Resume),
        };
        fit.Run(shards);
    }

    /// <returns>The fewest and the most components; null where the text is neither a number nor a range.</returns>
    private static (int Fewest, int Most)? Range(string text)
    {
        string[] ends = text.Split("..");
        return ends.Length <= 2 && int.TryParse(ends[0], out int fewest) && int.TryParse(ends[^1], out int most) && fewest >= 1 && most >= fewest
            ? (fewest, most)
            : null;
    }
}
