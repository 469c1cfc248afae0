namespace NotebookHost.Pages;

/// <param name="Level">1 for the title, 2 for a section, and so on.</param>
/// <param name="Id">Unique on the page, and the same in every run.</param>
/// <param name="Text">Plain text.</param>
/// <param name="Html">The same with code and maths marked up, without links.</param>
public sealed record PageHeading(int Level, string Id, string Text, string Html);
