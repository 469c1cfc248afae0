using CsCheck;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Invariants;

/// <summary>
/// Fits to anything: scales from 1e-12 to 1e12, samples twice, features that do not vary, weights, more components than samples.
/// Either a sound answer or a documented exception.
/// </summary>
public class RandomFits
{
    private sealed record Input(double[][] Samples, int Components, CovarianceType Type, bool EqualWeights, double[]? Weights, bool Robust);

    private static readonly Gen<Input> AnyInput =
        from count in Gen.Int[1, 200]
        from features in Gen.Int[1, 8]
        from z in Gen.Double[-3, 3].Array[features].Array[count]
        from exponents in Gen.Double[-12, 12].Array[features]
        from shifts in Gen.Frequency((3, Gen.Const(0.0)), (1, Gen.Double[-1e6, 1e6])).Array[features]
        from copies in Gen.Frequency((3, Gen.Const(count)), (1, Gen.Int[1, count]))
        from constant in Gen.Frequency((9, Gen.Const(-1)), (1, Gen.Int[0, features - 1]))
        from components in Gen.Int[1, 6]
        from type in Gen.Enum<CovarianceType>()
        from equal in Gen.Bool
        from weighted in Gen.Int[0, 2]
        from weights in Gen.Double[0, 1].Array[count]
        from weightScale in Gen.Double[-30, 30]
        from robust in Gen.Bool
        select new Input(
            [.. Enumerable.Range(0, count).Select(n => z[n % copies].Select((v, d) => ((d == constant ? 0 : v) + shifts[d]) * Math.Pow(10, exponents[d])).ToArray())],
            components,
            type,
            equal,
            weighted == 0 ? [.. weights.Select(w => (w + 1e-3) * Math.Pow(10, weightScale))] : null,
            robust);

    [Fact]
    public void AFewHundred_AreSoundOrRefused() => Check(300);

    [Fact(Explicit = true)]
    [Trait("Category", "Long")]
    public void TenThousand_AreSoundOrRefused() => Check(10_000);

    private static void Check(int count) => AnyInput.Sample(AssertSoundOrRefused, iter: count, threads: 1);

    private static void AssertSoundOrRefused(Input input)
    {
        using var scope = NewDisposeScope();
        var x = tensor(input.Samples.SelectMany(row => row).ToArray()).reshape(input.Samples.Length, -1);
        var options = (input.Robust ? EmOptions.Robust : new()) with { CovarianceType = input.Type, EqualWeights = input.EqualWeights };
        EmResult fit;
        try
        {
            fit = ExpectationMaximization.Fit(x, input.Components, options, input.Weights is null ? null : tensor(input.Weights));
        }
        catch (ArgumentException refused)
        {
            Assert.Contains(refused.ParamName, new[] { "x", "nComponents" });
            return;
        }
        catch (ArithmeticException refused)
        {
            Assert.Contains("Raise RegCovar", refused.Message, StringComparison.Ordinal);
            return;
        }

        var mixture = fit.Mixture;
        Assert.Equal(1, mixture.Weights.Sum(), 1e-9);
        Assert.All(mixture.Means.Cast<double>().Concat(mixture.StandardDeviations.Cast<double>()), value => Assert.True(double.IsFinite(value)));
        Assert.All(mixture.StandardDeviations.Cast<double>(), sigma => Assert.True(sigma > 0));
        Assert.True(double.IsFinite(mixture.Score(x)));
        Assert.All(fit.LowerBounds, bound => Assert.True(double.IsFinite(bound)));
        double allowed = options.RegCovar == 0 ? 1e-9 : double.PositiveInfinity; // what reg_covar may cost: EmInvariants
        Assert.All(fit.LowerBounds.Zip(fit.LowerBounds.Skip(1)), pair => Assert.True(
            pair.Second >= pair.First - (allowed * Math.Max(1, Math.Abs(pair.First))), $"{pair.First} then {pair.Second}"));
    }
}
