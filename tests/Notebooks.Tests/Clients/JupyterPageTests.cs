using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>An executed copy in Jupyter's page without the network: pictures while it is not trusted, live charts once it is and runs.</summary>
[Trait("Category", "Clients")]
public class JupyterPageTests
{
    private const string Pictures = "[...document.querySelectorAll('.output_html img')].filter(i => i.naturalWidth > 100).length";

    private const string Drawn = "[...document.querySelectorAll('.gmm-chart')].filter(d => d.querySelector('.main-svg')).length";

    // The figure with frames, and where its first trace is.
    private const string Film = "[...document.querySelectorAll('.gmm-chart')].find(d => d._transitionData && d._transitionData._frames.length > 0)";

    public static TheoryData<string> Notebooks => ["01-distinct-gaussians", "03-density-fitting", "07-why-components-die"];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task ACopy_ShowsPicturesUntilItIsTrustedAndRun_AndThenDrawsEveryChart(string name)
    {
        using var workspace = new Workspace();
        var copy = File.ReadAllText(Path.Combine(RepositoryNotebooks.Root, "notebooks", "ipynb", name + ".ipynb"));
        workspace.Write("copy.ipynb", copy.Replace("../../lib/bin", Path.Combine(RepositoryNotebooks.Root, "lib", "bin").Replace('\\', '/')));
        var charts = copy.Split("const packed = ").Length - 1;
        using var server = await JupyterServer.StartAsync(workspace.Root);
        await using var page = await JupyterPage.OpenAsync(new(server.Address, "notebooks/copy.ipynb"));

        Assert.False(await page.AskAsync<bool>("!!Jupyter.notebook.trusted"));
        Assert.Equal((charts, 0), (await page.AskAsync<int>(Pictures), await page.AskAsync<int>(Drawn)));
        await page.ShootAsync($"{name}-untrusted", ".output_html img");

        await page.TrustAsync();
        Assert.Equal(charts, await page.AskAsync<int>(Pictures)); // no plotly.js, no network: the pictures stay
        await page.RunAllAsync();
        Assert.Equal("", await page.AskAsync<string>("[...document.querySelectorAll('.output_error, .output_stderr')].map(e => e.innerText).join()"));
        await page.WaitAsync($"{Drawn} === {charts}");
        await page.ShootAsync($"{name}-drawn", ".gmm-chart");

        if (name.StartsWith("07", StringComparison.Ordinal))
        {
            await SlideAsync(page, name);
        }
    }

    /// <summary>A click at the far end of the slider, as a reader's: another frame, other places.</summary>
    private static async Task SlideAsync(JupyterPage page, string name)
    {
        await page.AskAsync<object>($"void {Film}.scrollIntoView({{ block: 'center' }})");
        var before = await page.AskAsync<string>($"JSON.stringify({Film}.data.map(t => t.x))");
        var place = await page.AskAsync<double[]>($"(r => [r.right - 5, r.top + r.height / 2])({Film}.querySelector('.slider-rail-touch-rect').getBoundingClientRect())");

        await page.Page.Mouse.ClickAsync((decimal)place[0], (decimal)place[1]);

        await page.WaitAsync($"{Film}._fullLayout.sliders[0].active > 0 && JSON.stringify({Film}.data.map(t => t.x)) !== {System.Text.Json.JsonSerializer.Serialize(before)}");
        await page.ShootAsync($"{name}-slider", ".slider-rail-touch-rect");
    }
}
