using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Pages;

public class IndexPageTests
{
    private static readonly string Page = IndexPage.Render(
    [
        new("1 · Distinct <Gaussians>", "01.html", "01.ipynb", Succeeded: true, CodeCells: 6, TimeSpan.FromSeconds(8.21)),
        new("2 · The mixture", "02.html", "02.ipynb", Succeeded: false, CodeCells: 1, TimeSpan.FromSeconds(83)),
    ]);

    [Fact]
    public void Notebooks_AreLinkedWithTheirState()
    {
        Assert.Contains("<a class=\"chapter\" href=\"01.html\">1 · Distinct &lt;Gaussians&gt;</a>", Page, StringComparison.Ordinal);
        Assert.Contains(">passed</span><span>6 code cells</span><span>8.2 s</span><a href=\"01.ipynb\">", Page, StringComparison.Ordinal);
        Assert.Contains(">failed</span><span>1 code cell</span><span>1 min 23 s</span><a href=\"02.ipynb\">", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Summary_CountsTheRun() =>
        Assert.Contains("2 notebooks, 7 code cells, executed in 1 min 31 s. 1 notebook failed.", Page, StringComparison.Ordinal);

    [Fact]
    public void Page_IsSmall() => Assert.InRange(Page.Length, 1, 30_000);
}
