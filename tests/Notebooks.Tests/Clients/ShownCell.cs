using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NotebookHost;

namespace Notebooks.Tests.Clients;

/// <summary>What a reader sees under a cell, in a form that two clients can be compared in: without times and without random ids.</summary>
/// <param name="Text">Standard output.</param>
/// <param name="Values">What was displayed or returned, as text and as chart JSON; only where there is neither, as HTML.</param>
internal sealed partial record ShownCell(string Text, string Errors, IReadOnlyList<string> Values)
{
    private const string Plotly = "application/vnd.plotly.v1+json";

    /// <summary>From a cell's outputs in an .ipynb.</summary>
    public static ShownCell Of(IEnumerable<JsonElement> outputs)
    {
        var all = outputs.Select(o => JsonNode.Parse(o.GetRawText())!).ToList();
        var values = all.Where(o => o["data"] is not null)
            .Select(o => Value(o["data"]!.AsObject().Select(d => KeyValuePair.Create(d.Key, Content(d.Value!)))));
        return new(Stream(all, "stdout"), Stream(all, "stderr"), [.. values]);
    }

    /// <summary>From what the kernel says by its own protocol.</summary>
    public static ShownCell Of(IReadOnlyList<JsonNode> events)
    {
        var values = new List<(string? Id, string Value)>();
        foreach (var said in events.Where(e => StdioKernel.Type(e) is "DisplayedValueProduced" or "DisplayedValueUpdated" or "ReturnValueProduced"))
        {
            var id = said["event"]!["valueId"]?.GetValue<string>();
            var value = Value(Formatted(said));
            var at = StdioKernel.Type(said) == "DisplayedValueUpdated" ? values.FindIndex(v => v.Id == id) : -1;
            if (at >= 0)
            {
                values[at] = (id, value);
            }
            else
            {
                values.Add((id, value));
            }
        }

        return new(Stream("StandardOutputValueProduced"), Stream("StandardErrorValueProduced"), [.. values.Select(v => v.Value)]);

        string Stream(string kind) => Clean(string.Concat(events.Where(e => StdioKernel.Type(e) == kind).SelectMany(Formatted).Select(v => v.Value)));
    }

    private static IEnumerable<KeyValuePair<string, string>> Formatted(JsonNode said) => said["event"]!["formattedValues"]!.AsArray()
        .Where(v => v!["suppressDisplay"]?.GetValue<bool>() != true)
        .Select(v => KeyValuePair.Create(v!["mimeType"]!.GetValue<string>(), v["value"]!.GetValue<string>()));

    private static string Stream(IEnumerable<JsonNode> outputs, string name) =>
        Clean(string.Concat(outputs.Where(o => o["name"]?.GetValue<string>() == name).Select(o => Content(o["text"]!))));

    private static string Content(JsonNode content) => content switch
    {
        JsonArray lines => string.Concat(lines.Select(line => line!.GetValue<string>())),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
        _ => content.ToJsonString(),
    };

    private static string Value(IEnumerable<KeyValuePair<string, string>> forms)
    {
        var data = forms.ToDictionary(d => d.Key, d => d.Key == Plotly ? JsonNode.Parse(d.Value)!.ToJsonString() : Clean(d.Value));
        var shown = data.Where(d => d.Key is Plotly or "text/plain").OrderBy(d => d.Key).Select(d => $"{d.Key}: {d.Value}").ToList();
        return string.Join('\n', shown.Count > 0 ? shown : data.OrderBy(d => d.Key).Select(d => $"{d.Key}: {d.Value}"));
    }

    /// <summary>What is left of a cell that measures time when no number counts: as many values, of the same form.</summary>
    public ShownCell WithoutNumbers() => new(Masked(Text), Masked(Errors), [.. Values.Select(Masked)]);

    private static string Masked(string text) => Layout().Replace(Number().Replace(text, "N"), " ");

    private static string Clean(string text) => Id().Replace(Time().Replace(CellRecord.Overwrite(text.Replace("\r\n", "\n")), "TIME"), "ID").Trim();

    [GeneratedRegex(@"\d[\d.,]*\s?(ms|s|seconds|minutes|min)\b")]
    private static partial Regex Time();

    [GeneratedRegex(@"\d+(\.\d+)?([eE][-+]?\d+)?")]
    private static partial Regex Number();

    [GeneratedRegex(@"[\s─-]+")]
    private static partial Regex Layout();

    [GeneratedRegex("[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}")]
    private static partial Regex Id();
}
