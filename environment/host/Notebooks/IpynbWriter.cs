using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>Writes an executed notebook in Jupyter's format, nbformat 4.5, with the keys in the order in which Jupyter saves them.</summary>
public static partial class IpynbWriter
{
    private static readonly JsonWriterOptions Format = new()
    {
        Indented = true,
        IndentSize = 1,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <param name="folder">Full path of the folder it will be written to: relative #r paths are made to lead from there.</param>
    public static string Write(ExecutedNotebook executed, string folder)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Format))
        {
            json.WriteStartObject();
            json.WriteStartArray("cells");
            foreach (var cell in executed.Cells)
            {
                WriteCell(json, executed.Notebook, cell, folder);
            }

            json.WriteEndArray();
            json.WritePropertyName("metadata");
            json.WriteRawValue("""
                {
                  "kernelspec": {
                   "display_name": ".NET (C#)",
                   "language": "C#",
                   "name": ".net-csharp"
                  },
                  "language_info": {
                   "file_extension": ".cs",
                   "mimetype": "text/x-csharp",
                   "name": "C#",
                   "pygments_lexer": "csharp"
                  },
                  "polyglot_notebook": {
                   "kernelInfo": {
                    "defaultKernelName": "csharp",
                    "items": [
                     {
                      "aliases": ["c#", "cs"],
                      "languageName": "C#",
                      "name": "csharp"
                     }
                    ]
                   }
                  }
                 }
                """);
            json.WriteNumber("nbformat", 4);
            json.WriteNumber("nbformat_minor", 5);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan) + "\n";
    }

    private static void WriteCell(Utf8JsonWriter json, Notebook notebook, ExecutedCell executed, string folder)
    {
        var (cell, outputs, count, _) = executed;
        var isCode = cell.Kind == CellKind.Code;
        json.WriteStartObject();
        json.WriteString("cell_type", isCode ? "code" : "markdown");
        if (isCode)
        {
            WriteCount(json, count);
        }

        json.WriteString("id", $"{NotAllowedInId().Replace(notebook.Name, "-")[..int.Min(notebook.Name.Length, 56)]}-{cell.Number:00}");
        json.WritePropertyName("metadata");
        json.WriteRawValue(isCode ? """{"dotnet_interactive": {"language": "csharp"}, "polyglot_notebook": {"kernelName": "csharp"}}""" : "{}");
        if (isCode)
        {
            json.WriteStartArray("outputs");
            foreach (var output in outputs)
            {
                WriteOutput(json, output, count);
            }

            json.WriteEndArray();
        }

        WriteLines(json, "source", isCode ? ReferenceDirectives.Rebase(cell.Source, notebook.Folder, folder) : cell.Source);
        json.WriteEndObject();
    }

    private static void WriteOutput(Utf8JsonWriter json, CellOutput output, int? count)
    {
        json.WriteStartObject();
        switch (output)
        {
            case StreamOutput stream:
                json.WriteString("name", stream.IsError ? "stderr" : "stdout");
                json.WriteString("output_type", "stream");
                WriteLines(json, "text", stream.Text);
                break;
            case DisplayOutput display:
                WriteData(json, display.Data);
                if (display.IsResult)
                {
                    WriteCount(json, count);
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
            else
            {
                WriteLines(json, mimeType, content);
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

    private static void WriteCount(Utf8JsonWriter json, int? count)
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

    private static void WriteLines(Utf8JsonWriter json, string name, string text)
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

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotAllowedInId();
}
