using Microsoft.Playwright;
using Xunit;
using static Notebooks.Tests.Pages.Browser.BrowserFixture;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>Finding, printing, and reading without scripts.</summary>
[Trait("Category", "Browser")]
public class ReadingTests(BrowserFixture browser)
{
    private const int PaperHeight = 1000; // of A4 within its margins, in CSS pixels

    // Every chart is drawn, and each film has its row of frames.
    private const string IsPrintable = """
        () => [...document.querySelectorAll("figure.chart")].every(f => f.querySelector(".chart-canvas.drawn")
          && (!f.querySelector(".play") || f.querySelectorAll(".frames .main-svg").length >= 4))
        """;

    // A page break cannot be avoided inside what is laid out by a grid, a flex box or a scroll frame.
    private const string PrintProblems = """
        paper => [
          ...[...document.querySelectorAll("figure.chart")].flatMap(figure => {
            const { height } = figure.getBoundingClientRect(), around = [];
            for (let e = figure.parentElement; e && e !== document.documentElement; e = e.parentElement) around.push(e);
            return [
              ...height > 100 && height < paper ? [] : [`${figure.id} is ${height} px high`],
              ...getComputedStyle(figure).breakInside === "avoid" ? [] : [`${figure.id} may be cut`],
              ...around.filter(e => /grid|flex/.test(getComputedStyle(e).display) || getComputedStyle(e).overflowX !== "visible").map(e => `${figure.id} may be cut, being in ${e.className}`),
            ];
          }),
          ...[...document.querySelectorAll(".cell > *")].filter(e => getComputedStyle(e).breakAfter === "avoid").map(e => `would tear what follows: ${e.className}`),
          ...[...document.querySelectorAll("main details:not(.data):not([open])")].map(d => `closed: ${d.textContent.slice(0, 60)}`),
        ]
        """;

    [Fact]
    public async Task TheSearch_FindsASection_AndLeadsThere()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("01-distinct-gaussians.html");
        await window.Page.Keyboard.PressAsync("/");
        await window.Page.GetByLabel("Search all chapters").FillAsync("why components dye"); // what is misspelt is found, too
        var first = window.Page.Locator("dialog li a").First;
        await first.WaitForAsync();
        Assert.Contains("07-why-components-die.html", await first.GetAttributeAsync("href"), StringComparison.Ordinal);
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("Enter");
        // Asked for again and again: WaitForURLAsync waits for ever if the page is there between its look at the address and its waiting.
        await window.UntilAsync("() => location.pathname.endsWith('/07-why-components-die.html') && document.readyState === 'complete'");

        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Code_CanBeHidden_AndStaysHiddenOnTheNextPage()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("01-distinct-gaussians.html");
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Hide code" }).ClickAsync();
        Assert.False(await window.Page.Locator(".cell > .code").First.IsVisibleAsync());
        await window.GoToAsync("02-the-mixture.html");

        Assert.False(await window.Page.Locator(".cell > .code").First.IsVisibleAsync());
        Assert.True(await window.Page.GetByRole(AriaRole.Button, new() { Name = "Show code" }).IsVisibleAsync());
    }

    [Fact]
    public async Task TheContents_MarkTheSectionThatIsRead_AlsoAfterAJumpBack()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("13-is-it-really-gaussian.html");
        await window.Page.EvaluateAsync("scrollTo(0, document.documentElement.scrollHeight)");
        await window.UntilAsync("() => document.querySelector('.sections [aria-current]')?.textContent === 'Exercises'");
        await window.Page.EvaluateAsync("scrollTo(0, document.getElementById('one-point-too-far').offsetTop)");

        await window.UntilAsync("() => document.querySelector('.sections [aria-current]')?.textContent === 'One point too far'");
    }

    [Fact]
    public async Task OnAPhone_TheContentsOpenByTheirButton()
    {
        await using var window = await browser.OpenAsync(new View(390));
        await window.GoToAsync("03-density-fitting.html");
        var contents = window.Page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" });
        Assert.False(await contents.IsVisibleAsync());
        await window.Page.GetByRole(AriaRole.Button, new() { Name = "Contents" }).ClickAsync();
        Assert.True(await contents.IsVisibleAsync());
        await contents.GetByRole(AriaRole.Link, new() { Name = "Exercises" }).ClickAsync();

        Assert.False(await contents.IsVisibleAsync());
        Assert.EndsWith("#exercises", window.Page.Url, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithoutScripts_ThePageIsForReading()
    {
        await using var window = await browser.OpenAsync(new View { Scripts = false });
        await window.GoToAsync("08-expectation-maximisation.html");
        var page = window.Page;

        Assert.True(await page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" }).IsVisibleAsync());
        Assert.True((await page.Locator(".katex-html").First.BoundingBoxAsync())!.Height > 10);
        Assert.True(await page.Locator("details.data p").First.IsVisibleAsync());
        Assert.True((await page.Locator(".chart-canvas > img.picture").First.BoundingBoxAsync())!.Height > 200);
        Assert.False(await page.Locator(".controls").First.IsVisibleAsync());
        Assert.Empty(window.Complaints);
    }

    [Fact]
    public async Task Print_CutsNoChart_OpensSolutions_AndShowsFilmsAsFrames() => NothingIsWrong(await browser.OnEveryPageAsync(new View(), async (window, file) =>
    {
        var page = window.Page;
        await window.GoToAsync(file);
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await window.UntilAsync(IsPrintable);
        return await page.EvaluateAsync<string[]>(PrintProblems, PaperHeight);
    }));

    [Fact]
    public async Task APdf_HasEveryChart_ThoughNobodyScrolled()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("07-why-components-die.html");
        var pdf = await window.Page.PdfAsync(new() { Format = "A4" });

        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf, 0, 4), StringComparison.Ordinal);
        Assert.Equal(0, await window.Page.Locator(".chart-canvas:not(.drawn)").CountAsync());
        Assert.Empty(window.Complaints);
    }
}
