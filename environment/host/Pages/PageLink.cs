namespace NotebookHost;

/// <summary>A neighbouring page, as the navigation names it.</summary>
public sealed record PageLink(string Title, string Href);
