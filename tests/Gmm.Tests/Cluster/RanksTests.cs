using Gmm.Tests.Fitting;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>However many processes share the files, it is one fit. Oracle: the library's fit of all samples in memory, from the same start.</summary>
[Trait("Category", "Cluster")]
public class RanksTests
{
    private const int Samples = 12_000;

    private static readonly string[] Fit = ["fit", "--data", "csv/*.csv", "--tolerance", "1e-9"];

    /// <summary>Away from the truth, so that the fit has some way to go.</summary>
    private static GaussianMixture Start(CovarianceType type) => new(
        type, [1, 1, 1], new double[,] { { 0, 1 }, { 2, 0 }, { 1, 3 } }, [.. Enumerable.Repeat(new double[,] { { 2, 0 }, { 0, 2 } }, 3)]);

    [Theory]
    [InlineData(CovarianceType.Diagonal)]
    [InlineData(CovarianceType.Full)]
    public async Task Ranks_OverEightShards_FitWhatTheLibraryFitsInMemory(CovarianceType type)
    {
        ClusterProgram.RequireMpich();
        using var folder = await ClusterFolder.MakeAsync(Samples, shards: 8, format: "csv");
        Start(type).Save(folder["start.json"]);
        var shards = Enumerable.Range(0, 8).Select(i => folder.Read($"csv/part-{i:0000}.csv")).ToArray();
        var whole = new Samples([.. shards.SelectMany(shard => shard.Values)], Samples, 2);
        var expected = ExpectationMaximization.Fit(
            whole, Start(type), EmOptions.Robust with { CovarianceType = type, Tolerance = 1e-9 });

        foreach (int ranks in new[] { 1, 2, 3, 7, 9 }) // one of nine gets no shard
        {
            await ClusterProgram.SucceedAsync(ranks, folder.Path, [.. Fit, "--start", "start.json", "--out", $"{ranks}.json", "--threads", "2"]);

            MixtureAssert.Close(expected.Mixture, folder.Mixture($"{ranks}.json"), 1e-10);
        }
    }

    [Fact]
    public async Task Threads_ChangeNoBit()
    {
        using var folder = await ClusterFolder.MakeAsync(Samples, shards: 8, format: "csv");

        foreach (int threads in new[] { 1, 2, 5 })
        {
            await ClusterProgram.SucceedAsync(0, folder.Path, [.. Fit, "--components", "3", "--out", $"{threads}.json", "--threads", $"{threads}", "--memory", $"{threads % 2}"]);
        }

        Assert.Equal(File.ReadAllBytes(folder["1.json"]), File.ReadAllBytes(folder["2.json"]));
        Assert.Equal(File.ReadAllBytes(folder["1.json"]), File.ReadAllBytes(folder["5.json"]));
    }

    [Fact]
    public async Task Formats_OfTheSameNumbers_GiveTheSameBits()
    {
        using var folder = await ClusterFolder.MakeAsync(Samples, shards: 3, format: "csv");
        await folder.MakeMoreAsync(Samples, 3, "parquet");
        await folder.MakeMoreAsync(Samples, 3, "arrow");

        foreach (string format in new[] { "csv", "parquet", "arrow" })
        {
            await ClusterProgram.SucceedAsync(
                0, folder.Path, "fit", "--data", $"{format}/*.{format}", "--components", "3", "--covariance", "full", "--out", $"{format}.json");
        }

        Assert.Equal(File.ReadAllBytes(folder["csv.json"]), File.ReadAllBytes(folder["parquet.json"]));
        Assert.Equal(File.ReadAllBytes(folder["csv.json"]), File.ReadAllBytes(folder["arrow.json"]));
    }

    [Fact]
    public async Task Search_OnThreeRanks_FindsTheTrueNumberAndType()
    {
        ClusterProgram.RequireMpich();
        using var folder = await ClusterFolder.MakeAsync(Samples);

        await ClusterProgram.SucceedAsync(3, folder.Path, "fit", "--data", "parquet/*.parquet", "--components", "2..4", "--out", "found.json");

        var found = folder.Mixture("found.json");
        Assert.Equal((3, CovarianceType.Full), (found.Components, found.CovarianceType));
        string score = await ClusterProgram.SucceedAsync(2, folder.Path, "score", "--model", "found.json", "--data", "parquet/*.parquet");
        Assert.StartsWith($"{Samples} samples, log-density -", score, StringComparison.Ordinal);
    }
}
