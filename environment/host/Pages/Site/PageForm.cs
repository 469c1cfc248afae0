namespace NotebookHost.Pages;

/// <summary>How a page gets at its styles, scripts and pictures: beside it, shared by all pages of a site, or inside it.</summary>
internal abstract class PageForm
{
    /// <summary>Whether all pages of a site are there, with a search over them.</summary>
    public abstract bool IsSite { get; }

    /// <summary>Address of the icon.</summary>
    public abstract string Icon { get; }

    /// <summary>Sources that the content policy allows for everything but scripts, such as "'self'".</summary>
    public abstract string Sources { get; }

    public abstract string Style(string name);

    /// <summary>A script element, and what the content policy has to say to let it run.</summary>
    /// <param name="waits">Whether it may run after the page has been read.</param>
    public abstract (string Element, string Source) Script(string name, bool waits);

    /// <summary>The address of a picture.</summary>
    /// <param name="name">File name without extension, unique among the site's pictures.</param>
    public abstract string Picture(string name, string extension, string mimeType, byte[] content);
}
