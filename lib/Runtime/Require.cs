using static TorchSharp.torch;

namespace Gmm;

/// <summary>Checks of what a caller passes in; each message names the argument, what it was and what is right.</summary>
internal static class Require
{
    /// <summary>x is [N, D], not empty, and lives where the model does, in its dtype.</summary>
    public static void Samples(Tensor x, int features, Tensor parameter, string name = "x")
    {
        ArgumentNullException.ThrowIfNull(x, name);
        if (x.ndim != 2 || x.size(1) != features || x.size(0) == 0)
        {
            throw new ArgumentException($"{name} has shape {Shape(x)}: expected [N, {features}] with N of 1 or more.", name);
        }

        if (x.dtype != parameter.dtype)
        {
            throw new ArgumentException(
                $"{name} is {x.dtype}, the model {parameter.dtype}: convert one with .to(...).", name);
        }

        SameDevice(x, parameter.device, name);
    }

    /// <summary>No NaN or infinity: a scan over all values, for the entry of fitting and evaluating.</summary>
    public static void Finite(Tensor x, string name = "x")
    {
        using var scope = NewDisposeScope();
        var bad = x.isfinite().logical_not();
        if (bad.any().item<bool>())
        {
            long row = bad.nonzero()[0, 0].item<long>();
            throw new ArgumentException(
                $"{name} holds {bad.sum().item<long>()} values that are NaN or infinite, the first in row {row}: remove or replace them.", name);
        }
    }

    /// <summary>Labels are int64, [N], each in 0..C-1.</summary>
    public static void Labels(Tensor labels, long count, int classes, Device device, string name = "labels")
    {
        ArgumentNullException.ThrowIfNull(labels, name);
        if (labels.ndim != 1 || labels.size(0) != count)
        {
            throw new ArgumentException($"{name} has shape {Shape(labels)}: expected [{count}], one label a sample.", name);
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

    private static void SameDevice(Tensor x, Device device, string name)
    {
        if (x.device_type != device.type || x.device_index != device.index)
        {
            throw new ArgumentException($"{name} is on {x.device}, the model on {device}: move one with .to(device).", name);
        }
    }

    public static string Shape(Tensor x) => $"[{string.Join(", ", x.shape)}]";
}
