using System.Collections.Concurrent;
using Microsoft.Playwright;
using Notebooks.Tests.Pages.Browser;
using Xunit;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace Notebooks.Tests.Pages.Browser;

/// <summary>The Chromium of this machine, started once; nothing is downloaded. Without one, tests that ask for it are skipped.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private readonly Lazy<Task<(IPlaywright, IBrowser)>> _browser = new(StartAsync);

    /// <summary>A window on the book, with a context of its own: nothing is remembered from another.</summary>
    public async Task<BookWindow> OpenAsync(View view)
    {
        Assert.SkipUnless(Executable is not null, "There is no Chromium, Chrome or Edge on this machine: the pages were not looked at.");
        var folder = await ChapterRuns.FolderAsync();
        var (_, browser) = await _browser.Value;
        var context = await browser.NewContextAsync(new()
        {
            ViewportSize = new() { Width = view.Width, Height = view.IsPhone ? 844 : 900 },
            ColorScheme = ColorScheme.Light,
            ReducedMotion = view.ReducedMotion ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
            JavaScriptEnabled = view.Scripts,
            HasTouch = view.IsPhone,
            IsMobile = view.IsPhone,
        });
        return await BookWindow.OpenAsync(context, folder);
    }

    /// <summary>Looks at every page, in two windows at a time.</summary>
    /// <param name="look">Tells what is wrong with the page of that name.</param>
    /// <returns>What is wrong on all pages, and what their windows complained about.</returns>
    public async Task<IReadOnlyList<string>> OnEveryPageAsync(View view, Func<BookWindow, string, Task<IEnumerable<string>>> look)
    {
        var problems = new ConcurrentBag<string>();
        ConcurrentQueue<string>? files = null;
        await Task.WhenAll(Look(), Look());
        return [.. problems.Order(StringComparer.Ordinal)];

        async Task Look()
        {
            await using var window = await OpenAsync(view); // once: a window costs more than a page
            Interlocked.CompareExchange(ref files, new(window.Files), null);
            while (files.TryDequeue(out var file))
            {
                foreach (var problem in (await look(window, file)).Concat(window.Complaints))
                {
                    problems.Add($"{file} at {view.Width} px: {problem}");
                }
                window.Complaints.Clear();
            }
        }
    }

    /// <summary>Every problem in full: Assert.Empty shows the beginning of five.</summary>
    public static void NothingIsWrong(IReadOnlyList<string> problems) => Assert.True(problems.Count == 0, string.Join('\n', problems));

    public async ValueTask DisposeAsync()
    {
        if (_browser.IsValueCreated)
        {
            var (playwright, browser) = await _browser.Value;
            await browser.CloseAsync();
            playwright.Dispose();
        }
    }

    private static string? Executable { get; } = NotebookHost.Export.Browser.Find();

    private static async Task<(IPlaywright, IBrowser)> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Timeout = BookWindow.Patience,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--disable-features=PreloadTopChromeWebUI,Translate"], // a window of a browser without a window needs no tabs and menus
        });
        return (playwright, browser);
    }
}
