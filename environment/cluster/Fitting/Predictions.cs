namespace Gmm.Cluster;

/// <summary>What a model says of some samples.</summary>
/// <param name="Class">The most probable class, or component, from 0; [N].</param>
/// <param name="Probability">Its posterior probability, [N].</param>
/// <param name="LogDensity">In nats, [N].</param>
internal sealed record Predictions(int[] Class, double[] Probability, double[] LogDensity)
{
    public static Predictions Of(FittedModel model, Samples samples)
    {
        int columns = model.Alone?.Components ?? model.Classifier!.Classes;
        double[] posterior = new double[samples.Count * columns];
        double[] logDensity = model.Alone is { } mixture ? mixture.LogDensities(samples, posterior) : Posterior(model.Classifier!, samples, posterior);
        int[] best = [.. Enumerable.Range(0, samples.Count).Select(n => LogSumExp.Largest(posterior.AsSpan(n * columns, columns)))];
        return new(best, [.. best.Select((c, n) => posterior[(n * columns) + c])], logDensity);
    }

    private static double[] Posterior(BayesClassifier classifier, Samples samples, double[] posterior)
    {
        using var scope = TorchSharp.torch.NewDisposeScope();
        Samples.Flat(classifier.Probabilities(samples)).CopyTo(posterior, 0);
        return Samples.Flat(classifier.LogDensity(samples));
    }
}
