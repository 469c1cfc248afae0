namespace Notebooks.Tests.Pages.Browser;

/// <summary>How somebody looks at a page.</summary>
public sealed record View(int Width = 1440)
{
    public bool IsPhone => Width < 600;

    public bool ReducedMotion { get; init; }

    public bool Scripts { get; init; } = true;
}
