using Microsoft.Playwright;
using Notebooks.Tests.Pages.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Notebooks.Tests.Pages.Browser;

/// <summary>The Chromium of this machine, started once; nothing is downloaded. Without one, tests that ask for it are skipped.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

    private readonly Lazy<Task<(IPlaywright, IBrowser)>> _browser = new(StartAsync);

    /// <summary>A window on a page of the book.</summary>
    public async Task<BookWindow> OpenAsync(View view)
    {
        Assert.SkipUnless(Executable is not null, "There is no Chromium, Chrome or Edge on PATH: the pages were not looked at.");
        var (_, browser) = await _browser.Value;
        var folder = await ChapterRuns.FolderAsync();
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = view.IsPhone ? 844 : 900 },
            ColorScheme = view.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = view.ReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            JavaScriptEnabled = view.Scripts,
            HasTouch = view.IsPhone,
            IsMobile = view.IsPhone,
            BypassCSP = view.BypassPolicy,
        });
        return await BookWindow.OpenAsync(context, folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            var (playwright, browser) = await _browser.Value;
            await browser.CloseAsync();
            playwright.Dispose();
        }
    }

    private static string? Executable => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => Names.Select(name => Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Timeout = 300_000,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
        return (playwright, browser);
    }
}
