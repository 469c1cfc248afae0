using CsCheck;
using Microsoft.DotNet.Interactive.Documents;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

/// <summary>What .NET Interactive would make of a .dib file, its own parser says: the host runs the same cells, or refuses the file.</summary>
public class DibAgreementTests
{
    // What VS Code's kernel knows.
    private static KernelInfoCollection Kernels()
    {
        var kernels = new KernelInfoCollection { DefaultKernelName = "csharp" };
        kernels.AddRange(
        [
            new("csharp", "C#", ["c#", "cs"]), new("fsharp", "F#", ["f#", "fs"]), new("pwsh", "PowerShell", ["powershell"]),
            new("javascript", "JavaScript", ["js"]), new("html", "HTML"), new("sql", "SQL"), new("kql", "KQL"), new("mermaid", "Mermaid"),
            new("http", "HTTP"), new("value"),
        ]);
        return kernels;
    }

    private static readonly string[] Pieces =
    [
        "#!csharp", "#!markdown", "#!CSharp", "#!csharp ", " #!csharp", "#!md", "#!c#", "#!fsharp", "#!meta", "#!time", "#!bogus", "#!",
        "\r", "\n", "\n\n", "\r\n", " ", "```", "\uFEFF", "\u200B", "{", "}", "\"", "[", "]", ",", "\"aliases\":[\"x\"]", "#!x", "1", "\0",
    ];

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public void EveryChapter_IsReadAsTheSameCells(string name)
    {
        var path = RepositoryNotebooks.PathOf(name);

        Assert.Equal(Theirs(File.ReadAllText(path)), Ours(DibReader.Read(path)));
    }

    [Fact]
    public void EveryMutatedFile_IsReadAsTheSameCells_OrRefused()
    {
        var seeds = RepositoryNotebooks.Names.Take(2).Select(name => File.ReadAllText(RepositoryNotebooks.PathOf(name))[..3000])
            .Append(DibText.Header + "#!markdown\n\n# T\n\n#!csharp\n\n1\n\n#!csharp\n\n2\n").Append(DibText.Code("1")).ToArray();
        var change = Gen.Select(Gen.Double[0, 1], Gen.Int[0, 12], AnyOf(Pieces), Gen.Bool);
        var mutated = Gen.Select(AnyOf(seeds), change.Array[1, 6], (seed, changes) => changes.Aggregate(seed, Change));

        mutated.Sample(AgreesOrRefuses, iter: 20_000);

        static string Change(string text, (double Place, int Length, string Piece, bool AtLine) change)
        {
            var at = (int)(change.Place * text.Length);
            at = change.AtLine ? text.LastIndexOf('\n', int.Max(at - 1, 0)) + 1 : at;
            return text[..at] + change.Piece + text[int.Min(at + change.Length, text.Length)..];
        }
    }

    private static Gen<string> AnyOf(string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static bool AgreesOrRefuses(string text)
    {
        Notebook notebook;
        try
        {
            notebook = DibReader.Parse("/a.dib", text);
        }
        catch (NotebookFormatException refused)
        {
            return refused.Message.Length > 0 && refused.Line >= 1 && refused.Line <= text.Split('\n').Length;
        }

        // The kernel reads files, whose first byte order mark is none of the text.
        return Theirs(text.StartsWith('\uFEFF') ? text[1..] : text).SequenceEqual(Ours(notebook))
            && Ours(DibReader.Parse("/a.dib", DibWriter.Write(notebook))).SequenceEqual(Ours(notebook));
    }

    private static IEnumerable<(string, string)> Theirs(string text) =>
        CodeSubmission.Parse(text, Kernels()).Elements.Select(e => (e.KernelName!, e.Contents));

    private static IEnumerable<(string, string)> Ours(Notebook notebook) =>
        notebook.Cells.Select(c => (c.Kind == CellKind.Code ? "csharp" : "markdown", c.Source));
}
