using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>The fused pass and the C kernel, by turns, in one process, on one thread.</summary>
internal static class NativeCommand
{
    private const double Tolerance = 1e-4; // float32, sums of 9000 terms in another order
    private const double TurnMilliseconds = 300;

    public static int Run(int rounds)
    {
        set_num_threads(1);
        using var folder = new TemporaryFolder();
        string where = folder.Sub("native");
        if (CKernel.Compile(where, "-O3 -march=native -ffast-math") is not { } fast || CKernel.Compile(where, "-O3 -march=native") is not { } strict)
        {
            return 1;
        }

        var experiment = ArticleExperiments.Classifier();
        var arrays = ClassifierArrays.From(experiment);
        using var model = experiment.Classifier();
        Header.Print("The same pass in C");
        Console.WriteLine(
            $"Cross-entropy of {arrays.N} samples and its gradient's sums: {arrays.Counts.Length} classes, {arrays.Heights.Length} components, one thread. " +
            $"{rounds} rounds, turns of {TurnMilliseconds:0} ms, medians.\n");
        var scratch = fast.Scratch(arrays);
        double[] sums = new double[arrays.Heights.Length * (1 + (2 * arrays.Features))];
        bool agrees = new[] { fast, strict }.All(kernel => Agrees(kernel, kernel.Step(arrays, scratch, sums)));

        var contestants = new (string Name, Action Pass)[]
        {
            ($"C, {fast.Flags}", () => fast.Step(arrays, scratch, sums)),
            ($"C, {strict.Flags}", () => strict.Step(arrays, scratch, sums)),
            ("this library, fused", new FusedPass(experiment, arrays).Run),
        };
        var turns = contestants.Select(_ => new List<double>()).ToArray();
        Array.ForEach(contestants, contestant => Turn(contestant.Pass));
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Length; i++)
            {
                turns[i].Add(Turn(contestants[i].Pass));
            }
        }

        Console.WriteLine();
        var table = new MarkdownTable("pass", "ms", "range", "ratio to the first");
        for (int i = 0; i < contestants.Length; i++)
        {
            table.Add(
                contestants[i].Name, MarkdownTable.Number(turns[i].Median()), turns[i].Range(),
                $"{MarkdownTable.Number(turns[i].Zip(turns[0], (own, first) => own / first).Median())}x");
        }

        table.Print();
        return agrees ? 0 : 1;

        bool Agrees(CKernel kernel, double loss)
        {
            double difference = Agreement.Of(loss, sums, model, experiment);
            Console.WriteLine(
                $"C, {kernel.Flags}: differs from a distribution a class by {difference:0.0e0} at most, {(difference <= Tolerance ? "within" : "NOT WITHIN")} {Tolerance:0e0}.");
            return difference <= Tolerance;
        }
    }

    /// <summary>Mean milliseconds of a pass.</summary>
    private static double Turn(Action pass)
    {
        var clock = Stopwatch.StartNew();
        int passes = 0;
        while (clock.Elapsed.TotalMilliseconds < TurnMilliseconds)
        {
            pass();
            passes++;
        }

        return clock.Elapsed.TotalMilliseconds / passes;
    }
}
