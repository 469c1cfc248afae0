using System.Globalization;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>With a column of labels, a fit is a classifier.</summary>
[Trait("Category", "Cluster")]
public class ClassifierTests
{
    [Fact]
    public async Task Fit_WithLabels_WritesAClassifierThatTheLibraryOpens()
    {
        ClusterProgram.RequireMpich();
        using var folder = await ClusterFolder.MakeAsync(100, 1);
        var shifted = new GaussianMixture(CovarianceType.Diagonal, [1], new double[,] { { 6, -3 } }, [new double[,] { { 1, 0 }, { 0, 1 } }]);
        new BayesClassifier([ClusterFolder.Truth, shifted], [0.75, 0.25], ["left", "right"]).Save(folder["classes.json"]);
        await folder.MakeMoreAsync(6000, 4, "csv", "classes.json");

        await ClusterProgram.SucceedAsync(
            2, folder.Path, "fit", "--data", "csv/*.csv", "--label", "class", "--components", "1..3", "--covariance", "full", "--out", "found.json");

        var found = BayesClassifier.Open(folder["found.json"]);
        string[] labels = [.. Enumerable.Range(0, 4).SelectMany(i => File.ReadLines(folder[$"csv/part-{i:0000}.csv"]).Skip(1)).Select(line => line.Split(',')[2])];
        Assert.Equal(["left", "right"], found.ClassNames);
        Assert.Equal(labels.Count(label => label == "left") / 6000.0, found.Priors[0], 1e-12);
        Assert.Equal([3, 1], found.ClassDensities.Select(density => ((GaussianMixture)density).Components));

        // What score and predict say, by hand.
        double[,] x = new double[6000, 2];
        foreach (var (n, line) in Enumerable.Range(0, 4).SelectMany(i => File.ReadLines(folder[$"csv/part-{i:0000}.csv"]).Skip(1)).Index())
        {
            string[] cells = line.Split(',');
            (x[n, 0], x[n, 1]) = (double.Parse(cells[0], CultureInfo.InvariantCulture), double.Parse(cells[1], CultureInfo.InvariantCulture));
        }

        string[] predicted = [.. found.Predict(x).data<long>().Select(c => found.ClassNames[(int)c])];
        double accuracy = predicted.Zip(labels).Count(pair => pair.First == pair.Second) / 6000.0;
        string score = await ClusterProgram.SucceedAsync(2, folder.Path, "score", "--model", "found.json", "--data", "csv/*.csv", "--label", "class");
        Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"accuracy {accuracy:0.000000}"), score, StringComparison.Ordinal);
        await ClusterProgram.SucceedAsync(
            2, folder.Path, "predict", "--model", "found.json", "--data", "csv/*.csv", "--columns", "x0,x1", "--out", "predictions", "--format", "csv");
        Assert.Equal(predicted, Enumerable.Range(0, 4).SelectMany(i => File.ReadLines(folder[$"predictions/part-{i:0000}.predictions.csv"]).Skip(1)).Select(line => line.Split(',')[1]));
    }
}
