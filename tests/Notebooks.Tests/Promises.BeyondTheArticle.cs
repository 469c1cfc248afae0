using Xunit;

namespace Notebooks.Tests;

/// <summary>Of the chapters whose data is not the article's.</summary>
internal static partial class Promises
{
    private static void DataThatNobodyDrew(ExecutedIpynb ipynb)
    {
        Assert.Contains("149 of 150", Text(ipynb, "DropNulls"));
        Assert.Contains("1257 digits to learn from", Text(ipynb, "pixels that never change"));
        Assert.InRange(Numbers(Text(ipynb, "flowersHeld.Count}"), @"right: (\d\.\d+)")[0], 0.8, 1);

        // What scikit-learn's best reach on such splits is 98 % and 0.1 nats; one split is a few standard errors off, at most.
        string judged = Text(ipynb, "\"told nothing\"");
        double[] told = Numbers(judged, @"told nothing\s+(\d+\.\d+)\s+(\d+\.\d+)");
        Assert.InRange(told[0], 96, 100);
        Assert.InRange(told[1], 0, 0.15);

        string table = Text(ipynb, "new StringDataFrameColumn(\"classifier\"");
        Assert.All(
            ["this library", "SVC", "RandomForest", "HistGradientBoosting", "logistic regression", "LDA", "QDA", "kNN", "naive Bayes"],
            row => Assert.Contains(row, table));

        foreach (var (code, title) in new[]
        {
            ("Charts.Classes", "150 irises: petal length (x) and width (y), in cm"),
            ("var first =", "The first twenty digits of the file"),
            ("byShare = ", "How much to shrink"),
            ("Losses(model)", "Digits: log loss, a dot for each split"),
            ("Doubt(long row)", "The ten answers with the lowest probability"),
            ("Verdict(int i)", "A letter, noise, and ten digits upside down"),
            ("var pairs", "Written by people, and drawn from a density, row by row"),
        })
        {
            AssertChart(ipynb, code, title);
        }

        Assert.InRange(Numbers(Text(ipynb, "var drawn ="), @"recognises (\d\.\d+)")[0], 0.8, 1);
    }

    private static void IsItReallyGaussian(ExecutedIpynb ipynb)
    {
        // A uniform square of side 4 under the best Gaussian: log √(2πe 16/12) an axis, less log 4, twice; 0.353 nats.
        double[] uniform = Numbers(Text(ipynb, "\"within 0.05 nats\""), @"(?m)^uniform .*\s(\d\.\d+)\s+(\d\.\d+)");
        Assert.InRange(uniform[0], 0.33, 0.38);
        Assert.InRange(uniform[1], 0, uniform[0]);

        string remedies = Text(ipynb, "\"width; the truth's is 1\"");
        double plain = Numbers(remedies, @"plain likelihood\s+(\d\.\d+)")[0];
        Assert.InRange(Numbers(remedies, @"a background\s+(\d\.\d+)")[0], 0.85, 1.15);
        Assert.InRange(plain, 1.8, 4); // the variance of the mixture of both is 0.95 + 0.05 · 400 / 3 = 7.6, of 400 points

        double[] crossing = Numbers(Text(ipynb, "int behind"), @"between (\d+) and (\d+)");
        Assert.True(crossing[0] < crossing[1]);
        foreach (var (code, title) in new[]
        {
            ("Series Price", "The price of not being Gaussian"),
            ("Series Found", "Distances of points held back, against what a Gaussian promises"),
            ("var band", "The bend: probability transform of y"),
            ("Series Curve(int way)", "Gap to the best possible accuracy"),
        })
        {
            AssertChart(ipynb, code, title);
        }
    }
}
