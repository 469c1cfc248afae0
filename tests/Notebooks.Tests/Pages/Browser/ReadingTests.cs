using Microsoft.Playwright;
using Xunit;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>Finding, printing, and reading without scripts.</summary>
[Trait("Category", "Browser")]
public class ReadingTests(BrowserFixture browser)
{
    private const int PaperHeight = 1000; // of A4 within its margins, in CSS pixels

    [Fact(Explicit = true)]
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
        await window.Page.WaitForURLAsync("**/07-why-components-die.html*");

        Assert.Empty(window.Complaints);
    }

    [Fact(Explicit = true)]
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

    [Fact(Explicit = true)]
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

    [Fact(Explicit = true)]
    public async Task WithoutScripts_NothingIsMissing()
    {
        await using var window = await browser.OpenAsync(new View { Scripts = false });
        await window.GoToAsync("08-expectation-maximisation.html");
        var page = window.Page;

        Assert.True(await page.GetByRole(AriaRole.Navigation, new() { Name = "Contents" }).IsVisibleAsync());
        Assert.DoesNotContain("\\(", await page.Locator("main .prose").First.InnerTextAsync(), StringComparison.Ordinal);
        Assert.True((await page.Locator(".katex-html").First.BoundingBoxAsync())!.Height > 10);
        Assert.True(await page.Locator("details.data p").First.IsVisibleAsync());
        Assert.Equal(await page.Locator("figure.chart").CountAsync(), await page.Locator(".chart-canvas > img.picture").CountAsync());
        Assert.True((await page.Locator(".chart-canvas > img.picture").First.BoundingBoxAsync())!.Height > 200);
        Assert.False(await page.Locator(".controls").First.IsVisibleAsync());
        Assert.Empty(window.Complaints);
    }

    [Fact(Explicit = true)]
    public async Task Print_CutsNoChart_OpensSolutions_AndShowsFilmsAsFrames()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("07-why-components-die.html");
        await window.DrawnAsync();
        var page = window.Page;
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        await page.WaitForFunctionAsync("() => document.querySelectorAll('.frames .main-svg').length > 0");

        var heights = await page.EvaluateAsync<double[]>("[...document.querySelectorAll('figure.chart')].map(f => f.getBoundingClientRect().height)");
        Assert.All(heights, height => Assert.InRange(height, 100, PaperHeight));
        Assert.Equal("avoid", await page.EvaluateAsync<string>("[...new Set([...document.querySelectorAll('figure.chart')].map(f => getComputedStyle(f).breakInside))].join()"));

        // A page break cannot be avoided inside what is laid out by a grid, a flex box or a scroll frame.
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            [...document.querySelectorAll("figure.chart")].flatMap(f => { const up = []; for (let e = f.parentElement; e; e = e.parentElement) up.push(e); return up; })
              .filter(e => e !== document.documentElement && (/grid|flex/.test(getComputedStyle(e).display) || getComputedStyle(e).overflowX !== "visible"))
              .map(e => e.className)
            """));
        Assert.Equal(0, await page.Locator("main details:not(.data):not([open])").CountAsync());
        var films = await page.Locator("figure.chart:has(.play)").CountAsync();
        Assert.Equal(4 * films, await page.Locator(".frames figure").CountAsync());
        Assert.NotEmpty(await page.PdfAsync(new() { Format = "A4" }));
    }
}
