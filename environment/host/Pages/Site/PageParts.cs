namespace NotebookHost.Pages;

/// <summary>One page before it is put into the frame that all pages have.</summary>
internal sealed record PageParts
{
    /// <summary>Plain text.</summary>
    public required string Title { get; init; }

    /// <summary>Plain text, a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>File name of the page.</summary>
    public required string File { get; init; }

    /// <summary>HTML of the content.</summary>
    public required string Main { get; init; }

    /// <summary>Sections that the contents list.</summary>
    public IReadOnlyList<PageHeading> Sections { get; init; } = [];

    public bool HasMaths { get; init; }

    public bool HasCharts { get; init; }

    /// <summary>Whether a chart compiles code while it draws.</summary>
    public bool CompilesCode { get; init; }

    /// <summary>Whether there is code that the reader may want to hide.</summary>
    public bool HasCode { get; init; }

    /// <summary>Address of a picture of the page, for who links to it; null for none.</summary>
    public string? Picture { get; init; }

    /// <summary>A class for the content.</summary>
    public string Kind { get; init; } = "chapter";
}
