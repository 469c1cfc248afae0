using Microsoft.Playwright;

namespace Notebooks.Tests.Pages.Browser;

/// <summary>A browser's page on a book that was opened from disk, and what it complained about.</summary>
public sealed class BookWindow : IAsyncDisposable
{
    /// <summary>Milliseconds that anything may take: machines that build are busy, and how long a page takes is not what is looked at here.</summary>
    public const float Patience = 900_000;

    // A chart is drawn when it comes near: go to each, as a reader does who scrolls.
    private const string ScrollOn = """
        () => {
          const next = document.querySelector(".chart-canvas:not(.drawn)");
          next?.scrollIntoView({ block: "center" });
          return !next;
        }
        """;

    private const string HasTheme = """
        () => [...document.querySelectorAll(".chart-canvas")].every(c => c.layout?.template.layout.font.color === getComputedStyle(document.body).color)
        """;

    private const string MeasureShifts = """
        window.shift = 0;
        new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) window.shift += e.value; })
          .observe({ type: "layout-shift", buffered: true });
        """;

    // Not with every frame, as is the default: asking would be most of the work, and a window that is behind another draws no frames.
    private static readonly PageWaitForFunctionOptions Often = new() { PollingInterval = 100 };

    private readonly IBrowserContext _context;
    private readonly string _book;

    private BookWindow(IBrowserContext context, IPage page, string folder) => (_context, Page, Folder, _book) = (context, page, folder, Path.Combine(folder, "book"));

    public IPage Page { get; }

    /// <summary>Full path of the folder that the run wrote to.</summary>
    public string Folder { get; }

    /// <summary>Errors and warnings of the console, and requests for anything that is not the book's own file.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>File names of the book's pages.</summary>
    public IReadOnlyList<string> Files => [.. Directory.GetFiles(_book, "*.html").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    public static async Task<BookWindow> OpenAsync(IBrowserContext context, string folder)
    {
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        var window = new BookWindow(context, page, folder);
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                window.Complaints.Add($"{message.Type}: {message.Text}");
            }
        };
        page.PageError += (_, error) => window.Complaints.Add(error);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(new Uri(window._book + "/").AbsoluteUri, StringComparison.Ordinal)
                && !request.Url.StartsWith("data:", StringComparison.Ordinal) && !request.Url.StartsWith("blob:", StringComparison.Ordinal))
            {
                window.Complaints.Add($"request: {request.Url}");
            }
        };
        await page.AddInitScriptAsync(MeasureShifts);
        return window;
    }

    /// <summary>Full path of a file of the book.</summary>
    public string PathOf(string file) => Path.Combine(_book, file);

    /// <param name="file">A page of the book, with or without a place in it.</param>
    public Task GoToAsync(string file) => Page.GotoAsync(new Uri(_book + "/").AbsoluteUri + file, new() { WaitUntil = WaitUntilState.Load });

    /// <param name="condition">A function of JavaScript.</param>
    public Task UntilAsync(string condition) => Page.WaitForFunctionAsync(condition, null, Often);

    /// <summary>Scrolls down through the page until every chart is drawn.</summary>
    public Task DrawnAsync() => UntilAsync(ScrollOn);

    /// <summary>As if the system went dark; drawn charts follow.</summary>
    public async Task DarkenAsync()
    {
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        await UntilAsync(HasTheme);
    }

    public async ValueTask DisposeAsync() => await _context.CloseAsync();
}
