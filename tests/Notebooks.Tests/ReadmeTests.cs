using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What the repository's front page and the pages that it leads to say is there. Its program is <see cref="ProgramTests"/>'.</summary>
public sealed partial class ReadmeTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public static TheoryData<string> Pages =>
        ["README.md", "lib/README.md", "environment/README.md", "tests/README.md", "tests/Gmm.Benchmarks/README.md", ".github/CONTRIBUTING.md"];

    [Theory]
    [MemberData(nameof(Pages))]
    public void ALink_LeadsToAFileAndAHeading(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(RepositoryNotebooks.Root, page))!;
        var links = Link().Matches(Text(page)).Select(m => m.Groups["to"].Value).Where(to => !to.StartsWith("http", StringComparison.Ordinal)).ToList();

        Assert.All(links, to =>
        {
            string[] parts = to.Split('#');
            string path = parts[0].Length == 0 ? Path.Combine(RepositoryNotebooks.Root, page) : Path.Combine(folder, parts[0]);
            Assert.True(Path.Exists(path), $"{page} leads to {to}, which is not there");
            Assert.True(parts.Length == 1 || Headings(path).Contains(parts[1]), $"{page} leads to {to}: there is no such heading");
        });
    }

    [Fact]
    public void TheChapters_AreThoseOfTheFolder_UnderTheirTitles()
    {
        var listed = Chapter().Matches(Text("README.md")).Select(m => (m.Groups["file"].Value, m.Groups["title"].Value));

        Assert.Equal(RepositoryNotebooks.Names.Select(name => (name, Title(name))), listed);
    }

    [Fact]
    public void AFigureOfWhatIsNew_IsOneOfTheBenchmarks()
    {
        string claims = ProgramTests.Section("What is new here");
        var measured = Number().Matches(Text("tests/Gmm.Benchmarks/BENCHMARKS.md")).Select(m => double.Parse(m.Value, CultureInfo.InvariantCulture)).ToList();

        var figures = Figure().Matches(claims).Select(m => m.Groups["figure"].Value).ToList();
        Assert.NotEmpty(figures);
        Assert.All(figures, figure => Assert.Contains(measured, value =>
            value.ToString($"F{figure.Split('.').ElementAtOrDefault(1)?.Length ?? 0}", CultureInfo.InvariantCulture) == figure));
    }

    [Fact]
    public async Task ACommandOfTheHost_IsOneThatItHas()
    {
        using var process = HostProcess.Start(RepositoryNotebooks.Root, "--help");
        string help = (await process.WaitAsync(Patience)).Output;

        var verbs = Pages.SelectMany(page => Verb().Matches(Text(page.Data))).Select(m => m.Groups["verb"].Value).Distinct().ToList();
        Assert.NotEmpty(verbs);
        Assert.All(verbs, verb => Assert.Matches($@"(?m)^\s+{Regex.Escape(verb)}\b", help));
    }

    private static string Text(string page) => File.ReadAllText(Path.Combine(RepositoryNotebooks.Root, page)).ReplaceLineEndings("\n");

    private static string Title(string name) =>
        Regex.Match(File.ReadAllText(RepositoryNotebooks.PathOf(name)), @"(?m)^# (?:\d+\W+)?(?<title>.+?)\s*$").Groups["title"].Value;

    /// <summary>As GitHub makes them of headings.</summary>
    private static HashSet<string> Headings(string path) =>
        [.. Regex.Matches(File.ReadAllText(path), @"(?m)^#+ (?<text>.+?)\s*$")
            .Select(m => Regex.Replace(m.Groups["text"].Value.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-'))];

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"(?m)^\| \d+ \|.*?\[(?<title>[^\]]+)\]\(notebooks/(?<file>[^)]+)\.dib\)")]
    private static partial Regex Chapter();

    [GeneratedRegex(@"\d+(\.\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"\b(?<figure>\d+\.\d+|\d+(?=\s+times))\b")]
    private static partial Regex Figure();

    [GeneratedRegex(@"--project environment/host -- (?<verb>[a-z]+)\b")]
    private static partial Regex Verb();
}
