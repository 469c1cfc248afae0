namespace Gmm.Tests.Cluster;

/// <summary>A folder with a true mixture, a start, and samples in shards.</summary>
internal sealed class ClusterFolder : IDisposable
{
    private ClusterFolder() => Directory.CreateDirectory(Path);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"gmm-cluster-{Guid.NewGuid():N}");

    /// <summary>Three tilted clusters that overlap.</summary>
    public static GaussianMixture Truth { get; } = new(
        CovarianceType.Full,
        [0.5, 0.3, 0.2],
        new double[,] { { 0, 0 }, { 3, 1 }, { -1, 4 } },
        [new double[,] { { 1, 0.6 }, { 0.6, 2 } }, new double[,] { { 0.5, -0.2 }, { -0.2, 0.4 } }, new double[,] { { 1.5, 0 }, { 0, 0.3 } }]);

    /// <summary>Doubles, so that a test in memory sees the same numbers.</summary>
    public static async Task<ClusterFolder> MakeAsync(int samples, int shards = 8, string format = "parquet")
    {
        var folder = new ClusterFolder();
        Truth.Save(folder["truth.json"]);
        await folder.MakeMoreAsync(samples, shards, format);
        return folder;
    }

    public string this[string name] => System.IO.Path.Combine(Path, name);

    public Task<string> MakeMoreAsync(int samples, int shards, string format, string model = "truth.json") => ClusterProgram.SucceedAsync(
        0, Path, "make", "--model", model, "--samples", $"{samples}", "--shards", $"{shards}", "--out", format, "--format", format, "--double");

    public GaussianMixture Mixture(string name) => GaussianMixture.Open(this[name]);

    /// <summary>The samples of a text shard.</summary>
    public Samples Read(string name)
    {
        string[] lines = File.ReadAllLines(this[name]);
        double[][] rows = [.. lines[1..].Select(line => line.Split(',').Select(value => double.Parse(value, System.Globalization.CultureInfo.InvariantCulture)).ToArray())];
        return new([.. rows.SelectMany(row => row)], rows.Length, rows[0].Length);
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
