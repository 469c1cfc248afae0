using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Trainer
{
    private static TrainingHistory Minimise(
        MixtureModel model,
        Func<Tensor> lossOf,
        TrainingOptions options,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        using var optimizer = optim.Adam(model.parameters(), options.LearningRate);
        using var lastFinite = new ParameterSnapshot(model);
        var losses = new List<double>();
        var clock = Stopwatch.StartNew();
        var reason = StopReason.IterationLimit;

        while (losses.Count < options.MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                reason = StopReason.Cancelled;
                break;
            }

            double loss = Step(optimizer, lossOf, lastFinite);
            losses.Add(loss);
            if (!double.IsFinite(loss))
            {
                throw Diverged(model, lastFinite, FormattableString.Invariant($"The loss became {loss} at iteration {losses.Count}"));
            }

            progress?.Report(new(losses.Count, options.MaxIterations, loss));

            if (loss < options.CloseEnough)
            {
                reason = StopReason.CloseEnough;
                break;
            }

            if (losses.Count > options.PlateauWindow && StandardDeviationOfLast(losses, options.PlateauWindow) < options.PlateauBelow)
            {
                reason = StopReason.Plateau;
                break;
            }
        }

        // No loss was computed after the last step.
        if (model.Flaw() is not null)
        {
            throw Diverged(model, lastFinite, $"The step of iteration {losses.Count} leads nowhere");
        }

        model.zero_grad();
        return new TrainingHistory(losses, reason, clock.Elapsed);
    }

    /// <summary>One step: forget the old gradient, compute the loss and its gradient, move the parameters.</summary>
    /// <remarks>Where the loss is not finite, nothing moves.</remarks>
    /// <returns>The loss before the move.</returns>
    private static double Step(optim.Optimizer optimizer, Func<Tensor> lossOf, ParameterSnapshot lastFinite)
    {
        using var scope = NewDisposeScope();
        optimizer.zero_grad();
        var loss = lossOf();
        double value = loss.to(ScalarType.Float64).item<double>();
        if (double.IsFinite(value))
        {
            lastFinite.Take();
            loss.backward();
            optimizer.step();
        }

        return value;
    }

    /// <summary>Puts the model back to its last sound parameters, and says what became of those that came after.</summary>
    private static ArithmeticException Diverged(MixtureModel model, ParameterSnapshot lastFinite, string what)
    {
        string why = model.Flaw() ?? "all parameters are finite, but too far from the samples";
        lastFinite.Restore();
        model.zero_grad();
        return new($"{what}: {why}. The model has the last parameters whose loss was finite. Lower the learning rate, or start elsewhere.");
    }

    /// <summary>Population standard deviation (divided by n, as NumPy's), two passes.</summary>
    private static double StandardDeviationOfLast(List<double> losses, int count)
    {
        double mean = 0;
        for (int i = losses.Count - count; i < losses.Count; i++)
        {
            mean += losses[i] / count;
        }

        double variance = 0;
        for (int i = losses.Count - count; i < losses.Count; i++)
        {
            variance += (losses[i] - mean) * (losses[i] - mean) / count;
        }

        return Math.Sqrt(variance);
    }
}
