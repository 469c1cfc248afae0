using System.Collections.Concurrent;
using Xunit;

namespace Notebooks.Tests;

/// <summary>Every chapter as the host executes it: once, whatever asks for it, and into one folder with their book.</summary>
internal static class ChapterRuns
{
    /// <summary>Names a folder that holds what a run wrote, for the tests that look at its book and need no run of their own.</summary>
    public const string Variable = "GMM_ARTIFACTS";

    // A chapter trains models: two minutes where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly ConcurrentDictionary<string, Lazy<Task<ExecutedIpynb>>> Runs = [];

    private static readonly Lazy<Workspace> Shared = new(() =>
    {
        var workspace = new Workspace();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => workspace.Dispose();
        return workspace;
    });

    private static readonly Lazy<Task<string>> Book = new(WriteBookAsync);

    public static Task<ExecutedIpynb> OfAsync(string name) => Runs.GetOrAdd(name, new Lazy<Task<ExecutedIpynb>>(() => RunAsync(name))).Value;

    /// <returns>Full path of a folder with book/, whose charts have pictures, and the .ipynb files of all chapters.</returns>
    public static Task<string> FolderAsync() => Book.Value;

    private static async Task<ExecutedIpynb> RunAsync(string name)
    {
        var host = await HostAsync(Shared.Value.Root, "run", RepositoryNotebooks.PathOf(name), "--output", "out");
        Assert.True(host.ExitCode == 0, host.Output + host.Error);
        return Shared.Value.Result(name);
    }

    private static async Task<string> WriteBookAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder, RepositoryNotebooks.Root);
        }

        foreach (var name in RepositoryNotebooks.Names)
        {
            await OfAsync(name);
        }

        // Inside the repository, whose notebooks the book is of.
        var host = await HostAsync(RepositoryNotebooks.Root, "book", "--pictures", "--output", Shared.Value.Output);
        Assert.True(host.ExitCode == 0, host.Output + host.Error);
        return Shared.Value.Output;
    }

    private static async Task<HostResult> HostAsync(string workingDirectory, params string[] args)
    {
        using var process = HostProcess.Start(workingDirectory, args);
        return await process.WaitAsync(Patience);
    }
}
