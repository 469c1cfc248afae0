using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Anchors made from heading texts as GitHub makes them: lower case, hyphens, a number from the second on.</summary>
internal sealed partial class HeadingIds
{
    private readonly HashSet<string> _taken = ["content"];

    public string For(string text)
    {
        var slug = Dropped().Replace(text.ToLowerInvariant(), "").Trim().Replace(' ', '-');
        slug = slug.Length == 0 ? "section" : slug;
        var id = slug;
        for (var n = 1; !_taken.Add(id); n++)
        {
            id = $"{slug}-{n}";
        }
        return id;
    }

    [GeneratedRegex(@"[^\p{L}\p{M}\p{N}\p{Pc} -]")]
    private static partial Regex Dropped();
}
