using System.CommandLine;
using BenchmarkDotNet.Running;

namespace Gmm.Benchmarks;

/// <summary>The commands and their options.</summary>
internal static class CommandLine
{
    private static readonly Option<int> Rounds = new("--rounds") { Description = "Turns of each contestant", DefaultValueFactory = _ => 7 };
    private static readonly Option<bool> Quick = new("--quick") { Description = "See that all works; measures nothing well" };
    private static readonly Option<bool> Long = new("--long") { Description = "Also a million samples, and whether memory stays flat" };

    private static readonly Option<string> PythonPath = new("--python")
    {
        Description = "The interpreter that has PyTorch and scikit-learn",
        DefaultValueFactory = _ => "/usr/bin/python3",
    };

    public static int Invoke(string[] args)
    {
        var kernels = new Command("kernels", "BenchmarkDotNet: log-densities forward and backward; takes its options, as --filter '*Fused*'")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        kernels.SetAction(parsed => { BenchmarkSwitcher.FromTypes([typeof(LogDensityBenchmarks)]).Run(KernelArguments(parsed)); });

        var compare = new Command("compare", "The article's experiments here, in PyTorch and in scikit-learn") { Rounds, Quick, Long, PythonPath };
        compare.SetAction(parsed => new CompareCommand(new(
            Rounds: parsed.GetValue(Quick) ? 2 : parsed.GetValue(Rounds),
            Quick: parsed.GetValue(Quick),
            Long: parsed.GetValue(Long),
            Python: parsed.GetValue(PythonPath)!)).Run());

        var em = new Command("em", "Iterations of EM and k-means here, in scikit-learn, Armadillo and mclust") { Rounds, Quick, PythonPath };
        em.SetAction(parsed => new EmCompareCommand(new CompareOptions(
            Rounds: parsed.GetValue(Quick) ? 1 : Math.Min(3, parsed.GetValue(Rounds)),
            Quick: parsed.GetValue(Quick),
            Long: false,
            Python: parsed.GetValue(PythonPath)!)
        { TurnMilliseconds = parsed.GetValue(Quick) ? 50 : 500, WarmupSteps = 2, LeastSteps = 2 }).Run());
        compare.Subcommands.Add(em);

        var native = new Command("native", "The fused pass against a plain C kernel, compiled here") { Rounds };
        native.SetAction(parsed => NativeCommand.Run(parsed.GetValue(Rounds)));

        var roofline = new Command("roofline", "What this core can do, and what a classifier step asks of it");
        roofline.SetAction(_ => RooflineCommand.Run());

        var samples = new Option<long>("--samples") { Description = "Most samples to stream", DefaultValueFactory = _ => 100_000_000 };
        var stream = new Command("stream", "A hundred million samples in batches: time and memory") { samples };
        stream.SetAction(parsed => StreamCommand.Run(parsed.GetValue(samples)));

        var firstSeed = new Option<long>("--first-seed") { Description = "Of the first draw; the others follow" };
        var seeds = new Option<int>("--seeds") { Description = "How many draws", DefaultValueFactory = _ => 20 };
        var save = new Option<string?>("--save") { Description = "Write every run to this file, for chapters 6 and 11" };
        var baselines = new Command("baselines", "Gaps to the Bayes limit: our recipes and scikit-learn's classifiers") { firstSeed, seeds, save, PythonPath };
        baselines.SetAction(parsed => BaselineStudy.Run(
            parsed.GetValue(firstSeed), parsed.GetValue(seeds), parsed.GetValue(save), parsed.GetValue(PythonPath)!));

        var splits = new Option<int>("--splits") { Description = "How often each data set is split", DefaultValueFactory = _ => 10 };
        var realData = new Command("real-data", "Told nothing, on data that people collected: here and in scikit-learn") { splits, save, PythonPath };
        realData.SetAction(parsed => RealDataCommand.Run(parsed.GetValue(splits), parsed.GetValue(save), parsed.GetValue(PythonPath)!));

        var survival = new Option<int>("--survival") { Description = "Also fit so many more seeds, and look for dead components" };
        var recipes = new Command("recipes", "How near our recipes come to the Bayes limit, told the component counts and not") { firstSeed, seeds, survival, PythonPath };
        recipes.SetAction(parsed => RecipeStudy.Run(
            parsed.GetValue(firstSeed), parsed.GetValue(seeds), parsed.GetValue(survival), parsed.GetValue(PythonPath)!));

        var folder = new Argument<string>("folder");
        var threads = new Argument<int>("threads");
        var contestant = new Command("contestant", "This library, answering compare's commands") { folder, threads };
        contestant.Hidden = true;
        contestant.SetAction(parsed => Here.Serve(parsed.GetValue(folder)!, parsed.GetValue(threads)));

        var shape = new Argument<string[]>("shape");
        var emContestant = new Command("em-contestant", "This library's EM, answering compare em's commands") { folder, threads, shape };
        emContestant.Hidden = true;
        emContestant.SetAction(parsed => EmHere.Serve(parsed.GetValue(folder)!, parsed.GetValue(shape)!, parsed.GetValue(threads)));

        return new RootCommand("Benchmarks of the library Gmm.") { kernels, compare, native, roofline, stream, baselines, recipes, realData, contestant, emContestant }.Parse(args).Invoke();
    }

    /// <summary>Without options BenchmarkDotNet would ask which benchmarks to run: all of them.</summary>
    private static string[] KernelArguments(ParseResult parsed) =>
        parsed.UnmatchedTokens is { Count: > 0 } given ? [.. given] : ["--filter", "*"];
}
