using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Notebooks.Tests;

/// <summary>The outputs in an .ipynb that the host wrote.</summary>
internal sealed partial class ExecutedIpynb(JsonElement root)
{
    public static ExecutedIpynb Read(string path) => new(JsonDocument.Parse(File.ReadAllText(path)).RootElement);

    public JsonElement Cell(int number) => root.GetProperty("cells")[number - 1];

    /// <param name="cell">1-based position in the notebook, markdown cells counted too.</param>
    public IReadOnlyList<JsonElement> Outputs(int cell) => [.. Cell(cell).GetProperty("outputs").EnumerateArray()];

    /// <summary>Everything a cell shows, as text: console lines, results and displays without their markup, an error's message.</summary>
    public string Text(int cell) => string.Join('\n', Outputs(cell).Select(Text));

    /// <summary>What each code cell shows, as text, in order.</summary>
    public IEnumerable<string> Texts() =>
        root.GetProperty("cells").EnumerateArray().Index()
            .Where(cell => cell.Item.GetProperty("cell_type").GetString() == "code").Select(cell => Text(cell.Index + 1));

    /// <summary>The code cell that holds a piece of code, so that a test need not count cells.</summary>
    public int CellWith(string code) =>
        root.GetProperty("cells").EnumerateArray().Index().First(c => Join(c.Item.GetProperty("source")).Contains(code)).Index + 1;

    /// <summary>The plotly figures of all cells, in the order in which a page shows them.</summary>
    public IEnumerable<JsonElement> Figures() =>
        from cell in root.GetProperty("cells").EnumerateArray()
        where cell.GetProperty("cell_type").GetString() == "code"
        from output in cell.GetProperty("outputs").EnumerateArray()
        where output.TryGetProperty("data", out _)
        from form in output.GetProperty("data").EnumerateObject()
        where form.Name == "application/vnd.plotly.v1+json"
        select form.Value;

    public static string Text(JsonElement output) => output.GetProperty("output_type").GetString() switch
    {
        "stream" => Join(output.GetProperty("text")),
        "error" => output.GetProperty("evalue").GetString()!,
        _ when output.GetProperty("data").TryGetProperty("text/plain", out var plain) => Join(plain),
        _ when output.GetProperty("data").TryGetProperty("text/html", out var html) =>
            WebUtility.HtmlDecode(Tag().Replace(StyleOrScript().Replace(Join(html), ""), " ")).Trim(),
        _ => "",
    };

    private static string Join(JsonElement lines) => string.Concat(lines.EnumerateArray().Select(l => l.GetString()));

    [GeneratedRegex("<(style|script).*?</\\1>", RegexOptions.Singleline)]
    private static partial Regex StyleOrScript();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
