using Deque.AxeCore.Playwright;
using Xunit;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>What holds for every page of the book, looked at in a browser at both widths and in both themes.</summary>
[Trait("Category", "Browser")]
public class EveryPageTests(BrowserFixture browser)
{
    private const double MostShift = 0.02; // a fifth of what https://web.dev/cls calls good

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
            .filter(([, contrast]) => contrast < 4.5).map(([text, contrast]) => `${text}: ${contrast.toFixed(2)}`);
        }
        """;

    public static TheoryData<int, bool> Views => new(View.All.Select(v => (v.Width, v.Dark)));

    [Theory(Explicit = true)]
    [MemberData(nameof(Views))]
    public async Task APage_IsWhole(int width, bool dark)
    {
        await using var window = await browser.OpenAsync(new View(width, dark));
        foreach (var file in window.Files)
        {
            await window.GoToAsync(file);
            await window.DrawnAsync();

            Assert.True(await window.Page.EvaluateAsync<double>("window.shift") < MostShift, $"{file} shifts by {await window.Page.EvaluateAsync<double>("window.shift")}");
            Assert.True(await window.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), $"{file} scrolls sideways");
            Assert.Empty(await window.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('.chart-canvas')].filter(c => !c.querySelector('svg.main-svg')).map(c => c.textContent)"));
            Assert.Empty(await window.Page.EvaluateAsync<string[]>(FaintTexts));
        }

        Assert.Empty(window.Complaints);
    }

    [Theory(Explicit = true)]
    [MemberData(nameof(Views))]
    public async Task APage_IsWithoutAnAxeViolation(int width, bool dark)
    {
        await using var window = await browser.OpenAsync(new View(width, dark) { BypassPolicy = true });
        foreach (var file in window.Files)
        {
            await window.GoToAsync(file);
            var result = await window.Page.RunAxe();

            Assert.Empty(result.Violations.Select(v => $"{file}: {v.Id}: {v.Nodes[0].Html}"));
        }
    }

    [Fact(Explicit = true)]
    public async Task ALink_LeadsToAPlaceThatIsThere()
    {
        await using var window = await browser.OpenAsync(new View());
        var places = new HashSet<string>();
        var links = new List<(string File, string Target)>();
        foreach (var file in window.Files)
        {
            await window.GoToAsync(file);
            places.Add(file);
            places.UnionWith((await window.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(e => e.id)")).Select(id => $"{file}#{id}"));
            links.AddRange((await window.Page.EvaluateAsync<string[]>(
                "[...document.querySelectorAll('a[href]')].filter(a => a.protocol === 'file:').map(a => decodeURIComponent(a.href).slice(decodeURIComponent(new URL('.', location.href).href).length))"))
                .Select(target => (file, target)));
        }

        Assert.NotEmpty(links);
        Assert.All(links, link => Assert.True(
            places.Contains(link.Target) || File.Exists(Path.Combine(window.Folder, "book", link.Target.Split('#')[0])) && !link.Target.Contains('#'), $"{link}"));
    }

    [Fact(Explicit = true)]
    public async Task ADeepLink_LandsOnItsHeading()
    {
        await using var window = await browser.OpenAsync(new View(390));
        foreach (var file in window.Files)
        {
            await window.GoToAsync(file);
            var id = await window.Page.EvaluateAsync<string?>("[...document.querySelectorAll('main h2[id]')].at(-2)?.id ?? null");
            if (id is null)
            {
                continue;
            }

            await window.GoToAsync("index.html");
            await window.GoToAsync($"{file}#{Uri.EscapeDataString(id)}");
            await window.DrawnAsync();
            var top = await window.Page.EvaluateAsync<double>("id => document.getElementById(id).getBoundingClientRect().top", id);

            Assert.True(top is >= 40 and <= 110, $"{file}#{id} is {top} px below the window's top");
        }
    }

    [Fact(Explicit = true)]
    public async Task APage_IsSmall()
    {
        await using var window = await browser.OpenAsync(new View());

        Assert.All(window.Files, file => Assert.InRange(new FileInfo(Path.Combine(window.Folder, "book", file)).Length, 1, 1_200_000));
    }
}
