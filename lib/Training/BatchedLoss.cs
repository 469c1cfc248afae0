using static TorchSharp.torch;

namespace Gmm;

/// <summary>
/// Loss and gradient in tensor operations over all samples and components at once, on any device; what
/// <see cref="MixtureKernel{T}"/> computes in one pass. The derivative is written out: autograd would keep every intermediate, each as
/// large as samples times components, and pass over all of them again.
/// </summary>
/// <remarks>N samples, D features, C classes of K components, M of all classes. N is the innermost axis, along contiguous memory.</remarks>
internal sealed class BatchedLoss : IDisposable
{
    private readonly MixtureModel _model;
    private readonly double _likelihoodWeight;
    private readonly Tensor _samples; // [D, 1, N]
    private readonly Tensor? _own;    // [C, N], 1 at each sample's class; null for a density

    /// <param name="samples">[N, D].</param>
    /// <param name="labels">[N]; null for a density.</param>
    /// <param name="likelihoodWeight">As in <see cref="TrainingOptions.LikelihoodWeight"/>.</param>
    public BatchedLoss(MixtureModel model, Tensor samples, Tensor? labels, double likelihoodWeight)
    {
        using var scope = NewDisposeScope();
        (_model, _likelihoodWeight) = (model, likelihoodWeight);
        _samples = DiagonalMixtures.Columns(samples).DetachFromDisposeScope();
        _own = labels is null ? null
            : nn.functional.one_hot(labels, model.Layout.Counts.Count).t().to(samples.dtype).contiguous().DetachFromDisposeScope();
    }

    /// <summary>Adds the gradient to the parameters' own.</summary>
    /// <returns>Mean loss, without gradient.</returns>
    public Tensor Differentiate()
    {
        var (logWeights, means, stdevs) = DiagonalMixtures.Rectangle(_model);
        var (loss, slopes) = Slopes(logWeights.detach(), means.detach(), stdevs.detach());

        // From here to the parameters there are as few numbers as components have: autograd knows the way.
        (Tensor Value, Tensor Slope)[] trained = [.. new[] { logWeights, means, stdevs }.Zip(slopes).Where(pair => pair.First.requires_grad)];
        if (trained.Length > 0)
        {
            autograd.backward([.. trained.Select(t => t.Value)], [.. trained.Select(t => t.Slope)]);
        }

        return loss;
    }

    public void Dispose()
    {
        _samples.Dispose();
        _own?.Dispose();
    }

    /// <returns>Mean loss; and its slope along each of log π [C, K], μ and σ [C·K, D].</returns>
    private (Tensor Loss, Tensor[] Slopes) Slopes(Tensor logWeights, Tensor means, Tensor stdevs)
    {
        using var noGrad = no_grad();
        double samples = _samples.size(2);
        var (z, joint) = DiagonalMixtures.Joint(_samples, logWeights, means, stdevs);                                 // [D, C·K, N], [C, K, N]
        var logits = joint.logsumexp(1);                                                                              // [C, N]
        var (loss, toLogits) = Objective(logits);

        // ∂ log Σ_k exp(joint_k) / ∂ joint_k is component k's responsibility.
        var w = (joint - logits.unsqueeze(1)).exp_().mul_(toLogits.unsqueeze(1)).reshape(-1, logits.size(1));         // [C·K, N]
        var total = w.sum(dim: 1) / samples;                                                                          // [C·K]
        var wz = w * z;                                                                                               // [D, C·K, N]
        var toMeans = wz.sum(dim: 2).t() / stdevs / samples;
        var toStdevs = ((wz.mul_(z).sum(dim: 2).t() / samples) - total.unsqueeze(-1)) / stdevs;
        return (loss, [total.reshape(logWeights.shape), toMeans, toStdevs]);
    }

    /// <returns>The mean loss; and N times its slope along each logit: softmax less what is true, or -1 of a density.</returns>
    private (Tensor Loss, Tensor Slope) Objective(Tensor logits)
    {
        if (_own is null)
        {
            return (-logits.mean(), -ones_like(logits));
        }

        var logPosterior = logits.log_softmax(0);
        var loss = -(logPosterior + (_likelihoodWeight * logits)).mul(_own).sum() / logits.size(1);
        return (loss, logPosterior.exp() - ((1 + _likelihoodWeight) * _own));
    }
}
