using System.Collections.Concurrent;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Every chapter as the host executes it: once, whatever asks for it.</summary>
internal static class ChapterRuns
{
    // A chapter trains models: two minutes where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly ConcurrentDictionary<string, Lazy<Task<ExecutedIpynb>>> Runs = [];

    public static Task<ExecutedIpynb> OfAsync(string name) => Runs.GetOrAdd(name, new Lazy<Task<ExecutedIpynb>>(() => RunAsync(name))).Value;

    private static async Task<ExecutedIpynb> RunAsync(string name)
    {
        using var workspace = new Workspace();
        using var process = HostProcess.Start(workspace.Root, "run", RepositoryNotebooks.PathOf(name), "--output", "out");
        var host = await process.WaitAsync(Patience);
        Assert.True(host.ExitCode == 0, host.Output + host.Error);
        return workspace.Result(name);
    }
}
