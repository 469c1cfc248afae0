using System.Diagnostics;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>Steps until a stopping rule holds: what all ways to train have in common.</summary>
internal static class TrainingLoop
{
    public static TrainingHistory Minimise(
        MixtureModel model,
        ITrainingStep step,
        TrainingOptions options,
        IEnumerator<(Tensor Samples, Tensor? Labels)>? batches,
        HeldOut? heldOut,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        var losses = new List<double>();
        var clock = Stopwatch.StartNew();
        StopReason? reason = null;
        while (reason is null && losses.Count < options.MaxIterations)
        {
            if (cancellationToken.IsCancellationRequested)
            {
                reason = StopReason.Cancelled;
                break;
            }

            int first = losses.Count;
            int next = Math.Min(options.MaxIterations, first + step.Block);
            next = Math.Min(next, heldOut?.NextAfter(first) ?? next);
            for (int iteration = first; iteration < next; iteration++)
            {
                using var scope = NewDisposeScope();
                if (batches is not null)
                {
                    batches.MoveNext();
                    step.Use(batches.Current.Samples, batches.Current.Labels);
                }

                step.Take(iteration, options.LearningRateAt(iteration));
            }

            foreach (double loss in step.Losses(next - first))
            {
                losses.Add(loss);
                if (!double.IsFinite(loss))
                {
                    string what = FormattableString.Invariant($"The loss became {loss} at iteration {losses.Count}");
                    step.Restore(losses.Count - 1);
                    throw Diverged(model, step, Math.Max(0, losses.Count - 2), what);
                }

                progress?.Report(new(losses.Count, options.MaxIterations, loss));
                reason = ReasonToStop(losses, options);
                if (reason is not null)
                {
                    break;
                }
            }

            if (losses.Count < next)
            {
                step.Restore(losses.Count);
            }

            if (heldOut?.Evaluate(losses.Count) == false)
            {
                reason ??= StopReason.EarlyStopping;
            }
        }

        // No loss was computed after the last step.
        if (losses.Count > 0 && model.Flaw() is not null)
        {
            throw Diverged(model, step, losses.Count - 1, $"The step of iteration {losses.Count} leads nowhere");
        }

        heldOut?.RestoreBest();
        (progress as ITrainingEnd)?.OnEnd();
        return new TrainingHistory(losses, reason ?? StopReason.IterationLimit, clock.Elapsed) { HeldOut = heldOut?.Losses ?? [] };
    }

    private static StopReason? ReasonToStop(List<double> losses, TrainingOptions options)
    {
        if (losses[^1] < options.CloseEnough)
        {
            return StopReason.CloseEnough;
        }

        bool flat = losses.Count > options.PlateauWindow
            && StandardDeviationOfLast(losses, options.PlateauWindow) < options.PlateauBelow;
        return flat ? StopReason.Plateau : null;
    }

    /// <summary>Says what is wrong with the model's parameters, and puts it back to the last sound ones.</summary>
    private static ArithmeticException Diverged(MixtureModel model, ITrainingStep step, int lastFinite, string what)
    {
        string why = model.Flaw() ?? "all parameters are finite, but too far from the samples";
        step.Restore(lastFinite);
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
