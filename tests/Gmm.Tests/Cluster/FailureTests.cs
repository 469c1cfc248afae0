using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>What goes wrong ends all ranks, with one message that names the rank and the file, and leaves no half file.</summary>
[Trait("Category", "Cluster")]
public partial class FailureTests
{
    private static readonly string[] Fit = ["fit", "--data", "parquet/*", "--components", "3", "--covariance", "full"];

    [Fact]
    public async Task AShardThatCannotBeRead_EndsAllRanks()
    {
        ClusterProgram.RequireMpich();
        using var folder = await ClusterFolder.MakeAsync(20_000, shards: 3);
        byte[] shard = File.ReadAllBytes(folder["parquet/part-0001.parquet"]);
        File.WriteAllBytes(folder["parquet/part-0001.parquet"], shard[..(shard.Length / 2)]);

        var outcome = await ClusterProgram.RunAsync(3, folder.Path, Fit);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.True(RankMessage().Count(outcome.Errors) == 1, outcome.Errors);
        Assert.Matches(@"(?m)^rank \d of 3: parquet/part-0001.parquet: ", outcome.Errors);
        Assert.False(File.Exists(folder["model.json"]));
    }

    [Fact]
    public async Task AFullDisk_EndsAllRanks_AndLeavesNoHalfFile()
    {
        ClusterProgram.RequireMpich();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux has mount namespaces.");
        using var folder = await ClusterFolder.MakeAsync(20_000, shards: 3);
        Directory.CreateDirectory(folder["full"]);
        var fit = ClusterProgram.Command(2, folder.Path, [.. Fit, "--tolerance", "1e-9", "--checkpoint-every", "1", "--out", "full/model.json"]);
        const string Script = """
            mount -t tmpfs -o size=4k none full || exit 77
            head -c 4096 /dev/zero >full/filler
            "$@"; code=$?
            ls full
            exit $code
            """;
        using var process = Process.Start(ClusterProgram.In(folder.Path, ["unshare", "--mount", "bash", "-c", Script, "fit", fit.FileName, .. fit.ArgumentList]))!;

        var outcome = await ClusterProgram.EndAsync(process);

        Assert.SkipWhen(outcome.ExitCode == 77 || outcome.Errors.StartsWith("unshare", StringComparison.Ordinal), $"May not mount here: {outcome.Errors}");
        Assert.Equal(1, outcome.ExitCode);
        Assert.Equal("filler", outcome.Output.Trim());
        Assert.True(RankMessage().Count(outcome.Errors) == 1, outcome.Errors);
        Assert.Matches(@"(?m)^rank 0 of 2: .*full/model.json.checkpoint", outcome.Errors);
    }

    [Fact]
    public async Task ARowWithoutANumber_IsRefusedWithFileAndRow_OrSkippedAndCounted()
    {
        using var folder = await ClusterFolder.MakeAsync(300, shards: 2, format: "csv");
        string[] lines = File.ReadAllLines(folder["csv/part-0001.csv"]);
        (lines[8], lines[18], lines[28]) = ("1.5,", "NaN,2", "3,Infinity");
        File.WriteAllLines(folder["csv/part-0001.csv"], lines);
        string[] fit = ["fit", "--data", "csv/*.csv", "--components", "1", "--covariance", "full"];

        var refused = await ClusterProgram.RunAsync(0, folder.Path, fit);
        var skipped = await ClusterProgram.RunAsync(0, folder.Path, [.. fit, "--skip-bad"]);

        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("csv/part-0001.csv: row 7, column \"x1\"", refused.Errors, StringComparison.Ordinal);
        Assert.Equal(0, skipped.ExitCode);
        Assert.Contains("297 samples of 2 features (x0, x1), 3 rows left out", skipped.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.csv", "x,y\n1 2\n")]
    [InlineData("a.parquet", "no Parquet")]
    [InlineData("a.arrow", "no Arrow")]
    public async Task AFileThatIsNoneOfItsKind_IsNamed(string name, string text)
    {
        using var folder = await ClusterFolder.MakeAsync(300, shards: 1);
        File.WriteAllText(folder[name], text);

        var outcome = await ClusterProgram.RunAsync(0, folder.Path, ["fit", "--data", name, "--components", "2", "--out", "model.json"]);

        Assert.Equal(1, outcome.ExitCode);
        Assert.StartsWith($"./{name}: cannot be read: ", outcome.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--columns", "x0,height", "no column \"height\". Columns: x0, x1")]
    [InlineData("--data", "nowhere/*.parquet", "nowhere/*.parquet: no such file")]
    [InlineData("--components", "4..2", "--components is 4..2: expected")]
    [InlineData("--out", "nowhere/model.json", "there is no folder")]
    public async Task AWrongOption_IsNamed(string option, string value, string message)
    {
        using var folder = await ClusterFolder.MakeAsync(300, shards: 2);
        string[] fit = option == "--data" ? ["fit"] : ["fit", "--data", "parquet/*.parquet"];

        var outcome = await ClusterProgram.RunAsync(0, folder.Path, [.. fit, option, value]);

        Assert.NotEqual(0, outcome.ExitCode);
        Assert.Contains(message, outcome.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenMpi_IsToldWhatToInstallInstead()
    {
        using var folder = await ClusterFolder.MakeAsync(300, shards: 1);
        var start = ClusterProgram.Command(0, folder.Path, Fit);
        start.Environment["OMPI_COMM_WORLD_SIZE"] = "1";
        using var process = Process.Start(start)!;

        var outcome = await ClusterProgram.EndAsync(process);

        Assert.Equal(2, outcome.ExitCode);
        Assert.Contains("apt install mpich", outcome.Errors, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"(?m)^rank \d")]
    private static partial Regex RankMessage();
}
