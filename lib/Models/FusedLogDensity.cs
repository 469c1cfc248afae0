using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>Joins <see cref="MixtureKernel{T}"/> to autograd: a tensor function with a gradient of its own.</summary>
internal sealed class FusedLogDensity : autograd.SingleTensorFunction<FusedLogDensity>
{
    public override string Name => nameof(FusedLogDensity);

    /// <summary>Log-densities [N, C] of samples x [N, D], from log-weights [M], means and positive standard deviations [M, D].</summary>
    public static Tensor Apply(Tensor x, Tensor logWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts) =>
        apply(x, logWeights, means, stdevs, counts);

    public override Tensor forward(autograd.AutogradContext ctx, params object[] vars)
    {
        var (x, logWeights, means, stdevs) = ((Tensor)vars[0], (Tensor)vars[1], (Tensor)vars[2], (Tensor)vars[3]);
        ctx.save_for_backward([x, logWeights, means, stdevs]);
        ctx.save_data("counts", vars[4]);
        var counts = (IReadOnlyList<int>)vars[4];
        return x.dtype == ScalarType.Float32
            ? Forward<float>(x, logWeights, means, stdevs, counts)
            : Forward<double>(x, logWeights, means, stdevs, counts);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output)
    {
        var saved = ctx.get_saved_variables();
        var counts = (IReadOnlyList<int>)ctx.get_data("counts");
        return grad_output.dtype == ScalarType.Float32
            ? Backward<float>(grad_output, saved[0], saved[1], saved[2], saved[3], counts)
            : Backward<double>(grad_output, saved[0], saved[1], saved[2], saved[3], counts);
    }

    private static Tensor Forward<T>(Tensor x, Tensor logWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var (n, padded) = ((int)x.size(0), MixtureKernel<T>.Pad(x.size(0)));
        T[] samples = Transposed<T>(x, padded);
        T[] densities = ArrayPool<T>.Shared.Rent(counts.Count * padded);
        Kernel(samples, padded, logWeights, means, stdevs, counts).LogDensities(densities);

        var result = empty(n, counts.Count, dtype: x.dtype);
        var rows = MemoryMarshal.Cast<byte, T>(result.bytes);
        for (int c = 0; c < counts.Count; c++)
        {
            for (int i = 0; i < n; i++)
            {
                rows[(i * counts.Count) + c] = densities[(c * padded) + i];
            }
        }

        ArrayPool<T>.Shared.Return(samples);
        ArrayPool<T>.Shared.Return(densities);
        return result;
    }

    private static List<Tensor> Backward<T>(Tensor gradient, Tensor x, Tensor logWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int padded = MixtureKernel<T>.Pad(x.size(0));
        T[] samples = Transposed<T>(x, padded);
        T[] incoming = Transposed<T>(gradient, padded);
        double[] sums = Kernel(samples, padded, logWeights, means, stdevs, counts).Sums(incoming);
        ArrayPool<T>.Shared.Return(samples);
        ArrayPool<T>.Shared.Return(incoming);

        // ∂/∂log π = Σw,  ∂/∂μ = Σwz / σ,  ∂/∂σ = (Σwz² - Σw) / σ
        using var scope = NewDisposeScope();
        long features = means.size(1);
        var table = tensor(sums).reshape(means.size(0), 1 + (2 * features));
        var weight = table.narrow(1, 0, 1);                                                        // [M, 1]
        var moments = table.narrow(1, 1, 2 * features).reshape(means.size(0), features, 2);        // [M, D, 2]
        var sigma = stdevs.to(ScalarType.Float64);
        var toMeans = moments.select(2, 0) / sigma;
        var toStdevs = (moments.select(2, 1) - weight) / sigma;
        return
        [
            null!,
            weight.squeeze(1).to(means.dtype).MoveToOuterDisposeScope(),
            toMeans.to(means.dtype).MoveToOuterDisposeScope(),
            toStdevs.to(means.dtype).MoveToOuterDisposeScope(),
            null!,
        ];
    }

    private static MixtureKernel<T> Kernel<T>(
        T[] samples, int padded, Tensor logWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int features = (int)means.size(1);
        T[] w = Values<T>(logWeights), mu = Values<T>(means), sigma = Values<T>(stdevs);
        var components = new MixtureKernel<T>.Component[w.Length];
        for (int m = 0; m < w.Length; m++)
        {
            T[] own = sigma[(m * features)..((m + 1) * features)];
            double atMean = double.CreateChecked(w[m]) - (0.5 * features * Math.Log(2 * Math.PI)) - own.Sum(s => Math.Log(double.CreateChecked(s)));
            components[m] = new(mu[(m * features)..((m + 1) * features)], [.. own.Select(s => T.One / s)], T.CreateChecked(atMean));
        }

        var mixtures = new MixtureKernel<T>.Component[counts.Count][];
        for (int c = 0, first = 0; c < counts.Count; first += counts[c], c++)
        {
            mixtures[c] = components[first..(first + counts[c])];
        }

        return new(samples, padded, features, mixtures, get_num_threads());
    }

    private static T[] Values<T>(Tensor tensor)
        where T : unmanaged
    {
        using var contiguous = tensor.detach().contiguous();
        return MemoryMarshal.Cast<byte, T>(contiguous.bytes).ToArray();
    }

    /// <summary>[N, R] → [R, P], the padding filled with zeros, in an array rented from the pool.</summary>
    private static T[] Transposed<T>(Tensor tensor, int padded)
        where T : unmanaged
    {
        using var scope = NewDisposeScope();
        var turned = tensor.detach().t().contiguous();
        var (rows, n) = ((int)turned.size(0), (int)turned.size(1));
        var values = MemoryMarshal.Cast<byte, T>(turned.bytes);
        T[] result = ArrayPool<T>.Shared.Rent(rows * padded);
        for (int r = 0; r < rows; r++)
        {
            values.Slice(r * n, n).CopyTo(result.AsSpan(r * padded));
            result.AsSpan((r * padded) + n, padded - n).Clear();
        }

        return result;
    }
}
