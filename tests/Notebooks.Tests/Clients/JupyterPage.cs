using System.Diagnostics;
using PuppeteerSharp;
using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>A notebook in Jupyter's page, in a browser that reaches this machine and nothing else.</summary>
internal sealed class JupyterPage : IAsyncDisposable
{
    // Patience for an idle machine would end on a busy one; what never comes is found by the page's own state.
    private const int Patience = 1_800_000;

    private readonly IBrowser _browser;

    private JupyterPage(IBrowser browser, IPage page) => (_browser, Page) = (browser, page);

    public IPage Page { get; }

    public static async Task<JupyterPage> OpenAsync(Uri address)
    {
        var executable = NotebookHost.Export.Browser.Find();
        Assert.SkipWhen(executable is null, "No Chromium, Chrome or Edge: on Debian, apt-get install chromium");
        var browser = await Puppeteer.LaunchAsync(new()
        {
            ExecutablePath = executable,
            Timeout = Patience,
            ProtocolTimeout = Patience,
            DefaultViewport = new() { Width = 1200, Height = 1600 },
            Args =
            [
                "--headless", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--proxy-server=127.0.0.1:9", "--proxy-bypass-list=127.0.0.1", // where nothing listens: no network but this machine
                .. (string[])(Environment.IsPrivilegedProcess ? ["--no-sandbox"] : []),
            ],
        });
        var page = await browser.NewPageAsync();
        page.DefaultTimeout = Patience;
        page.DefaultNavigationTimeout = Patience;
        await page.GoToAsync(address.ToString());
        var opened = new JupyterPage(browser, page);
        await opened.WaitAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded");
        return opened;
    }

    public Task WaitAsync(string condition) => Page.WaitForFunctionAsync($"() => {condition}", new WaitForFunctionOptions { Timeout = Patience, PollingInterval = 250 });

    public Task<T> AskAsync<T>(string expression) => Page.EvaluateExpressionAsync<T>(expression);

    /// <remarks>
    /// Jupyter loads a notebook anew that has become trusted. A click is lost on a dialog that still moves in, and a navigation on who waits for
    /// it too late: so both are looked after until the page is another.
    /// </remarks>
    public async Task TrustAsync()
    {
        await AskAsync<object>("void (window.isOld = true, Jupyter.notebook.trust_notebook())");
        var watch = Stopwatch.StartNew();
        while (!await IsAnotherAfterAClickAsync())
        {
            Assert.True(watch.ElapsedMilliseconds < Patience, "Jupyter did not load the notebook anew.");
            await Task.Delay(250);
        }
        await WaitAsync("window.Jupyter && Jupyter.notebook && Jupyter.notebook._fully_loaded && Jupyter.notebook.trusted");
    }

    private async Task<bool> IsAnotherAfterAClickAsync()
    {
        try
        {
            return await AskAsync<bool>("!window.isOld || (document.querySelector('.modal.in .btn-danger')?.click(), false)");
        }
        catch (PuppeteerException) // between the two pages there is none to ask
        {
            return false;
        }
    }

    /// <summary>Runs every cell; ends when all have, or one has failed.</summary>
    public async Task RunAllAsync()
    {
        await WaitAsync("Jupyter.notebook.kernel && Jupyter.notebook.kernel.is_connected()");
        await AskAsync<object>("void Jupyter.notebook.execute_all_cells()");
        await WaitAsync("""
            document.querySelector('.output_error') || !document.querySelector('.code_cell.running')
            && Jupyter.notebook.get_cells().every(c => c.cell_type !== "code" || typeof c.input_prompt_number === "number") && Jupyter.notebook.kernel_busy !== true
            """);
    }

    /// <summary>A picture of the page at an element, for who wants to look: where NOTEBOOK_SCREENSHOTS names a folder.</summary>
    public async Task ShootAsync(string name, string selector)
    {
        if (Environment.GetEnvironmentVariable("NOTEBOOK_SCREENSHOTS") is { Length: > 0 } folder)
        {
            await AskAsync<object>($"void document.querySelector({System.Text.Json.JsonSerializer.Serialize(selector)})?.scrollIntoView({{ block: 'center' }})");
            await Task.Delay(1000);
            await Page.ScreenshotAsync(Path.Combine(folder, name + ".png"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.CloseAsync();
        _browser.Dispose();
    }
}
