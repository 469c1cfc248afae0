using System.Globalization;

namespace NotebookHost.Pages;

/// <summary>Numbers a page's figures and names the place of each after its title: a number may change, the place does not.</summary>
/// <param name="chapter">Stands before the dot, null for none.</param>
internal sealed class FigureNumbers(int? chapter)
{
    private readonly HeadingIds _ids = new();
    private int _count;

    public (string Label, string Id) Next(string? title)
    {
        _count++;
        var label = chapter is null
            ? string.Create(CultureInfo.InvariantCulture, $"Figure {_count}")
            : string.Create(CultureInfo.InvariantCulture, $"Figure {chapter}.{_count}");
        return (label, _ids.For($"fig {title ?? "chart"}"));
    }
}
