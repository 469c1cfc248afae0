namespace Gmm;

/// <summary>Where a running training is.</summary>
/// <param name="Iteration">Steps taken so far, from 1.</param>
/// <param name="MaxIterations">Most steps that will be taken.</param>
/// <param name="Loss">Loss before the last step.</param>
public readonly record struct TrainingProgress(int Iteration, int MaxIterations, double Loss);
