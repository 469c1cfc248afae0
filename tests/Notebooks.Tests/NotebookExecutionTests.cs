using Xunit;

namespace Notebooks.Tests;

/// <summary>Every notebook of the repository is executed, as a reader would.</summary>
public class NotebookExecutionTests
{
    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public async Task ANotebook_RunsAndKeepsItsPromises(string name) => Promises.ByNotebook[name](await ChapterRuns.OfAsync(name));
}
