using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>This library as a contestant, in a process of its own: answers commands as python/torch_contestant.py does.</summary>
internal sealed class Here(Experiment experiment)
{
    private const double Mib = 1 << 20;

    /// <summary>Answers until standard input ends.</summary>
    public static int Serve(string folder, int threads)
    {
        set_num_threads(threads);
        var here = new Here(Experiment.Read(folder));
        Console.WriteLine("""{"ready": true}""");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            string[] words = line.Split(' ');
            var (first, second) = (Number(words[1]), Number(words[2]));
            object reply = words[0] switch
            {
                "steps" => here.Steps(first, second),
                "run" => here.Run(first, second),
                "grow" => here.Grow(first, second),
                _ => throw new ArgumentException($"{words[0]} is no command: expected steps, run or grow."),
            };
            Console.WriteLine(JsonSerializer.Serialize(reply, Replies.Json));
        }

        return 0;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private StepsReply Steps(int warmup, int count)
    {
        double milliseconds = Time(warmup, count, _ => { });
        return new(milliseconds, Process.GetCurrentProcess().PeakWorkingSet64 / Mib);
    }

    private GrowReply Grow(int warmup, int count)
    {
        var resident = new List<double>();
        double milliseconds = Time(warmup, count, iteration =>
        {
            if (iteration == warmup || iteration == warmup + count)
            {
                resident.Add(Environment.WorkingSet / Mib);
            }
        });
        return new(milliseconds, resident[0], resident[^1]);
    }

    private RunReply Run(int most, int evaluateEvery)
    {
        var (losses, seconds, accuracies) = (new List<double>(), new List<double>(), new List<double>());
        var clock = new Stopwatch();
        var options = experiment.About.Options;
        Train(options with { MaxIterations = Math.Min(most, options.MaxIterations) }, clock, (iteration, loss, model) =>
        {
            clock.Stop();
            losses.Add(loss);
            seconds.Add(clock.Elapsed.TotalSeconds);
            if (model is GmmClassifier classifier && experiment.Fresh is { } fresh && iteration % evaluateEvery == 0)
            {
                using var scope = NewDisposeScope();
                var right = classifier.Predict(fresh.X).eq(fresh.Labels);
                accuracies.Add(right.to(ScalarType.Float64).mean().item<double>());
            }

            clock.Start();
        });
        return new(losses, seconds, accuracies);
    }

    /// <summary>Mean milliseconds of the steps after warm-up, no stopping rule in force.</summary>
    private double Time(int warmup, int count, Action<int> afterIteration)
    {
        var clock = new Stopwatch();
        var endless = experiment.About.Options with
        {
            MaxIterations = warmup + count,
            CloseEnough = double.NegativeInfinity,
            PlateauBelow = 0,
        };
        double milliseconds = 0;
        Train(endless, new Stopwatch(), (iteration, _, _) =>
        {
            milliseconds = clock.Elapsed.TotalMilliseconds;
            afterIteration(iteration);
            if (iteration == warmup)
            {
                clock.Restart();
            }
        });
        return milliseconds / count;
    }

    /// <summary>Trains a model from the start, as a reader would, and tells of every iteration.</summary>
    private void Train(TrainingOptions options, Stopwatch clock, Action<int, double, MixtureModel> afterIteration)
    {
        using var scope = NewDisposeScope();
        if (experiment.Labels is { } labels)
        {
            using var model = experiment.Classifier();
            clock.Start();
            Trainer.FitClassifier(model, new LabelledSamples(experiment.Samples, labels), options, new Observer(model, afterIteration));
        }
        else
        {
            using var model = experiment.Mixture();
            clock.Start();
            Trainer.FitDensity(model, experiment.Samples, options, new Observer(model, afterIteration));
        }
    }

    private sealed class Observer(MixtureModel model, Action<int, double, MixtureModel> afterIteration) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => afterIteration(value.Iteration, value.Loss, model);
    }
}
