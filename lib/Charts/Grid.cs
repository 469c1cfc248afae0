using static TorchSharp.torch;

namespace Gmm;

/// <summary>Evenly spaced points over a rectangle, Size each way, row by row from the lowest y.</summary>
internal sealed record Grid(Bounds Bounds, int Size)
{
    public double StepX => (Bounds.MaxX - Bounds.MinX) / (Size - 1);

    public double StepY => (Bounds.MaxY - Bounds.MinY) / (Size - 1);

    /// <summary>Calls a function once with all points, [Size², 2], without gradients, and copies its result, [Size²].</summary>
    /// <param name="like">A tensor whose device and number type the points take; none: float32 on the CPU.</param>
    /// <exception cref="ArgumentException">The function's result is not [Size²], or holds NaN or infinity.</exception>
    public double[] Evaluate(Func<Tensor, Tensor> function, Tensor? like, string name)
    {
        using var scope = NewDisposeScope();
        var x = linspace(Bounds.MinX, Bounds.MaxX, Size, ScalarType.Float64);
        var y = linspace(Bounds.MinY, Bounds.MaxY, Size, ScalarType.Float64);
        var axes = meshgrid([y, x], "ij");
        var points = stack([axes[1].flatten(), axes[0].flatten()], dim: 1)
            .to(like?.dtype ?? ScalarType.Float32)
            .to(like?.device ?? CPU);
        return Call(function, points, Size * Size, name);
    }

    /// <summary>Calls a function that gives one number per point, without gradients, and copies its result, [count].</summary>
    public static double[] Call(Func<Tensor, Tensor> function, Tensor points, int count, string name)
    {
        ArgumentNullException.ThrowIfNull(function, name);
        using var scope = NewDisposeScope();
        using var gradientsOff = no_grad();
        return Points.Column(function(points), count, $"the result of {name}");
    }

    /// <summary>Size rows of Size numbers, as plotly.js wants a surface.</summary>
    public T[][] Rows<T>(T[] values) => [.. values.Chunk(Size)];
}
