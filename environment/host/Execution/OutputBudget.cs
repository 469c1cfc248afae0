namespace NotebookHost;

/// <summary>What is kept of a cell's outputs. A page with more could not be opened, and a run must not die of one cell.</summary>
internal sealed class OutputBudget
{
    /// <summary>Characters of console text.</summary>
    public const int MostText = 1_000_000;

    /// <summary>Characters of values shown, all their forms together: some ten large charts.</summary>
    public const int MostShown = 32_000_000;

    /// <summary>Values shown, and changes from one console stream to the other.</summary>
    public const int MostOutputs = 2_000;

    private int _text;
    private int _shown;
    private int _outputs;
    private long _textLeftOut;
    private int _shownLeftOut;

    /// <returns>As much of the text as is kept.</returns>
    public string Take(string text, bool isNewOutput)
    {
        var room = isNewOutput && _outputs >= MostOutputs ? 0 : int.Min(text.Length, MostText - _text);
        _text += room;
        _outputs += isNewOutput && room > 0 ? 1 : 0;
        _textLeftOut += text.Length - room;
        return text[..room];
    }

    /// <returns>True where the value is kept.</returns>
    /// <param name="replaced">What it takes the place of.</param>
    public bool Take(DisplayOutput output, DisplayOutput? replaced = null)
    {
        var more = Length(output) - (replaced is null ? 0 : Length(replaced));
        if (_shown + more > MostShown || (replaced is null && _outputs >= MostOutputs))
        {
            _shownLeftOut++;
            return false;
        }

        _shown += (int)more;
        _outputs += replaced is null ? 1 : 0;
        return true;
    }

    /// <summary>Says what was left out; null where nothing was.</summary>
    public StreamOutput? Note()
    {
        var text = _textLeftOut > 0 ? FormattableString.Invariant($"{_textLeftOut:N0} more characters of text") : null;
        var shown = _shownLeftOut > 0 ? FormattableString.Invariant($"{_shownLeftOut:N0} more values") : null;
        var limits = FormattableString.Invariant($"{MostOutputs:N0} outputs, {MostText:N0} characters of text and {MostShown:N0} of values");
        return text is null && shown is null ? null
            : new(true, $"\n… {string.Join(" and ", new[] { text, shown }.OfType<string>())} left out: a cell keeps {limits}.\n");
    }

    private static long Length(DisplayOutput output) => output.Data.Sum(d => (long)d.Key.Length + d.Value.Length);
}
