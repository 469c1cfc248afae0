namespace NotebookHost.Pages;

/// <summary>Where a notebook's links and images lead once it is a page among other pages.</summary>
internal static class PageReference
{
    private const int MostBytes = 20_000_000;

    /// <summary>Chapters link to each other as .dib; their pages lie side by side as .html.</summary>
    public static string? Link(string? url)
    {
        if (url is null || Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            return url;
        }
        var (path, anchor) = url.IndexOf('#') is >= 0 and var at ? (url[..at], url[at..]) : (url, "");
        return path.EndsWith(".dib", StringComparison.OrdinalIgnoreCase) ? path[..^4] + ".html" + anchor : url;
    }

    /// <summary>A local image becomes part of the page. What is elsewhere stays a reference, which the page will not fetch.</summary>
    public static string? Image(string? url, string folder)
    {
        if (string.IsNullOrEmpty(url) || Uri.TryCreate(url, UriKind.Absolute, out _))
        {
            return url;
        }
        var file = Path.Combine(folder, Uri.UnescapeDataString(url));
        return MimeType(file) is { } type && TryRead(file) is { } content ? $"data:{type};base64,{Convert.ToBase64String(content)}" : url;
    }

    /// <summary>Nothing where it cannot be read, is no picture but a device or a pipe, which have no length, or too much for a page.</summary>
    private static byte[]? TryRead(string file)
    {
        try
        {
            return new FileInfo(file) is { Exists: true, Length: > 0 and <= MostBytes } ? File.ReadAllBytes(file) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? MimeType(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".png" => "image/png",
        ".svg" => "image/svg+xml",
        ".jpg" or ".jpeg" => "image/jpeg",
        ".gif" => "image/gif",
        ".webp" => "image/webp",
        _ => null,
    };
}
