using static TorchSharp.torch;

namespace Gmm;

/// <summary>Checks of what a caller passes in; each message names the argument, what it was and what is right.</summary>
internal static class Require
{
    /// <summary>x is [N, D], not empty, and lives where the model does, in its dtype.</summary>
    public static void Samples(Tensor x, int features, Tensor parameter, string name = "x")
    {
        Rows(x, features, name);
        if (x.dtype != parameter.dtype)
        {
            throw new ArgumentException(
                $"{name} is {x.dtype}, the model {parameter.dtype}: convert one with .to(...).", name);
        }

        SameDevice(x, parameter.device, name);
    }

    /// <summary>x is [N, D] and not empty.</summary>
    public static void Rows(Tensor x, int features, string name = "x")
    {
        Alive(x, name);
        if (x.ndim != 2 || x.size(1) != features || x.size(0) == 0)
        {
            throw new ArgumentException($"{name} has shape {Shape(x)}: expected [N, {features}] with N of 1 or more.", name);
        }
    }

    /// <summary>x holds real numbers, in memory: neither complex nor bool, neither sparse nor without values ("meta").</summary>
    public static void Numbers(Tensor x, string name)
    {
        Alive(x, name);
        string? flaw = x.device_type == TorchSharp.DeviceType.META ? "on the meta device, without values"
            : x.is_sparse ? "sparse"
            : x.dtype is ScalarType.ComplexFloat32 or ScalarType.ComplexFloat64 or ScalarType.Bool ? $"{x.dtype}"
            : null;
        if (flaw is not null)
        {
            throw new ArgumentException($"{name} is {flaw}: expected a dense tensor of real numbers.", name);
        }
    }

    /// <summary>No NaN or infinity: a scan over all values, for the entry of fitting and evaluating.</summary>
    public static void Finite(Tensor x, string name = "x")
    {
        if (NonFinite(x) is { } nonFinite)
        {
            throw new ArgumentException($"{name} {nonFinite}: remove or replace them.", name);
        }
    }

    /// <summary>How many values are NaN or infinite and where, in words; null if none is.</summary>
    public static string? NonFinite(Tensor x)
    {
        using var scope = NewDisposeScope();
        var bad = x.isfinite().logical_not();
        return bad.any().item<bool>()
            ? $"holds {bad.sum().item<long>()} values that are NaN or infinite, the first in row {bad.nonzero()[0, 0].item<long>()}"
            : null;
    }

    /// <summary>Labels are int64, [N], each in 0..C-1.</summary>
    /// <param name="count">N; null for any number of 1 or more.</param>
    public static void Labels(Tensor labels, long? count, int classes, Device device, string name = "labels")
    {
        Alive(labels, name);
        if (labels.ndim != 1 || labels.size(0) == 0 || labels.size(0) != (count ?? labels.size(0)))
        {
            string expected = count is null ? "[N] with N of 1 or more" : $"[{count}], one label a sample";
            throw new ArgumentException($"{name} has shape {Shape(labels)}: expected {expected}.", name);
        }

        if (labels.dtype != ScalarType.Int64)
        {
            throw new ArgumentException($"{name} is {labels.dtype}: expected Int64, convert with .to(ScalarType.Int64).", name);
        }

        SameDevice(labels, device, name);
        using var scope = NewDisposeScope();
        long low = labels.min().item<long>();
        long high = labels.max().item<long>();
        if (low < 0 || high >= classes)
        {
            throw new ArgumentException($"{name} runs from {low} to {high}: expected classes 0..{classes - 1}.", name);
        }
    }

    /// <summary>x has this shape, and holds no NaN or infinity.</summary>
    public static void Values(Tensor x, string name, params long[] shape)
    {
        Alive(x, name);
        if (!x.shape.SequenceEqual(shape))
        {
            throw new ArgumentException($"{name} has shape {Shape(x)}: expected [{string.Join(", ", shape)}].", name);
        }

        Finite(x, name);
    }

    /// <summary>Log-probabilities of C classes, one row a label; -infinity is allowed, probability 0.</summary>
    /// <returns>The same in float64, each row normalised: logits become log-probabilities.</returns>
    public static Tensor LogPosterior(Tensor logPosterior, Tensor labels)
    {
        Alive(logPosterior, nameof(logPosterior));
        if (logPosterior.ndim != 2 || logPosterior.size(0) == 0 || logPosterior.size(1) == 0)
        {
            throw new ArgumentException(
                $"logPosterior has shape {Shape(logPosterior)}: expected [N, C], a row a sample and a column a class.", nameof(logPosterior));
        }

        Labels(labels, logPosterior.size(0), (int)logPosterior.size(1), logPosterior.device, nameof(labels));
        var normalised = logPosterior.to(ScalarType.Float64).log_softmax(1);
        return normalised.isnan().any().item<bool>()
            ? throw new ArgumentException(
                "logPosterior has rows that are no log-probabilities: expected no NaN, no +infinity, and one value above -infinity a row.",
                nameof(logPosterior))
            : normalised;
    }

    /// <summary>x is there and was not disposed: a tensor lives no longer than the dispose scope it was made in.</summary>
    public static void Alive(Tensor x, string name)
    {
        ArgumentNullException.ThrowIfNull(x, name);
        if (x.IsInvalid)
        {
            throw new ArgumentException($"{name} was disposed: expected a tensor that is alive. Did its dispose scope end?", name);
        }
    }

    private static void SameDevice(Tensor x, Device device, string name)
    {
        if (x.device_type != device.type || x.device_index != device.index)
        {
            throw new ArgumentException($"{name} is on {x.device}, the model on {device}: move one with .to(device).", name);
        }
    }

    /// <summary>Something is there: for constructors that hand it on.</summary>
    public static T There<T>(T? value, string name)
        where T : class => value ?? throw new ArgumentNullException(name);

    /// <summary>A list, and each of its entries, is there.</summary>
    public static void NoNulls<T>(IReadOnlyList<T> values, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        int at = Enumerable.Range(0, values.Count).FirstOrDefault(i => values[i] is null, -1);
        if (at >= 0)
        {
            throw new ArgumentException($"{name}[{at}] is null.", name);
        }
    }

    /// <returns>The value, which is finite and above 0.</returns>
    public static double Positive(double value, string name) => value > 0 && double.IsFinite(value)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, "expected a finite number above 0.");

    /// <summary>A dtype to give results in.</summary>
    public static void FloatingPoint(ScalarType? dtype, string name)
    {
        if (dtype is not (null or ScalarType.Float32 or ScalarType.Float64))
        {
            throw new ArgumentOutOfRangeException(name, dtype, "Expected Float32 or Float64.");
        }
    }

    public static string Shape(Tensor x) => $"[{string.Join(", ", x.shape)}]";
}
