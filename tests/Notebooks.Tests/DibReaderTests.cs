using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

public class DibReaderTests
{
    private const string TwoCells = DibText.Header + "#!markdown\n\n# Title\n\ntext\n\n#!csharp\n\nvar x = 1;\n\nx\n";

    [Fact]
    public void Parse_GivesCellsWithKindsNumbersAndLines()
    {
        var notebook = DibReader.Parse("/a/b.dib", TwoCells);

        Assert.Equal([new(1, CellKind.Markdown, "# Title\n\ntext", 7), new(2, CellKind.Code, "var x = 1;\n\nx", 13)], notebook.Cells);
        Assert.Equal("Title", notebook.Title);
        Assert.Equal("text", notebook.SourceLine(9));
        Assert.Null(notebook.SourceLine(1));
        Assert.Null(notebook.SourceLine(99));
    }

    [Theory]
    [InlineData("\uFEFF", "\n")]
    [InlineData("", "\r\n")]
    [InlineData("\uFEFF", "\r\n")]
    public void Parse_ToleratesByteOrderMarkAndWindowsLines(string start, string newLine) =>
        Assert.Equal(
            DibReader.Parse("a.dib", TwoCells).Cells,
            DibReader.Parse("a.dib", start + TwoCells.Replace("\n", newLine)).Cells);

    [Fact]
    public void Parse_LeavesOutEmptyCells() =>
        Assert.Equal("1", Assert.Single(DibReader.Parse("a.dib", DibText.Code("", "1", "\n\n")).Cells).Source);

    [Fact]
    public void Parse_MarkdownMayHoldLinesThatOpenNoCell() =>
        Assert.Single(DibReader.Parse("a.dib", DibText.Header + "#!markdown\n\n    #!csharp\n#!/bin/sh\n```\n#!csharpish\n```\n").Cells);

    [Theory]
    [InlineData("#!time\n1")]
    [InlineData("#!import \"a.dib\"")]
    [InlineData("1\n#!whos")]
    public void Parse_LeavesMagicCommandsInTheirCell(string code) =>
        Assert.Equal(code, Assert.Single(DibReader.Parse("a.dib", DibText.Code(code)).Cells).Source);

    [Theory]
    [InlineData("", 1, "empty")]
    [InlineData("\n\n", 1, "empty")]
    [InlineData("#!csharp\n\n1\n", 1, "#!meta")]
    [InlineData("\nhello\n", 2, "#!meta")]
    [InlineData("#!meta\n\n#!csharp\n\n1\n", 1, "this JSON")]
    [InlineData("#!meta\n\n{\"kernelInfo\":\n\n#!csharp\n\n1\n", 1, "this JSON")]
    [InlineData("#!meta\n\n{}\n\n#!csharp\n\n1\n", 1, "this JSON")]
    [InlineData("#!meta\n\n[1]\n\n#!csharp\n\n1\n", 1, "this JSON")]
    [InlineData("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"fsharp\"}}\n\n#!csharp\n\n1\n", 1, "fsharp")]
    [InlineData(DibText.Header + "hello\n\n#!csharp\n\n1\n", 1, "nothing else")]
    [InlineData(DibText.Header, 5, "no cells")]
    [InlineData(DibText.Header + "#!csharp\n\n\n", 8, "no cells")]
    [InlineData(DibText.Header + "#!fsharp\n\n1\n", 5, "Unsupported kernel #!fsharp")]
    [InlineData(DibText.Header + "#!csharp\n\n1\n\n#!pwsh\n\nls\n", 9, "Unsupported kernel #!pwsh")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n#!html\n", 8, "Unsupported kernel #!html")]
    [InlineData(DibText.Header + "#!csharp\n\n#!bogus\n", 7, "Unknown command #!bogus")]
    [InlineData(DibText.Header + "#!csharp\n\n#!timely\n", 7, "Unknown command #!timely")]
    [InlineData(DibText.Header + "#!csharp\n\n1\n#!CSharp\n", 8, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n#!csharp \n\n1\n", 9, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n#!CSharp\n\n1\n", 9, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n  #!csharp\n\n1\n", 9, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n#! csharp\n\n1\n", 9, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n\u200B#!csharp\u00A0\n\n1\n", 9, "perhaps invisible")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n#!C#\n\n1\n", 9, "Write #!csharp for #!c#")]
    [InlineData(DibText.Header + "#!markdown\n\ntext\n\n#!chsarp\n\n1\n", 9, "Unknown command #!chsarp")]
    [InlineData(DibText.Header + "#!csharp\n\n1\r", 7, "carriage return")]
    [InlineData("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[{\"name\":\"csharp\",\"aliases\":[\"mine\"]}]}}\n\n#!markdown\n\n#!mine\n", 7, "Unknown command #!mine")]
    [InlineData(DibText.Header + "#!csharp\n\n1\n#!csharp \n", 8, "exactly #!csharp")]
    [InlineData(DibText.Header + "#!cs\n\n1\n", 5, "Write #!csharp")]
    [InlineData(DibText.Header + "#!csharp\n\n1\n\n#!meta\n\n{}\n", 9, "second #!meta")]
    public void Parse_OfAMalformedFile_SaysWhatToDoAndWhere(string text, int line, string message)
    {
        var exception = Assert.Throws<NotebookFormatException>(() => DibReader.Parse("/a/b.dib", text));

        Assert.Equal(line, exception.Line);
        Assert.Equal("/a/b.dib", exception.Path);
        Assert.Contains(message, exception.Message);
    }
}
