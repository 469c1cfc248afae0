using System.Diagnostics;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>A fit whose ranks are killed goes on from its last checkpoint, as if nothing had been.</summary>
[Trait("Category", "Cluster")]
public class ResumeTests
{
    private const int Ranks = 3;
    private static readonly string[] Fit =
    [
        "fit", "--data", "parquet/*.parquet", "--components", "5", "--covariance", "full",
        "--tolerance", "1e-9", "--max-iterations", "60", "--checkpoint-every", "1", "--resume",
    ];

    [Fact]
    public async Task KilledAtTenRandomMoments_EndsWithTheSameBits()
    {
        ClusterProgram.RequireMpich();
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Ranks are found in /proc.");
        using var folder = await ClusterFolder.MakeAsync(30_000);
        var clock = Stopwatch.StartNew();
        await ClusterProgram.SucceedAsync(Ranks, folder.Path, [.. Fit, "--out", "whole.json"]);
        double whole = clock.Elapsed.TotalSeconds;
        var random = new Random(1);
        for (int kill = 0; kill < 10; kill++)
        {
            using var process = Process.Start(ClusterProgram.Command(Ranks, folder.Path, [.. Fit, "--out", "killed.json"]))!;
            var end = ClusterProgram.EndAsync(process);
            await Task.Delay(TimeSpan.FromSeconds(whole * random.NextDouble()), TestContext.Current.CancellationToken);
            int[] ranks = RankIds(folder.Path);
            if (ranks.Length > 0)
            {
                using var victim = Process.GetProcessById(ranks[random.Next(ranks.Length)]);
                victim.Kill();
            }

            var outcome = await end; // a hang would be this test's end
            Assert.True(outcome.ExitCode != 0 || File.Exists(folder["killed.json"]), outcome.ToString());
            if (File.Exists(folder["killed.json"])) // it was done before it was killed
            {
                Assert.Equal(File.ReadAllBytes(folder["whole.json"]), File.ReadAllBytes(folder["killed.json"]));
                File.Delete(folder["killed.json"]);
            }
        }

        await ClusterProgram.SucceedAsync(Ranks, folder.Path, [.. Fit, "--out", "killed.json"]);

        Assert.Equal(File.ReadAllBytes(folder["whole.json"]), File.ReadAllBytes(folder["killed.json"]));
        Assert.False(File.Exists(folder["killed.json.checkpoint"]));
    }

    [Fact]
    public async Task ACheckpointOfAnotherFit_IsRefused()
    {
        using var folder = await ClusterFolder.MakeAsync(5000, shards: 2);
        string[] again = [.. Fit, "--out", "model.json"];
        File.WriteAllText(folder["model.json.checkpoint"], "{}");

        var damaged = await ClusterProgram.RunAsync(0, folder.Path, again);

        Assert.Equal(1, damaged.ExitCode);
        Assert.Contains("model.json.checkpoint is no Checkpoint", damaged.Errors, StringComparison.Ordinal);
    }

    /// <summary>The processes that mpiexec started in a folder.</summary>
    private static int[] RankIds(string folder) =>
    [
        .. from path in Directory.GetDirectories("/proc")
           let id = int.TryParse(Path.GetFileName(path), out int number) ? number : 0
           where id > 0 && IsRank(path, folder)
           select id,
    ];

    private static bool IsRank(string path, string folder)
    {
        try
        {
            return File.ReadAllText($"{path}/cmdline").StartsWith("dotnet\0", StringComparison.Ordinal)
                && File.ResolveLinkTarget($"{path}/cwd", returnFinalTarget: false)?.FullName == folder
                && File.ReadAllText($"{path}/environ").Contains("PMI_RANK=", StringComparison.Ordinal);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
