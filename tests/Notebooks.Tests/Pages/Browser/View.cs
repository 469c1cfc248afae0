namespace Notebooks.Tests.Pages.Browser;

/// <summary>How somebody looks at a page.</summary>
public sealed record View(int Width = 1440, bool Dark = false)
{
    public bool IsPhone => Width < 600;

    public bool ReducedMotion { get; init; }

    public bool Scripts { get; init; } = true;

    /// <summary>For tools that put their own script into the page.</summary>
    public bool BypassPolicy { get; init; }

    /// <summary>The two widths and the two themes.</summary>
    public static IEnumerable<View> All => from width in new[] { 1440, 390 } from dark in new[] { false, true } select new View(width, dark);

    public override string ToString() => $"{Width} px, {(Dark ? "dark" : "light")}";
}
