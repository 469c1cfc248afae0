using System.Diagnostics;

namespace NotebookHost;

/// <summary>What one cell has produced so far.</summary>
/// <param name="cell">Number of the cell in its notebook.</param>
/// <param name="count">How many code cells had been run, this one included.</param>
internal sealed class CellRecord(int cell, int count)
{
    private const int LongestError = 100_000;

    private readonly List<CellOutput> _outputs = [];
    private readonly OutputBudget _budget = new();
    private bool? _lastStream;
    private bool _hasLostUpdate;

    public int Cell { get; } = cell;

    public int Count { get; } = count;

    public Stopwatch Watch { get; } = Stopwatch.StartNew();

    public void AddText(bool isError, string text)
    {
        if (_budget.Take(text, isNewOutput: _lastStream != isError) is { Length: > 0 } kept)
        {
            _outputs.Add(new StreamOutput(isError, kept));
            _lastStream = isError;
        }
    }

    /// <returns>Where it is, null where there is no room for it.</returns>
    public int? Add(DisplayOutput display)
    {
        if (!_budget.Take(display))
        {
            return null;
        }

        _outputs.Add(display);
        _lastStream = null;
        return _outputs.Count - 1;
    }

    public void Add(ErrorOutput error) =>
        _outputs.Add(error with { Name = Cut(error.Name), Message = Cut(error.Message), StackTrace = Cut(error.StackTrace) });

    /// <summary>The handle that display returns has, in the kernel's last release, another id than what is shown: no client shows its
    /// updates.</summary>
    public void AddLostUpdate()
    {
        if (!_hasLostUpdate)
        {
            _hasLostUpdate = true;
            AddText(isError: true, "The update of a displayed value is lost: what display(…) returns updates nothing in .NET Interactive's "
                + "last release. KernelInvocationContext.Current.Display(…) returns what does.\n");
        }
    }

    /// <param name="index">Where the value is that has changed, null where it was left out.</param>
    public void Replace(int? index, IReadOnlyDictionary<string, string> data)
    {
        if (index is not { } at)
        {
            return;
        }

        var old = (DisplayOutput)_outputs[at];
        var changed = old with { Data = data };
        if (_budget.Take(changed, replaced: old))
        {
            _outputs[at] = changed;
        }
    }

    /// <summary>What a reader sees: neighbouring text as one output, errors last.</summary>
    public IEnumerable<CellOutput> Outputs()
    {
        var outputs = _outputs.Where(o => o is not ErrorOutput).Concat([.. new[] { _budget.Note() }.OfType<CellOutput>()]).ToList();
        return Merge(outputs).Concat(_outputs.OfType<ErrorOutput>().Take(1));
    }

    private static string Cut(string text) => text.Length <= LongestError ? text : text[..LongestError] + " …";

    private static IEnumerable<CellOutput> Merge(List<CellOutput> outputs)
    {
        for (var i = 0; i < outputs.Count;)
        {
            if (outputs[i] is not StreamOutput first)
            {
                yield return outputs[i++];
                continue;
            }

            var end = outputs.FindIndex(i, o => (o as StreamOutput)?.IsError != first.IsError);
            var run = outputs[i..(end < 0 ? outputs.Count : end)];
            yield return first with { Text = Overwrite(string.Concat(run.Cast<StreamOutput>().Select(s => s.Text))) };
            i += run.Count;
        }
    }

    /// <summary>What a terminal shows in the end: a line that a carriage return starts over keeps its last text.</summary>
    internal static string Overwrite(string text) => !text.Contains('\r') ? text
        : string.Join('\n', text.Split('\n').Select(line => line.TrimEnd('\r')).Select(line => line[(line.LastIndexOf('\r') + 1)..]));
}
