using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NotebookHost;

/// <summary>Writes an executed notebook as Jupyter does: nbformat 4.5, keys in the order in which Jupyter saves them.</summary>
public static partial class IpynbWriter
{
    private const string Kernels =
        """{"kernelInfo": {"defaultKernelName": "csharp", "items": [{"aliases": ["c#", "cs"], "languageName": "C#", "name": "csharp"}]}}""";

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
            json.WriteStartObject("metadata");
            if (executed.Notebook.Metadata != Notebook.CSharpMetadata)
            {
                json.WriteStartObject("dib");
                json.WriteString("meta", executed.Notebook.Metadata);
                json.WriteEndObject();
            }

            WriteJson(json, "kernelspec", """{"display_name": ".NET (C#)", "language": "C#", "name": ".net-csharp"}""");
            WriteJson(json, "language_info", """{"file_extension": ".cs", "mimetype": "text/x-csharp", "name": "C#", "pygments_lexer": "csharp"}""");
            WriteJson(json, "polyglot_notebook", Kernels);
            json.WriteEndObject();
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
            json.WriteCount(count);
        }

        var name = NotAllowedInId().Replace(notebook.Name, "-");
        json.WriteString("id", $"{name[..int.Min(name.Length, 56)]}-{cell.Number:00}");
        var (source, back) = isCode
            ? Both(cell.Source, code => ReferenceDirectives.Rebase(code, notebook.Folder, folder), code => ReferenceDirectives.Rebase(code, folder, notebook.Folder))
            : Both(cell.Source, NotebookLinks.ToIpynb, NotebookLinks.ToDib);
        json.WriteStartObject("metadata");
        if (back != cell.Source)
        {
            // What it was, where what it became does not tell: for the way back.
            json.WriteStartObject("dib");
            json.WriteLines("source", cell.Source);
            json.WriteEndObject();
        }

        if (isCode)
        {
            WriteJson(json, "dotnet_interactive", """{"language": "csharp"}""");
            WriteJson(json, "polyglot_notebook", """{"kernelName": "csharp"}""");
        }

        json.WriteEndObject();
        if (isCode)
        {
            json.WriteStartArray("outputs");
            foreach (var output in outputs)
            {
                json.WriteOutput(output, count);
            }

            json.WriteEndArray();
        }

        json.WriteLines("source", source);
        json.WriteEndObject();
    }

    private static (string There, string Back) Both(string source, Func<string, string> there, Func<string, string> back) =>
        (there(source), back(there(source)));

    private static void WriteJson(Utf8JsonWriter json, string name, string value)
    {
        json.WritePropertyName(name);
        json.WriteRawValue(value);
    }

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotAllowedInId();
}
