using Microsoft.DotNet.Interactive.Formatting;

namespace Microsoft.DotNet.Interactive;

/// <summary>What a running cell can reach of its kernel: a place to show values.</summary>
public sealed class KernelInvocationContext
{
    private readonly Action<string, IReadOnlyDictionary<string, string>, bool> _publish;

    internal KernelInvocationContext(Action<string, IReadOnlyDictionary<string, string>, bool> publish) => _publish = publish;

    public static KernelInvocationContext Current { get; internal set; } = new((_, _, _) => { });

    /// <summary>Shows a value at once, formatted as its type prefers where no MIME type is named.</summary>
    public DisplayedValue Display(object? value, params string[] mimeTypes) => Publish(Format(value, mimeTypes));

    /// <summary>Shows a text that already is of the MIME type.</summary>
    public DisplayedValue DisplayAs(string value, string mimeType) => Publish(new Dictionary<string, string> { [mimeType] = value });

    internal static Dictionary<string, string> Format(object? value, IEnumerable<string> mimeTypes)
    {
        var chosen = mimeTypes.Any() ? mimeTypes : Formatter.GetPreferredMimeTypesFor(value?.GetType());
        return chosen.ToDictionary(mimeType => mimeType, mimeType => value.ToDisplayString(mimeType));
    }

    internal void Update(string displayId, IReadOnlyDictionary<string, string> data) => _publish(displayId, data, true);

    private DisplayedValue Publish(Dictionary<string, string> data)
    {
        var displayId = Guid.NewGuid().ToString("N");
        _publish(displayId, data, false);
        return new(displayId, [.. data.Keys], this);
    }
}
