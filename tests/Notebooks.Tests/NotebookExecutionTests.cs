using Xunit;

namespace Notebooks.Tests;

/// <summary>Every notebook of the repository is executed, as a reader would.</summary>
public class NotebookExecutionTests
{
    /// <summary>From the last one on: <see cref="ClaimTests"/> has them executed from the first one on, beside this.</summary>
    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names.Reverse()];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public async Task ANotebook_RunsAndKeepsItsPromises(string name) => Promises.ByNotebook[name](await ChapterRuns.OfAsync(name));
}
