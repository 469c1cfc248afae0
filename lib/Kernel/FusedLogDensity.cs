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
        ctx.save_for_backward([stdevs]);
        var counts = (IReadOnlyList<int>)vars[4];
        return x.dtype == ScalarType.Float32
            ? Forward<float>(ctx, x, logWeights, means, stdevs, counts)
            : Forward<double>(ctx, x, logWeights, means, stdevs, counts);
    }

    public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
        grad_output.dtype == ScalarType.Float32 ? Backward<float>(ctx, grad_output) : Backward<double>(ctx, grad_output);

    private static Tensor Forward<T>(
        autograd.AutogradContext ctx, Tensor x, Tensor logWeights, Tensor means, Tensor stdevs, IReadOnlyList<int> counts)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var samples = new SampleBlock<T>(x);
        var kernel = new MixtureKernel<T>(samples, counts, get_num_threads());
        kernel.SetComponents(Values(logWeights), Values(means), Values(stdevs));
        ctx.save_data("samples", samples);
        ctx.save_data("kernel", kernel);

        T[] densities = new T[counts.Count * samples.Padded];
        kernel.LogDensities(densities);
        var result = empty(samples.Count, counts.Count, dtype: x.dtype);
        var rows = MemoryMarshal.Cast<byte, T>(result.bytes);
        for (int c = 0; c < counts.Count; c++)
        {
            for (int i = 0; i < samples.Count; i++)
            {
                rows[(i * counts.Count) + c] = densities[(c * samples.Padded) + i];
            }
        }

        return result;
    }

    private static List<Tensor> Backward<T>(autograd.AutogradContext ctx, Tensor gradient)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var samples = (SampleBlock<T>)ctx.get_data("samples");
        var kernel = (MixtureKernel<T>)ctx.get_data("kernel");
        double[] sums = new double[kernel.Sums];
        kernel.Differentiate(new GivenGradient<T>(samples, samples.Rows(gradient)), sums);

        // ∂/∂log π = Σw,  ∂/∂μ = Σw(x-μ) / σ²,  ∂/∂σ = (Σw(x-μ)² / σ² - Σw) / σ
        using var scope = NewDisposeScope();
        var stdevs = ctx.get_saved_variables()[0];
        long features = stdevs.size(1);
        var table = tensor(sums).reshape(stdevs.size(0), 1 + (2 * features));
        var weight = table.narrow(1, 0, 1);                                                        // [M, 1]
        var moments = table.narrow(1, 1, 2 * features).reshape(stdevs.size(0), features, 2);       // [M, D, 2]
        var sigma = stdevs.to(ScalarType.Float64);
        var toMeans = moments.select(2, 0) / sigma.square();
        var toStdevs = ((moments.select(2, 1) / sigma.square()) - weight) / sigma;
        return
        [
            null!,
            weight.squeeze(1).to(stdevs.dtype).MoveToOuterDisposeScope(),
            toMeans.to(stdevs.dtype).MoveToOuterDisposeScope(),
            toStdevs.to(stdevs.dtype).MoveToOuterDisposeScope(),
            null!,
        ];
    }

    private static double[] Values(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        return tensor.detach().to(ScalarType.Float64).contiguous().data<double>().ToArray();
    }
}
