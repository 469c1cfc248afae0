using Microsoft.DotNet.Interactive.Events;
using Microsoft.DotNet.Interactive.Formatting;

namespace NotebookHost;

/// <summary>What the kernel says, as the parent is told: only what a reader would see.</summary>
internal static class CellEvents
{
    /// <summary>More than any value that a page could show.</summary>
    private const int MostText = OutputBudget.MostShown;

    /// <returns>Null for what no reader sees.</returns>
    public static CellEvent? From(KernelEvent kernelEvent) => kernelEvent switch
    {
        DisplayedValueUpdated updated => new DisplayUpdated(updated.ValueId, Data(updated.FormattedValues)),
        ReturnValueProduced result => new OutputProduced(new DisplayOutput(Data(result.FormattedValues), true)),
        DisplayedValueProduced displayed => new OutputProduced(new DisplayOutput(Data(displayed.FormattedValues), false), displayed.ValueId),
        ErrorProduced error => new OutputProduced(new StreamOutput(true, error.Message + "\n")),
        _ => null,
    };

    private static Dictionary<string, string> Data(IEnumerable<FormattedValue> values)
    {
        var data = values.Where(v => !v.SuppressDisplay).DistinctBy(v => v.MimeType).ToDictionary(v => v.MimeType, v => v.Value ?? "");
        var length = data.Values.Sum(text => (long)text.Length);
        return length <= MostText ? data : new()
        {
            ["text/plain"] = FormattableString.Invariant(
                $"… a value of {length / 1e6:0} million characters is left out: a cell shows {MostText / 1e6:0} million at most"),
        };
    }
}
