using Xunit;

namespace Gmm.Tests.Layers;

/// <summary>Folders are layers: what a folder uses is in it or in one below, as the sources' symbols say.</summary>
public class LayerTests
{
    [Fact]
    public void Library_UsesNoLayerAboveItsOwn() => Assert.Empty(Upwards(SourceTree.Of("lib"), Order("lib/README.md")));

    [Fact]
    public void Library_ItsReadmeNamesEveryFolder() =>
        Assert.Equal(SourceTree.Of("lib").Folders.Order(), Order("lib/README.md").Order());

    [Fact]
    public void Host_ItsFoldersFormNoCircle() => Assert.Empty(Circles(SourceTree.Of("environment/host")));

    [Fact]
    public void AFileThatUsesAHigherLayer_IsNamedWithWhatItUses()
    {
        var tree = SourceTree.Of(
            ("Low/Below.cs", "namespace N; class Below { Above? Up; }"),
            ("High/Above.cs", "namespace N; class Above { Below? Down; }"));

        Assert.Equal(["Low/Below.cs uses High/Above.cs"], Upwards(tree, ["Low", "High"]));
        Assert.Equal(["High → Low → High: High/Above.cs uses Low/Below.cs, Low/Below.cs uses High/Above.cs"], Circles(tree));
    }

    [Fact]
    public void ACallOfAnExtension_CountsAsAUse()
    {
        var tree = SourceTree.Of(
            ("Low/Value.cs", "namespace N; class Value { int Use() => Value.Make() + this.Twice(); }"),
            ("High/Extensions.cs", """
                namespace N;
                static class Extensions
                {
                    extension(Value) { public static int Make() => 1; }
                    public static int Twice(this Value value) => 2;
                }
                """));

        Assert.Equal(["Low/Value.cs uses High/Extensions.cs"], Upwards(tree, ["Low", "High"]));
    }

    /// <summary>The layers from the bottom up: the table of the library's own README.</summary>
    private static string[] Order(string readme) =>
    [
        .. File.ReadLines(Path.Combine(SourceTree.Root, readme))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1].TrimEnd('/'))
            .Reverse(),
    ];

    private static string[] Upwards(SourceTree tree, string[] order) =>
    [
        .. tree.Uses
            .Where(use => Array.IndexOf(order, use.From.Folder) < Array.IndexOf(order, use.To.Folder))
            .Select(use => $"{use.From.Path} uses {use.To.Path}"),
    ];

    /// <summary>Pairs of folders that reach each other, with a use for each step of the shortest way round.</summary>
    private static string[] Circles(SourceTree tree)
    {
        var steps = tree.Uses.Where(use => use.From.Folder != use.To.Folder).ToLookup(use => use.From.Folder);
        var circles = new List<string>();
        foreach (string start in tree.Folders.Order())
        {
            var ways = new Queue<SourceUse[]>(steps[start].DistinctBy(use => use.To.Folder).Select(use => new[] { use }));
            var seen = new HashSet<string>();
            while (ways.TryDequeue(out var way))
            {
                string end = way[^1].To.Folder;
                if (end == start)
                {
                    string folders = string.Join(" → ", way.Select(use => use.From.Folder).Append(start));
                    circles.Add($"{folders}: {string.Join(", ", way.Select(use => $"{use.From.Path} uses {use.To.Path}"))}");
                    return [.. circles];
                }

                if (seen.Add(end))
                {
                    steps[end].DistinctBy(use => use.To.Folder).ToList().ForEach(use => ways.Enqueue([.. way, use]));
                }
            }
        }

        return [.. circles];
    }
}
