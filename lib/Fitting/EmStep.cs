namespace Gmm;

/// <summary>One iteration of expectation-maximisation, to watch or to draw.</summary>
/// <remarks>The E step's outcome at a sample is <c>Before.Responsibilities(x)</c>.</remarks>
/// <param name="Restart">Which run, from 0.</param>
/// <param name="Iteration">Which iteration of the run, from 1.</param>
/// <param name="LowerBound">Mean log-likelihood under <see cref="Before"/>, in nats a sample.</param>
/// <param name="Before">The mixture whose responsibilities the E step found.</param>
/// <param name="After">The mixture that the M step made of them.</param>
public sealed record EmStep(int Restart, int Iteration, double LowerBound, GaussianMixture Before, GaussianMixture After);
