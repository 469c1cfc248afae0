using System.Collections.Concurrent;

namespace Notebooks.Tests;

/// <summary>The repository's chapters, each executed once by whichever test asks first, into one folder with their book.</summary>
internal static class ExecutedChapters
{
    /// <summary>Names a folder that holds what a run wrote, for the tests that look at its book and need no run of their own.</summary>
    public const string Variable = "GMM_ARTIFACTS";

    // A chapter trains models: two minutes where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly SemaphoreSlim OneAtATime = new(1);
    private static readonly ConcurrentDictionary<string, Lazy<Task<HostResult>>> Runs = [];
    private static readonly Lazy<Workspace> Shared = new(() =>
    {
        var workspace = new Workspace();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => workspace.Dispose();
        return workspace;
    });

    public static Task<HostResult> RunAsync(string name) => Runs.GetOrAdd(name, n => new(() => ExecuteAsync(n))).Value;

    public static ExecutedIpynb Result(string name) => Shared.Value.Result(name);

    /// <returns>Full path of the folder with book/ and the .ipynb files of all chapters.</returns>
    public static async Task<string> FolderAsync()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder)
        {
            return Path.GetFullPath(folder, RepositoryNotebooks.Root);
        }

        foreach (var name in RepositoryNotebooks.Names)
        {
            await RunAsync(name);
        }

        return Shared.Value.Output;
    }

    private static async Task<HostResult> ExecuteAsync(string name)
    {
        await OneAtATime.WaitAsync();
        try
        {
            using var process = HostProcess.Start(Shared.Value.Root, "run", RepositoryNotebooks.PathOf(name), "--output", "out");
            return await process.WaitAsync(Patience);
        }
        finally
        {
            OneAtATime.Release();
        }
    }
}
