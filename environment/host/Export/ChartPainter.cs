using NotebookHost.Pages;
using PuppeteerSharp;

namespace NotebookHost.Export;

/// <summary>Draws plotly figures as PNG, all of them in one page of one browser, without the network.</summary>
internal sealed class ChartPainter : IAsyncDisposable
{
    private static readonly string Draw = Asset.Text("export/picture.js");

    private readonly IBrowser _browser;
    private readonly IPage _page;

    private ChartPainter(IBrowser browser, IPage page) => (_browser, _page) = (browser, page);

    /// <param name="executable">Full path of a Chromium, Chrome or Edge.</param>
    /// <param name="plotlyScript">plotly.js.</param>
    /// <exception cref="UsageException">It does not start, or not as such a browser.</exception>
    public static async Task<ChartPainter> StartAsync(string executable, string plotlyScript)
    {
        IBrowser browser;
        try
        {
            browser = await Puppeteer.LaunchAsync(new() { ExecutablePath = executable, Args = Arguments(), Timeout = 120_000 });
        }
        catch (Exception e) when (e is PuppeteerException or SystemException)
        {
            throw new UsageException($"{executable} does not start as a browser: {e.Message}");
        }

        var page = await browser.NewPageAsync();
        await page.AddScriptTagAsync(new AddTagOptions { Content = plotlyScript });
        return new(browser, page);
    }

    /// <param name="figure">{"data": ..., "layout": ...}; of one with frames, what is seen at rest.</param>
    /// <returns>A PNG, base64.</returns>
    /// <exception cref="PuppeteerException">plotly.js cannot draw it.</exception>
    public Task<string> PaintAsync(string figure) => _page.EvaluateFunctionAsync<string>(Draw, figure);

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _browser.Dispose();
    }

    /// <summary>Its sandbox cannot be had as root, which containers often are; the only page it will see is ours.</summary>
    private static string[] Arguments() =>
    [
        "--headless", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
        .. (string[])(Environment.IsPrivilegedProcess ? ["--no-sandbox"] : []),
    ];
}
