using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>This library's EM and k-means as a contestant: answers commands as python/em_contestant.py does.</summary>
internal sealed class EmHere
{
    private readonly EmShape _shape;
    private readonly Samples _samples;
    private readonly double[] _means;
    private readonly KernelExpectation _expectation;
    private readonly ClusterPass _clusters;
    private readonly int[] _labels;

    private EmHere(string folder, EmShape shape, int threads)
    {
        (_shape, _means) = (shape, EmShape.Read(folder, "means"));
        _samples = new(EmShape.Read(folder, "samples"), shape.N, shape.D);
        _expectation = new(_samples, weights: null);
        _clusters = ClusterPass.Over(_samples, weights: null, threads);
        _labels = new int[shape.N];
    }

    /// <summary>Answers until standard input ends.</summary>
    public static int Serve(string folder, string[] words, int threads)
    {
        set_num_threads(threads);
        var here = new EmHere(folder, new(words[0], Number(words[1]), Number(words[2]), Number(words[3])), threads);
        Console.WriteLine("""{"ready": true}""");
        while (Console.ReadLine() is { Length: > 0 } line)
        {
            string[] command = line.Split(' ');
            object reply = command[0] == "steps"
                ? here.Time(Number(command[1]), Number(command[2]))
                : new ScoreReply(here.Score(Number(command[1])));
            Console.WriteLine(JsonSerializer.Serialize(reply, Replies.Json));
        }

        return 0;
    }

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    /// <summary>Mean milliseconds of the iterations after warm-up.</summary>
    private StepsReply Time(int warmup, int count)
    {
        var clock = new Stopwatch();
        using var self = Process.GetCurrentProcess();
        var before = TimeSpan.Zero;
        Iterate(warmup + count, iteration =>
        {
            if (iteration == warmup)
            {
                before = self.TotalProcessorTime;
                clock.Start();
            }
        });
        double elapsed = clock.Elapsed.TotalMilliseconds;
        self.Refresh();
        double processor = (self.TotalProcessorTime - before).TotalMilliseconds;
        return new(elapsed / count, self.PeakWorkingSet64 / (double)(1 << 20)) { ProcessorMilliseconds = processor / count };
    }

    /// <summary>Mean log-likelihood after some iterations; of k-means, the mean squared distance.</summary>
    private double Score(int iterations)
    {
        var (mixture, centres) = Iterate(iterations, _ => { });
        return mixture?.Score(_samples) ?? _clusters.Assign(centres!, _labels).Inertia / _shape.N;
    }

    private (GaussianMixture? Mixture, double[]? Centres) Iterate(int count, Action<int> before)
    {
        if (_shape.Kind == "kmeans")
        {
            double[] centres = [.. _means];
            for (int i = 0; i < count; i++)
            {
                before(i);
                var sums = _clusters.Assign(centres, _labels);
                centres = [.. centres.Select((centre, at) => centre + (sums.First[at] / sums.Totals[at / _shape.D]))];
            }

            return (null, centres);
        }

        var options = new EmOptions { CovarianceType = _shape.Type };
        var mixture = Start();
        for (int i = 0; i < count; i++)
        {
            before(i);
            mixture = Maximisation.Run(_expectation.Run(mixture), options);
        }

        return (mixture, null);
    }

    private GaussianMixture Start()
    {
        double[] one = new double[_shape.Type.Covariance().Size(_shape.D)];
        double[,] identity = new double[_shape.D, _shape.D];
        for (int d = 0; d < _shape.D; d++)
        {
            identity[d, d] = 1;
        }

        _shape.Type.Covariance().Store(identity, one);
        double[] weights = [.. Enumerable.Repeat(1.0 / _shape.K, _shape.K)];
        return new(_shape.Type, weights, [.. _means], [.. weights.SelectMany(_ => one)]);
    }
}
