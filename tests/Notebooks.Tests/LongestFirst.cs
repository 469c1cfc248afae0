using Notebooks.Tests.Clients;
using Notebooks.Tests.Pages.Browser;
using Xunit.Sdk;
using Xunit.v3;

[assembly: Xunit.TestCollectionOrderer(typeof(Notebooks.Tests.LongestFirst))]

namespace Notebooks.Tests;

/// <summary>Classes that take minutes start before those that take seconds: at the end no processor waits for one of them.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Longest =
    [
        .. new[] { typeof(StdioTests), typeof(ClaimTests), typeof(NotebookExecutionTests), typeof(JupyterChapterTests), typeof(EveryPageTests) }
            .Select(type => type.FullName!),
    ];

    public IReadOnlyCollection<TTestCollection> OrderTestCollections<TTestCollection>(IReadOnlyCollection<TTestCollection> testCollections)
        where TTestCollection : ITestCollection => [.. testCollections.OrderBy(collection => Rank(collection.TestCollectionDisplayName))];

    private static int Rank(string collection)
    {
        int rank = Array.FindIndex(Longest, name => collection.Contains(name, StringComparison.Ordinal));
        return rank < 0 ? Longest.Length : rank;
    }
}
