using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

/// <summary>Oracle: eight predictions of two classes, counted by hand; and labels drawn from the posterior itself.</summary>
public class CalibrationTests
{
    // Class 1 is predicted with 0.6 (three of four right), then with 0.9 (three of four right).
    private static readonly Tensor ByHand = tensor(new[] { 0.6, 0.6, 0.6, 0.6, 0.9, 0.9, 0.9, 0.9 });
    private static readonly Tensor Labels = tensor(new long[] { 1, 1, 1, 0, 1, 1, 0, 1 });

    private static Calibration OfHand(int bins = 10) => new(stack([1 - ByHand, ByHand], dim: 1).log(), Labels, bins);

    [Fact]
    public void Bins_HoldTheMeanConfidenceAndTheShareThatCameTrue()
    {
        var bins = OfHand().Bins;

        Assert.Equal(2, bins.Count);
        Assert.Equal([0.6, 0.9], bins.Select(b => Math.Round(b.Confidence, 12)));
        Assert.Equal([0.75, 0.75], bins.Select(b => b.Accuracy));
        Assert.Equal([4L, 4L], bins.Select(b => b.Count));
    }

    [Fact]
    public void ExpectedCalibrationError_WeighsTheBinsByTheirCounts()
    {
        Assert.Equal(((4 * 0.15) + (4 * 0.15)) / 8, OfHand().ExpectedCalibrationError, 1e-12);
        // In a single bin the over- and the underconfident half cancel.
        Assert.Equal(0, OfHand(bins: 1).ExpectedCalibrationError, 1e-12);
    }

    [Fact]
    public void LogLossAndBrier_AreTheirFormulas()
    {
        Assert.Equal(-((3 * Math.Log(0.6)) + Math.Log(0.4) + (3 * Math.Log(0.9)) + Math.Log(0.1)) / 8, OfHand().LogLoss, 1e-12);
        Assert.Equal(2 * ((3 * 0.16) + 0.36 + (3 * 0.01) + 0.81) / 8, OfHand().Brier, 1e-12);
    }

    [Fact]
    public void LabelsDrawnFromThePosterior_AreCalibrated()
    {
        manual_seed(0);
        const int N = 100_000, Bins = 15;
        var logP = randn(N, 5, float64).mul(2).log_softmax(1);
        var labels = logP.exp().multinomial(1).squeeze(1);

        var calibration = new Calibration(logP, labels, Bins);

        // A bin of n deviates by at most 0.5 / √n standard errors; five of them, and Σ √n / N is at most √(bins / N).
        Assert.InRange(calibration.ExpectedCalibrationError, 0, 5 * 0.5 * Math.Sqrt((double)Bins / N));
        Assert.Equal(calibration.Confidence, calibration.Accuracy, 5 * 0.5 / Math.Sqrt(N));
        // The expected log loss is then the mean entropy.
        Assert.Equal(-(logP * logP.exp()).sum(1).mean().item<double>(), calibration.LogLoss, 0.02);
    }

    [Fact]
    public void Logits_AreNormalisedFirst()
    {
        manual_seed(1);
        var logits = randn(50, 3) * 4;
        var labels = randint(0, 3, [50], int64);

        Assert.Equal(new Calibration(logits.log_softmax(1), labels).LogLoss, new Calibration(logits + 7, labels).LogLoss, 1e-5);
    }

    [Fact]
    public void CertaintyThatIsRight_CostsNothing_AndWrong_CostsAllThereIs()
    {
        var certain = tensor(new[,] { { 0, double.NegativeInfinity } });

        var right = new Calibration(certain, zeros(1, int64));
        var wrong = new Calibration(certain, ones(1, int64));

        Assert.Equal((0, 0, 0), (right.LogLoss, right.Brier, right.ExpectedCalibrationError));
        Assert.Equal((double.PositiveInfinity, 2, 1), (wrong.LogLoss, wrong.Brier, wrong.ExpectedCalibrationError));
    }

    [Fact]
    public void BadInput_IsRefusedByName()
    {
        var fine = zeros(2, 3);

        Assert.Equal("logPosterior", Refused(() => new Calibration(zeros(2), zeros(2, int64))));
        Assert.Equal("logPosterior", Refused(() => new Calibration(full(2, 3, double.NaN), zeros(2, int64))));
        Assert.Equal("logPosterior", Refused(() => new Calibration(full(2, 3, double.NegativeInfinity), zeros(2, int64))));
        Assert.Equal("labels", Refused(() => new Calibration(fine, zeros(3, int64))));
        Assert.Equal("labels", Refused(() => new Calibration(fine, full(2, 3, int64))));
        Assert.Equal("bins", Refused(() => new Calibration(fine, zeros(2, int64), bins: 0)));

        static string? Refused(Func<object> make) => Assert.ThrowsAny<ArgumentException>(make).ParamName;
    }
}
