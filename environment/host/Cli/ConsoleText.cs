using System.Globalization;
using NotebookHost.Pages;

namespace NotebookHost;

/// <summary>Text that a notebook made, safe to print: it can neither colour, move nor turn round what stands beside it.</summary>
internal static class ConsoleText
{
    private const int Widest = 1_000;

    /// <param name="most">Lines beyond these are counted only.</param>
    public static string Lines(string text, int most)
    {
        var lines = TerminalText.Render(text).Split('\n');
        var shown = lines.Take(most).Select(OnOneLine);
        return string.Join('\n', lines.Length > most ? shown.Append($"… {lines.Length - most} more lines") : shown);
    }

    public static string OnOneLine(string text)
    {
        var shown = text.Length > Widest ? text[..Widest] + " …" : text;
        return string.Concat(TerminalText.Render(shown).Select(c => IsHarmless(c) ? c.ToString() : $"\\u{(int)c:x4}"));
    }

    private static bool IsHarmless(char c) =>
        c == '\t' || !(char.IsControl(c) || char.GetUnicodeCategory(c) is UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate) || char.IsSurrogate(c);
}
