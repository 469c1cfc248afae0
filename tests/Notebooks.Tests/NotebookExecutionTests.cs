using Xunit;

namespace Notebooks.Tests;

/// <summary>Every notebook of the repository is executed, as a reader would.</summary>
public class NotebookExecutionTests
{
    // A chapter trains models: two minutes where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public async Task ANotebook_RunsAndKeepsItsPromises(string name)
    {
        using var workspace = new Workspace();

        using var process = HostProcess.Start(workspace.Root, "run", RepositoryNotebooks.PathOf(name), "--output", "out");
        var host = await process.WaitAsync(Patience);

        Assert.True(host.ExitCode == 0, host.Output + host.Error);
        Promises.ByNotebook[name](workspace.Result(name));
    }
}
