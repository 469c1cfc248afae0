using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests;

/// <summary>One run of a host that many tests look at: to start one for each would take minutes. Its notebooks have nothing to do with each other.</summary>
public abstract partial class SharedRun : IAsyncLifetime
{
    internal Workspace Workspace { get; } = new();

    internal HostResult Host { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync();
        Host = await Workspace.RunAsync("--keep-going");
    }

    public ValueTask DisposeAsync()
    {
        Workspace.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>The last column of a notebook's row.</summary>
    internal string Result(string name) => Host.Rows().Single(row => row.Name == name).Result;

    /// <summary>What is said of a notebook that failed.</summary>
    internal string Said(string name) =>
        Failures().Split(Host.Output).Single(said => said.StartsWith($"failed {Path.Combine("notebooks", name)}.dib", StringComparison.Ordinal));

    /// <summary>Writes the notebooks.</summary>
    private protected abstract Task PrepareAsync();

    [GeneratedRegex(@"\n\n(?=failed |╭)")]
    private static partial Regex Failures();
}
