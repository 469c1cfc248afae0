namespace NotebookHost.Pages;

/// <summary>What all pages of a book share.</summary>
/// <param name="Title">Of the book, as the bar names it.</param>
/// <param name="Form">How pages get at styles, scripts and pictures.</param>
/// <param name="Chapters">In reading order.</param>
/// <param name="Appendices">What is looked up rather than read.</param>
/// <param name="Source">Where the book's source is.</param>
/// <param name="Address">Where the book will be published, ending with a slash; null where nobody knows.</param>
/// <param name="Made">When the pages were made.</param>
/// <param name="Versions">What executed the chapters, such as ".NET 10.0.1".</param>
internal sealed record Site(
    string Title,
    PageForm Form,
    IReadOnlyList<PageLink> Chapters,
    IReadOnlyList<PageLink> Appendices,
    SourceRepository Source,
    string? Address,
    DateTimeOffset Made,
    IReadOnlyList<string> Versions)
{
    /// <summary>Of a page that stands alone: it lists no other.</summary>
    public static Site Single(string title, PageForm form) =>
        new(title, form, [], [], SourceRepository.None, null, DateTimeOffset.UtcNow, []);
}
