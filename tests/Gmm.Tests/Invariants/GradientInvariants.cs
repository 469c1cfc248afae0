using CsCheck;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>Gradients are the slopes of the loss. Oracle: central differences in float64, parameter by parameter.</summary>
/// <remarks>
/// With a step of h = 1e-5 a central difference errs by h²/6 times the third derivative, up to about 1e5 here, and by
/// 1e-16/h times the loss: 1e-5 relative to max(1, |gradient|) is above both, and far below a wrong factor.
/// </remarks>
public class GradientInvariants
{
    private const double H = 1e-5;

    private const double Tolerance = 1e-5;

    [Fact]
    public void OfTheNegativeLogLikelihood_EqualFiniteDifferences() =>
        Mixture.Any(mostFeatures: 3, mostComponents: 4).Sample(
            mixture =>
            {
                using var scope = NewDisposeScope();
                using var model = mixture.Model();
                var x = mixture.X();

                AssertSlopes(model, () => model.NegativeLogLikelihood(x).mean());
            },
            iter: 50,
            threads: 1);

    [Fact]
    public void OfTheCrossEntropy_EqualFiniteDifferences() =>
        ClassifierInvariants.Classifiers().Sample(
            classes =>
            {
                using var scope = NewDisposeScope();
                using var model = ClassifierInvariants.Model(classes);
                var x = classes[0].X();
                var labels = arange(x.size(0), dtype: int64).remainder(classes.Length);

                AssertSlopes(model, () => nn.functional.cross_entropy(model.forward(x, returnLogits: true), labels));
            },
            iter: 50,
            threads: 1);

    private static void AssertSlopes(nn.Module model, Func<Tensor> loss)
    {
        loss().backward();
        foreach (var (name, parameter) in model.named_parameters())
        {
            double[] gradient = [.. parameter.grad!.reshape(-1).data<double>()];
            using var frozen = no_grad();
            var values = parameter.view(-1);
            for (int i = 0; i < gradient.Length; i++)
            {
                double at = values[i].item<double>();
                double slope = (LossAt(i, at + H) - LossAt(i, at - H)) / (2 * H);
                LossAt(i, at);
                Assert.True(
                    Math.Abs(gradient[i] - slope) <= Tolerance * Math.Max(1, Math.Abs(slope)),
                    $"{name}[{i}]: gradient {gradient[i]:R}, finite difference {slope:R}");
            }

            double LossAt(int i, double value)
            {
                values[i] = value;
                return loss().item<double>();
            }
        }
    }
}
