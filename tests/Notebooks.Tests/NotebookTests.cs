using NotebookHost;
using Xunit;

namespace Notebooks.Tests;

public class NotebookTests
{
    [Fact]
    public void Title_IsTheFirstMarkdownHeading()
    {
        var notebook = new Notebook("/somewhere/a.dib", [new(1, CellKind.Code, "# no", 1), new(2, CellKind.Markdown, "text\n# 2 · Yes\n## x", 5)]);

        Assert.Equal("2 · Yes", notebook.Title);
        Assert.Equal("a", notebook.Name);
    }
}
