using System.CommandLine;
using System.Text;

namespace Gmm.Cluster;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    public static readonly Option<string[]> Data = new("--data")
    {
        Description = "Files, or a quoted pattern of them: 'shards/*.parquet'; also .csv, .arrow and .feather",
        Required = true,
        AllowMultipleArgumentsPerToken = true,
    };

    public static readonly Option<string[]> Columns = new("--columns")
    {
        Description = "Features, separated by commas [default: all columns of numbers, but for the label]",
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))],
    };

    public static readonly Option<string?> Label = new("--label") { Description = "Column of the class: one mixture each, and a classifier of them" };

    public static readonly Option<bool> SkipBad = new("--skip-bad") { Description = "Leave out rows with a value missing or not finite, and count them, instead of refusing the file" };

    public static readonly Option<int> Threads = new("--threads")
    {
        Description = "Threads of each rank [default: all cores of the machine, shared by its ranks]",
        Validators = { result => RequirePositive(result.GetValueOrDefault<int>(), "--threads", result.AddError) },
    };

    public static readonly Option<string> Model = new("--model") { Description = "What fit wrote", Required = true };

    public static int Invoke(string[] args)
    {
        Console.OutputEncoding = Encoding.UTF8;
        var root = new RootCommand(
            "Fits Gaussian mixtures to more samples than memory holds. By itself it uses all cores of one machine; " +
            "under mpiexec -n P (MPICH, Intel MPI, MS-MPI), P processes share the files and find the same mixture.")
        {
            FitCommand.Create(), ScoreCommand.Create(), PredictCommand.Create(), MakeCommand.Create(),
        };
        var parsed = root.Parse(args);
        if (parsed.Errors.Count == 0)
        {
            return parsed.Invoke(new() { EnableDefaultExceptionHandler = false });
        }

        if (MpiLibrary.Rank == 0)
        {
            Console.Error.WriteLine(string.Join('\n', parsed.Errors.Select(e => e.Message)));
            Console.Error.WriteLine($"See: gmm-cluster {parsed.CommandResult.Command.Name} --help");
        }

        return 2;
    }

    public static void RequirePositive(double value, string name, Action<string> addError)
    {
        if (!(value > 0))
        {
            addError($"{name} is {value.ToString(System.Globalization.CultureInfo.InvariantCulture)}: expected a number above 0.");
        }
    }
}
