using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>The parts of an .ipynb file.</summary>
internal static partial class IpynbJson
{
    public static void WriteOutput(this Utf8JsonWriter json, CellOutput output, int? count)
    {
        json.WriteStartObject();
        switch (output)
        {
            case StreamOutput stream:
                json.WriteString("name", stream.IsError ? "stderr" : "stdout");
                json.WriteString("output_type", "stream");
                json.WriteLines("text", stream.Text);
                break;
            case DisplayOutput display:
                WriteData(json, display.Data);
                if (display.IsResult)
                {
                    json.WriteCount(count);
                }

                json.WriteStartObject("metadata");
                json.WriteEndObject();
                json.WriteString("output_type", display.IsResult ? "execute_result" : "display_data");
                break;
            case ErrorOutput error:
                json.WriteString("ename", error.Name);
                json.WriteString("evalue", error.Message);
                json.WriteString("output_type", "error");
                json.WriteStartArray("traceback");
                foreach (var line in $"{error.Name}: {error.Message}\n{error.StackTrace}".TrimEnd().Split('\n'))
                {
                    json.WriteStringValue(line);
                }

                json.WriteEndArray();
                break;
        }

        json.WriteEndObject();
    }

    private static void WriteData(Utf8JsonWriter json, IReadOnlyDictionary<string, string> data)
    {
        json.WriteStartObject("data");
        foreach (var (mimeType, content) in data.OrderBy(d => d.Key, StringComparer.Ordinal))
        {
            if (mimeType.EndsWith("json", StringComparison.Ordinal) && IsJson(content))
            {
                json.WritePropertyName(mimeType);
                json.WriteRawValue(content);
            }
            else if (mimeType.StartsWith("image/", StringComparison.Ordinal))
            {
                json.WriteString(mimeType, content); // one string, as Jupyter saves it
            }
            else
            {
                json.WriteLines(mimeType, content);
            }
        }

        json.WriteEndObject();
    }

    private static bool IsJson(string content)
    {
        try
        {
            JsonDocument.Parse(content).Dispose();
            return true;
        }
        catch (JsonException)
        {
            return false; // a formatter's mistake, such as NaN, stays readable and spoils nothing else
        }
    }

    public static void WriteCount(this Utf8JsonWriter json, int? count)
    {
        if (count is { } number)
        {
            json.WriteNumber("execution_count", number);
        }
        else
        {
            json.WriteNull("execution_count");
        }
    }

    /// <summary>Text the way .ipynb files hold it: an array of lines, each with its line end.</summary>
    public static void WriteLines(this Utf8JsonWriter json, string name, string text)
    {
        json.WriteStartArray(name);
        foreach (Match line in Line().Matches(text))
        {
            json.WriteStringValue(line.Value);
        }

        json.WriteEndArray();
    }

    [GeneratedRegex(@"[^\n]*\n|[^\n]+")]
    private static partial Regex Line();
}
