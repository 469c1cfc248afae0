using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What a chapter says of a result is checked in the chapter, and holds whatever the seed.</summary>
public partial class ClaimTests
{
    /// <summary>The last of the article's chapters: it trains a classifier, and what that ends with hangs on the seed.</summary>
    private const string Accuracy = "05-accuracy";

    private static readonly int[] OtherSeeds = [101, 202];

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    public static TheoryData<string, int> AllOnOtherSeeds =>
        [.. RepositoryNotebooks.Names.SelectMany(name => OtherSeeds.Select(seed => (name, seed))).Where(run => run != (Accuracy, OtherSeeds[0]))];

    [Fact]
    public void EveryChapter_HasItsClaims() => Assert.Empty(RepositoryNotebooks.Names.Except(Claims.LookFor.Keys));

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void EveryLookFor_IsTiedToWhatHoldsItUp(string name)
    {
        string[] paragraphs = Prose.LookFor(name);
        var claims = Claims.LookFor[name];

        Assert.Equal(claims.Select(c => c.Opening), paragraphs.Zip(claims, (p, c) => p[..Math.Min(p.Length, c.Opening.Length)]));
        Assert.Equal(claims.Length, paragraphs.Length);
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public void EveryNumberInProse_HasItsReason(string name)
    {
        var known = Numbers.ByNotebook[name].Select(entry => entry.Split(": ")[0]);

        Assert.Equal(known.Order(StringComparer.Ordinal), Prose.Numbers(name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task AChapter_ShowsEveryCheckOfItsClaims(string name) => AssertShown(name, await ChapterRuns.OfAsync(name));

    [Fact]
    public Task TheArticlesLastChapter_HoldsOnAnotherSeed() => AssertHoldsAsync(Accuracy, OtherSeeds[0]);

    [Theory(Explicit = true)]
    [Trait("Category", "Long")]
    [MemberData(nameof(AllOnOtherSeeds))]
    public Task AChapter_HoldsOnOtherSeeds(string name, int seed) => AssertHoldsAsync(name, seed);

    private static async Task AssertHoldsAsync(string name, int seed)
    {
        using var workspace = new Workspace();
        string text = File.ReadAllText(RepositoryNotebooks.PathOf(name));
        string seeded = Seed().Replace(text, string.Create(CultureInfo.InvariantCulture, $"Setup.Init(seed: {seed})"), 1);
        Assert.NotEqual(text, seeded);
        string library = Path.Combine(RepositoryNotebooks.Root, "lib", "bin").Replace('\\', '/');
        workspace.Add(name, seeded.Replace("../lib/bin", library));
        foreach (string file in Directory.GetFiles(Path.Combine(RepositoryNotebooks.Root, "notebooks", "data")))
        {
            workspace.Write(Path.Combine("notebooks", "data", Path.GetFileName(file)), File.ReadAllText(file));
        }

        var host = await workspace.RunAsync();

        Assert.True(host.ExitCode == 0, host.Output + host.Error);
        var result = workspace.Result(name);
        AssertShown(name, result);
        Promises.ByNotebook[name](result);
    }

    private static void AssertShown(string name, ExecutedIpynb ipynb)
    {
        string[] ticks = [.. ipynb.Texts().SelectMany(text => text.Split('\n')).Where(line => line.StartsWith('✓'))];
        Assert.All(Claims.LookFor[name].SelectMany(claim => claim.Checks), check => Assert.Contains(ticks, line => line.Contains(check)));
    }

    [GeneratedRegex(@"Setup\.Init\(seed: \d+\)")]
    private static partial Regex Seed();
}
