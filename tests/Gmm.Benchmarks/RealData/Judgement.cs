namespace Gmm.Benchmarks;

/// <summary>How good a model is on samples it did not see.</summary>
/// <param name="Accuracy">In percent.</param>
/// <param name="LogLoss">In nats.</param>
/// <param name="Seconds">Of processor time to fit.</param>
internal sealed record Judgement(double Accuracy, double LogLoss, double Seconds);
