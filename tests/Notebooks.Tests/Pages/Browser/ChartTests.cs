using System.Text.Json;
using Microsoft.Playwright;
using Xunit;
using static Notebooks.Tests.Pages.Browser.BrowserFixture;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>Charts in a browser: what they draw, and what the reader can do with them.</summary>
[Trait("Category", "Browser")]
public class ChartTests(BrowserFixture browser)
{
    private const string Film = "07-why-components-die.html";

    // What plotly.js made of each trace, once it had checked the values: x, y and z as it draws them.
    private const string DrawnData = """
        () => JSON.stringify([...document.querySelectorAll(".chart-canvas")].map(canvas => canvas._fullData.map(trace =>
          ({ x: trace.x ? [...trace.x] : null, y: trace.y ? [...trace.y] : null, z: trace.z ? [...trace.z].map(row => [...row]) : null }))))
        """;

    [Fact]
    public async Task AChart_DrawsTheDataOfItsCell() => NothingIsWrong(await browser.OnEveryPageAsync(new View(), async (window, file) =>
    {
        if (!char.IsAsciiDigit(file[0]))
        {
            return [];
        }

        await window.GoToAsync(file);
        await window.DrawnAsync();
        using var drawn = JsonDocument.Parse(await window.Page.EvaluateAsync<string>(DrawnData));
        var computed = ExecutedIpynb.Read(Path.Combine(window.Folder, Path.ChangeExtension(file, ".ipynb"))).Figures().ToList();
        return computed.Count != drawn.RootElement.GetArrayLength()
            ? [$"{computed.Count} charts were computed, {drawn.RootElement.GetArrayLength()} drawn"]
            : [.. computed.Zip(drawn.RootElement.EnumerateArray()).SelectMany(pair => Differences(pair.First, pair.Second))];
    }));

    [Fact]
    public async Task APoint_IsDrawnForEachSample()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("01-distinct-gaussians.html");
        await window.DrawnAsync();

        Assert.Equal(2000, await window.Page.Locator("figure.chart").First.Locator(".scatterlayer .point").CountAsync());
    }

    [Fact]
    public async Task ASlider_MovedByKey_ShowsTheFrameThatItNames()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync(Film);
        var chart = window.Page.Locator("figure.chart:has(.play)").First;
        var slider = chart.Locator("input[type=range]");
        await slider.FocusAsync();
        await window.Page.Keyboard.PressAsync("End");
        await window.UntilAsync("""
            () => {
              const chart = document.querySelector("figure.chart:has(.play)"), canvas = chart.querySelector(".chart-canvas");
              const last = JSON.parse(chart.querySelector("script").textContent).frames.at(-1);
              return canvas.data && last.traces.every((t, i) => JSON.stringify(canvas.data[t].x) === JSON.stringify(last.data[i].x));
            }
            """);

        Assert.Equal("iteration 4000", await chart.Locator("output").TextContentAsync());
        Assert.Equal("iteration 4000", await slider.GetAttributeAsync("aria-valuetext"));
    }

    [Fact]
    public async Task Play_RunsUntilItIsPaused()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync(Film);
        var chart = window.Page.Locator("figure.chart:has(.play)").First;
        await chart.Locator(".play").PressAsync("Enter");
        await window.UntilAsync("() => +document.querySelector('.controls input').value >= 3");
        await chart.Locator(".play").PressAsync("Enter");

        Assert.Equal("▶ Play", await chart.Locator(".play").TextContentAsync());
    }

    [Fact]
    public async Task Play_WhereNothingMayMove_GoesOneFrameOn()
    {
        await using var window = await browser.OpenAsync(new View { ReducedMotion = true });
        await window.GoToAsync(Film);
        var chart = window.Page.Locator("figure.chart:has(.play)").First;
        Assert.Equal("▶ Next", await chart.Locator(".play").TextContentAsync());
        await chart.Locator(".play").ClickAsync();
        await window.Page.WaitForTimeoutAsync(600); // time for four more, were it to run

        Assert.Equal("1", await chart.Locator("input").InputValueAsync());
    }

    [Fact]
    public async Task ALegendButton_HidesItsTracesAndSaysSo()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("01-distinct-gaussians.html");
        await window.DrawnAsync();
        var chart = window.Page.Locator("figure.chart").First;
        var button = chart.Locator(".legend button").First;
        await button.PressAsync("Space");
        await window.UntilAsync("() => document.querySelectorAll('figure.chart .scatterlayer')[0].querySelectorAll('.point').length === 1000");

        Assert.Equal("false", await button.GetAttributeAsync("aria-pressed"));
    }

    [Fact]
    public async Task EntriesOfOneGroup_AreSwitchedTogether()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("03-density-fitting.html");
        var entries = window.Page.GetByRole(AriaRole.Button, new() { NameRegex = new("^lowest loss") });
        await entries.First.PressAsync("Space");

        Assert.Equal(["false", "false"], await entries.EvaluateAllAsync<string[]>("all => all.map(b => b.ariaPressed)"));
    }

    [Fact]
    public async Task ItsData_IsATableOnRequest()
    {
        await using var window = await browser.OpenAsync(new View());
        await window.GoToAsync("05-accuracy.html");
        var chart = window.Page.Locator("figure.chart").First;
        await chart.Locator("details.data summary").ClickAsync();

        Assert.Equal(5, await chart.Locator("details.data tbody tr").CountAsync());
        Assert.Contains("5 rows of 5 values", await chart.Locator("details.data p").TextContentAsync(), StringComparison.Ordinal);
    }

    private static IEnumerable<string> Differences(JsonElement figure, JsonElement drawn)
    {
        var title = figure.GetProperty("layout").TryGetProperty("title", out var text) ? text.GetRawText() : "a chart";
        var traces = figure.GetProperty("data").EnumerateArray().ToList();
        return traces.Count != drawn.GetArrayLength()
            ? [$"{traces.Count} traces of {title} were computed, {drawn.GetArrayLength()} drawn"]
            : from pair in traces.Zip(drawn.EnumerateArray())
              from axis in (string[])["x", "y", "z"]
              where pair.First.TryGetProperty(axis, out var values) && values.ValueKind != JsonValueKind.Null
                  && !JsonElement.DeepEquals(values, pair.Second.GetProperty(axis))
              select $"{axis} of {title} is not what its cell computed";
    }
}
