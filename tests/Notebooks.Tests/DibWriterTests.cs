using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

public class DibWriterTests
{
    [Theory]
    [InlineData(DibText.Header + "#!csharp\n\n1\n")]
    [InlineData(DibText.Header + "#!markdown\n\n# T\n\n#!csharp\n\nvar s = \"\"\"\n\n  a\n\n\"\"\";\n\n#!csharp\n\n2\n")]
    [InlineData("#!meta\n\n{\"kernelInfo\":{\"defaultKernelName\":\"csharp\",\"items\":[]}}\n\n#!csharp\n\n1\n")]
    public void Write_OfWhatWasReadFromACanonicalFile_IsThatFile(string text) =>
        Assert.Equal(text, DibWriter.Write(DibReader.Parse("a.dib", text)));

    [Theory]
    [InlineData(DibText.Header + "#!csharp\n1\n#!markdown\nx\n\n\n\n#!csharp\n\n\n\n2")]
    [InlineData("\n#!meta\n" + Notebook.CSharpMetadata + "\n#!csharp\r\n\r\n1\r\n")]
    public void Write_ThenRead_GivesTheSameCells(string text)
    {
        var notebook = DibReader.Parse("a.dib", text);

        var again = DibReader.Parse("a.dib", DibWriter.Write(notebook));

        Assert.Equal(notebook.Cells.Select(c => (c.Number, c.Kind, c.Source)), again.Cells.Select(c => (c.Number, c.Kind, c.Source)));
        Assert.Equal(notebook.Metadata, again.Metadata);
    }
}
