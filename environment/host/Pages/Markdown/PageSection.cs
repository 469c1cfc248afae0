namespace NotebookHost.Pages;

/// <summary>A section's words, for searching.</summary>
/// <param name="Heading">Null for what stands before the first heading.</param>
public sealed record PageSection(PageHeading? Heading, string Text);
