using Gmm.Tests.Parity;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Classification;

/// <summary>
/// A classifier told nothing, on data that people collected. Oracle: scikit-learn's classifiers on the same splits, as
/// tests/reference/record_real_data.py recorded them; for each number the best of the eight.
/// </summary>
public class RealDataTests
{
    [Theory]
    [InlineData("iris")]
    [InlineData("wine")]
    [InlineData("cancer")]
    [InlineData("digits")]
    public void Fit_ToldNothing_IsAsGoodAsTheBestOfTheOthers(string name)
    {
        var recorded = Recorded.Open("real_data").At("sets", name);
        var others = recorded.At("models").EnumerateObject().Select(model => model.Value).ToArray();
        var results = new List<(double Accuracy, double LogLoss)>();
        foreach (var split in recorded.At("splits").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            manual_seed(0);
            var (train, test) = RealData.Split(name, split.Integers());

            var classifier = BayesClassifier.Fit(train);

            var own = classifier.LogPosterior(test.X).gather(1, test.Labels.unsqueeze(1));
            results.Add((100 * classifier.Score(test), -own.clamp(min: Math.Log(1e-15)).mean().item<double>()));
        }

        double accuracy = results.Average(r => r.Accuracy), loss = results.Average(r => r.LogLoss);
        double bestAccuracy = others.Max(o => o.At("accuracy").GetDouble()), leastLoss = others.Min(o => o.At("logLoss").GetDouble());
        Assert.True(accuracy >= bestAccuracy - 0.5, $"accuracy {accuracy:0.00} %, the best of the others {bestAccuracy:0.00} %");
        Assert.True(loss <= 1.3 * leastLoss, $"log loss {loss:0.0000}, the best of the others {leastLoss:0.0000}");
    }

    [Theory]
    [InlineData(1e-9, 0)]
    [InlineData(1e9, 0)]
    [InlineData(1, 1e6)]
    public void Units_ChangeNothing(double factor, double shift)
    {
        var (rows, labels) = RealData.Read("wine");
        double[][] other = [.. rows.Select(row => row.Select((v, d) => d % 2 == 0 ? (factor * v) + shift : v).ToArray())];

        var plain = BayesClassifier.Search(RealData.Samples(rows, labels));
        var scaled = BayesClassifier.Search(RealData.Samples(other, labels));

        Assert.Equal(plain.Winner! with { LogLoss = 0, Temperature = 1 }, scaled.Winner! with { LogLoss = 0, Temperature = 1 });
        TensorAssert.Close(
            plain.Classifier.Probabilities(RealData.Samples(rows, labels).X), scaled.Classifier.Probabilities(RealData.Samples(other, labels).X), 1e-5);
    }
}
