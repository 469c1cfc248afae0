using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>
/// The mixture's density, its gradients through relu and abs, and its moments are PyTorch's, whichever way they are computed.
/// Oracle: the recorded values of each case.
/// </summary>
public class MixtureParityTests
{
    public static TheoryData<string, ScalarType> Cases => MixtureCase.Names();

    public static TheoryData<string, ScalarType, Computation> CasesAndComputations => new(
        from row in MixtureCase.Names()
        from computation in new[] { Computation.Plain, Computation.Batched, Computation.Fused }
        select (row.Data.Item1, row.Data.Item2, computation));

    [Theory]
    [MemberData(nameof(CasesAndComputations))]
    public void Model_HasTheRecordedDensitiesAndGradients(string name, ScalarType dtype, Computation computation)
    {
        var recorded = MixtureCase.Of(name, dtype);
        using var model = recorded.Model();
        model.Computation = computation;

        AssertDensitiesAndGradients(recorded, model, model.forward(recorded.X));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distribution_HasTheRecordedMoments(string name, ScalarType dtype)
    {
        var recorded = MixtureCase.Of(name, dtype);
        using var model = recorded.Model();
        using var mixture = model.ToDistribution();

        recorded.Agrees("mixture_mean", mixture.mean);
        recorded.Agrees("mixture_variance", mixture.variance);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Distribution_IsMadeOfTheRecordedWeightsAndComponents(string name, ScalarType dtype)
    {
        var recorded = MixtureCase.Of(name, dtype);
        using var model = recorded.Model();
        using var mixture = model.ToDistribution();
        var weights = mixture.mixture_distribution;

        recorded.Agrees("categorical_probs", weights.probs);
        recorded.Agrees("categorical_logits", weights.logits);
        recorded.Agrees("mix_log_softmax_logits", nn.functional.log_softmax(weights.logits, dim: -1));
        recorded.Agrees("categorical_entropy", weights.entropy());
        recorded.Agrees("component_log_prob", mixture.component_distribution.log_prob(recorded.X.unsqueeze(1)));
    }

    private static void AssertDensitiesAndGradients(MixtureCase recorded, GaussianMixModel model, Tensor logProb)
    {
        var loss = -logProb.mean();
        loss.backward();

        recorded.Agrees("log_prob", logProb);
        recorded.Agrees("loss_mean_neg_log_prob", loss);
        recorded.Agrees("grad_blend_weight", model.RawWeights.grad!);
        recorded.Agrees("grad_means", model.Means.grad!);
        recorded.Agrees("grad_stdevs", model.RawStandardDeviations.grad!);
    }
}
