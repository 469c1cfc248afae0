using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;
using static Notebooks.Tests.Pages.Browser.BrowserFixture;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>What holds for every page of the book, looked at in a browser at both widths and in both themes.</summary>
[Trait("Category", "Browser")]
public sealed partial class EveryPageTests(BrowserFixture browser)
{
    private const double MostShift = 0.02; // a fifth of what https://web.dev/cls calls good
    private const int MostBytes = 1_200_000;

    // Marks of a plot have neither words nor roles, and there are thousands: axe takes minutes to find nothing in them.
    private const string WithoutMarks = "document.querySelectorAll('.main-svg .plot path').forEach(mark => mark.remove())";

    // Text that a chart draws outside its plot: on the page's own ground. WCAG 2, 1.4.3.
    private const string FaintTexts = """
        () => {
          const luminance = colour => {
            const [r, g, b] = colour.match(/[\d.]+/g).map(c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
            return 0.2126 * r + 0.7152 * g + 0.0722 * b;
          };
          const paper = luminance(getComputedStyle(document.documentElement).backgroundColor);
          return [...document.querySelectorAll(".js-plotly-plot :is(.xtick, .ytick, .g-xtitle, .g-ytitle, .cbaxis, .cbtitle) text, .js-plotly-plot .xtitle, .js-plotly-plot .ytitle")]
            .filter(text => text.textContent.trim())
            .map(text => { const ink = luminance(getComputedStyle(text).fill); return [text.textContent, (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05)]; })
            .filter(([, contrast]) => contrast < 4.5).map(([text, contrast]) => `faint: ${text}: ${contrast.toFixed(2)}`);
        }
        """;

    private const string IsAtItsEnd = "innerHeight + scrollY >= document.documentElement.scrollHeight - 1";

    // As soon as what is on the screen is drawn: the rest, above the place, is not yet.
    private const string IsDrawnHere = """
        () => [...document.querySelectorAll(".chart-canvas")].every(c => c.classList.contains("drawn")
          || c.getBoundingClientRect().bottom < 0 || c.getBoundingClientRect().top > innerHeight)
        """;

    [Theory]
    [InlineData(1440)]
    [InlineData(390)]
    public async Task APage_OpenedInItsMiddle_IsWholeAndStill_InBothThemes(int width) =>
        NothingIsWrong(await browser.OnEveryPageAsync(new View(width), async (window, file) =>
        {
            var problems = new List<string>();
            var page = window.Page;
            var heading = MiddleHeading(File.ReadAllText(window.PathOf(file)));
            await window.GoToAsync(file + (heading is null ? "" : $"#{Uri.EscapeDataString(heading)}"));
            await window.UntilAsync(IsDrawnHere);
            var (top, fromStart) = await PlaceAsync(page, heading);
            problems.AddRange(heading is null || top is >= 40 and <= 110 || await page.EvaluateAsync<bool>(IsAtItsEnd) ? [] : [$"#{heading} is {top} px below the window's top"]);
            await window.DrawnAsync();
            var (_, fromStartDrawn) = await PlaceAsync(page, heading);
            problems.AddRange(Math.Abs(fromStart - fromStartDrawn) < 2 ? [] : [$"#{heading} went from {fromStart} to {fromStartDrawn} px as charts were drawn"]);
            problems.AddRange(await page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.chart-canvas')].filter(c => !c.querySelector('svg.main-svg')).map(c => `not drawn: ${c.textContent}`)"));
            problems.AddRange(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth") ? [] : ["scrolls sideways"]);
            problems.AddRange(await page.EvaluateAsync<string[]>(FaintTexts));
            problems.AddRange(await AxeAsync(page, "light"));
            await window.DarkenAsync();
            problems.AddRange(await page.EvaluateAsync<string[]>(FaintTexts));
            problems.AddRange(width < 600 ? [] : await AxeAsync(page, "dark", "color-contrast")); // no other rule asks for colours, nor they for the width
            var shift = await page.EvaluateAsync<double>("window.shift");
            problems.AddRange(shift < MostShift ? [] : [$"shifts by {shift}"]);
            return problems;
        }));

    [Fact]
    public async Task APage_WithoutScripts_IsComplete_AndItsLinksLeadToPlaces()
    {
        var places = new System.Collections.Concurrent.ConcurrentDictionary<string, bool>();
        var links = new System.Collections.Concurrent.ConcurrentBag<(string File, string Target)>();
        var problems = await browser.OnEveryPageAsync(new View { Scripts = false }, async (window, file) =>
        {
            await window.GoToAsync(file);
            places[file] = true;
            foreach (var id in await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id)"))
            {
                places[$"{file}#{id}"] = true;
            }

            foreach (var target in await window.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href]')].filter(a => a.protocol === 'file:').map(a => decodeURIComponent(a.href).slice(decodeURIComponent(new URL('.', location.href).href).length))"))
            {
                links.Add((file, target));
            }

            return await window.Page.EvaluateAsync<string[]>("""
                [
                  ...[...document.querySelectorAll(".chart-canvas")].filter(c => !(c.querySelector("img.picture")?.naturalWidth > 0 && c.offsetHeight > 150)).map(c => `no picture: ${c.ariaLabel}`),
                  ...[...document.querySelectorAll("details.data p")].filter(p => p.offsetHeight === 0).map(p => `not shown: ${p.textContent}`),
                  ...[...document.querySelectorAll(".katex-html")].filter(f => f.offsetHeight === 0 && f.getClientRects().length === 0).map(f => `not shown: ${f.textContent}`),
                  ...[...document.querySelectorAll("main p, main li")].filter(p => /\\\(|\\\[|\$\$/.test(p.innerText)).map(p => `raw maths: ${p.innerText}`),
                  ...[...document.querySelectorAll(".controls, .legend, .open-contents, .bar button")].filter(e => e.offsetHeight > 0).map(e => `does nothing: ${e.textContent}`),
                  ...document.querySelector("nav#contents").offsetHeight > 0 ? [] : ["no contents"],
                ]
                """);
        });

        NothingIsWrong(problems);
        Assert.NotEmpty(links);
        var book = Path.Combine(await ChapterRuns.FolderAsync(), "book");
        Assert.All(links, link => Assert.True(
            places.ContainsKey(link.Target) || (File.Exists(Path.Combine(book, link.Target.Split('#')[0])) && !link.Target.Contains('#')), $"{link}"));
    }

    [Fact]
    public async Task APage_WithItsPictures_IsSmall()
    {
        await using var window = await browser.OpenAsync(new View());

        Assert.All(window.Files, file => Assert.InRange(Bytes(file), 1, MostBytes));

        long Bytes(string file) => new FileInfo(window.PathOf(file)).Length + Picture().Matches(File.ReadAllText(window.PathOf(file)))
            .Select(m => Uri.UnescapeDataString(m.Groups["file"].Value)).Distinct().Sum(picture => new FileInfo(window.PathOf(picture)).Length);
    }

    private static string? MiddleHeading(string html) =>
        Heading().Matches(html) is { Count: > 0 } headings ? headings[headings.Count / 2].Groups["id"].Value : null;

    /// <summary>How far the heading is from the top of the window, and of the page, in pixels.</summary>
    private static async Task<(double Top, double FromStart)> PlaceAsync(IPage page, string? heading)
    {
        var place = await page.EvaluateAsync<double[]>(
            "id => { const top = (document.getElementById(id) ?? document.body).getBoundingClientRect().top; return [top, top + scrollY]; }", heading ?? "");
        return (place[0], place[1]);
    }

    private static async Task<IEnumerable<string>> AxeAsync(IPage page, string theme, params string[] rules)
    {
        var options = new AxeRunOptions { ResultTypes = [ResultType.Violations] };
        if (rules.Length > 0)
        {
            options.RunOnly = new() { Type = "rule", Values = [.. rules] };
        }

        await page.EvaluateAsync(WithoutMarks);
        var result = await page.Locator(":root").RunAxe(options); // of a page, it opens a window for its results, and puts the page behind it
        return result.Violations.SelectMany(v => v.Nodes.Select(node => $"axe, {theme}: {v.Id}: {node.Html}"));
    }

    [GeneratedRegex("<h2 id=\"(?<id>[^\"]+)\"")]
    private static partial Regex Heading();

    [GeneratedRegex("<img[^>]* src=\"(?<file>images/[^\"]+)\"")]
    private static partial Regex Picture();
}
