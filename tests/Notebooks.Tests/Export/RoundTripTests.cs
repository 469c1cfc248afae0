using CsCheck;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Export;

/// <summary>.dib to .ipynb to .dib is the same to the byte, wherever the .ipynb lies.</summary>
public sealed class RoundTripTests : IDisposable
{
    // What writing an .ipynb changes, what JSON escapes, and what looks like either.
    private static readonly string[] Lines =
    [
        "#r \"../lib/bin/Gmm.dll\"", "#r \"./x/../y.dll\"", "#r \"..\\\\a.dll\"", "#r \"/abs/x.dll\"", "#r \"nuget: A, 1.0.0\"", "#r \"System.Xml\"",
        "var s = \"#r \\\"../x.dll\\\"\";", "/* #r \"../x.dll\" */", "#!time", "// é ∑ 😀 \u2028 \u0085 \f", "\ttab", "   ", "", "x  ", "\\u0041 \\ \"", "</script><!--",
        "[next](02-b.dib)", "[back](01-a.ipynb)", "[part](02-b.dib#part) [other](../c.dib)", "# Title", "`#!csharp`", " #!csharp", "1 < 2 && 3 > 2",
    ];

    private readonly Workspace _workspace = new();

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    public void Dispose() => _workspace.Dispose();

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public void EveryChapter_ComesBack(string name)
    {
        var text = File.ReadAllText(RepositoryNotebooks.PathOf(name));

        Assert.Equal(text, ThereAndBack(text, name, "notebooks/ipynb"));
        Assert.Equal(text, ThereAndBack(text, name, "elsewhere/a/b"));
    }

    [Fact]
    public void EveryGeneratedNotebook_ComesBack()
    {
        var source = AnyOf(Lines).Array[1, 6].Select(lines => string.Join('\n', lines).Trim('\n')).Where(s => s.Length > 0);
        var cell = Gen.Select(Gen.Bool, source, (isCode, text) => (isCode ? CellKind.Code : CellKind.Markdown, text));
        var meta = AnyOf(Notebook.CSharpMetadata, """{ "kernelInfo": {"defaultKernelName":"csharp"} , "x": [1, "é"]}""");
        var folder = AnyOf("notebooks", "notebooks/ipynb", "artifacts");
        var notebook = Gen.Select(cell.Array[1, 5], meta, folder, (cells, metadata, to) => (Dib(cells, metadata), to));

        notebook.Sample(n =>
        {
            Notebook read;
            try
            {
                read = DibReader.Parse("/repo/notebooks/n.dib", n.Item1);
            }
            catch (NotebookFormatException)
            {
                return true; // no notebook to come back
            }

            return DibWriter.Write(read) != n.Item1 || ThereAndBack(n.Item1, "n", n.to) == n.Item1;
        }, iter: 3000, threads: 1); // all write to one file
    }

    [Theory]
    [InlineData("""{"nbformat": 3}""", "nbformat is 3: expected 4")]
    [InlineData("[1]", "Not a notebook")]
    [InlineData("not JSON", "Not a notebook")]
    [InlineData("""{"nbformat": 4, "metadata": {"kernelspec": {"language": "python"}}, "cells": []}""", "language is python: expected C#")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "raw", "source": "x"}]}""", "Cell 1 is of type raw")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "code", "source": "x", "metadata": {"polyglot_notebook": {"kernelName": "fsharp"}}}]}""", "Cell 1 is in fsharp")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "x", "attachments": {"a.png": {}}}]}""", "attached files")]
    [InlineData("""{"nbformat": 4, "cells": [{"cell_type": "markdown", "source": "```\n#!csharp\n```"}]}""", "opens a cell in a .dib")]
    public void WhatADibCannotSay_IsRefused(string ipynb, string reason)
    {
        var path = _workspace.Write("a.ipynb", ipynb);

        var refused = Assert.Throws<NotebookFormatException>(() => IpynbReader.Read(path, Path.ChangeExtension(path, ".dib")));

        Assert.Contains(reason, refused.Message);
    }

    [Fact]
    public void ANotebookThatJupyterSaved_LosesOutputsAndEmptyCells()
    {
        var path = _workspace.Write("a.ipynb", """
            {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": {"name": ".net-csharp", "language": "C#", "display_name": ".NET (C#)"}}, "cells": [
            {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title\n", "\n", "text\n"]},
            {"cell_type": "code", "id": "b", "metadata": {}, "execution_count": 1, "source": "var x = 1;\r\nx", "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]},
            {"cell_type": "code", "id": "c", "metadata": {}, "execution_count": null, "source": [], "outputs": []}]}
            """);

        var dib = DibWriter.Write(IpynbReader.Read(path, Path.ChangeExtension(path, ".dib")));

        Assert.Equal($"{DibText.Header}#!markdown\n\n# Title\n\ntext\n\n#!csharp\n\nvar x = 1;\nx\n", dib);
    }

    [Fact]
    public async Task Import_OverwritesOnlyWhenTold()
    {
        var dib = _workspace.Add("a", DibText.Code("1"));
        var ipynb = _workspace.Write("notebooks/a.ipynb", IpynbWriter.Write(Unexecuted(DibReader.Read(dib)), Path.GetDirectoryName(dib)!));
        File.WriteAllText(dib, "mine");

        var refused = await HostProcess.RunAsync(_workspace.Root, "import", ipynb);
        Assert.Equal((2, "mine"), (refused.ExitCode, File.ReadAllText(dib)));
        Assert.Contains("--replace", refused.Error);

        var done = await HostProcess.RunAsync(_workspace.Root, "import", ipynb, "--replace");
        Assert.Equal((0, DibText.Code("1")), (done.ExitCode, File.ReadAllText(dib)));
    }

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static string Dib((CellKind Kind, string Source)[] cells, string metadata) =>
        DibWriter.Write(new("/n.dib", [.. cells.Select((c, i) => new Cell(i + 1, c.Kind, c.Source, 1))]) { Metadata = metadata });

    private static ExecutedNotebook Unexecuted(Notebook notebook) =>
        new(notebook, [.. notebook.Cells.Select(cell => new ExecutedCell(cell, [], null, TimeSpan.Zero))], null);

    private string ThereAndBack(string text, string name, string folder)
    {
        var dib = Path.Combine(_workspace.Root, "notebooks", name + ".dib");
        var ipynb = _workspace.Write($"{folder}/{name}.ipynb",
            IpynbWriter.Write(Unexecuted(DibReader.Parse(dib, text)), Path.GetFullPath(folder, _workspace.Root)));
        return DibWriter.Write(IpynbReader.Read(ipynb, dib));
    }
}
