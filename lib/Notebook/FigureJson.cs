using System.Collections;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Plotly.NET;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

/// <summary>A chart as plotly.js reads it: {"data": ..., "layout": ..., "frames": ...}.</summary>
/// <remarks>Plotly.NET's own way, GenericChart.toFigureJson, serialises its dynamic objects by binding each property at run time:
/// 0.3 s for the first chart of a process. This writes the objects, arrays and plain values that charts are made of, and leaves a
/// chart that holds anything else to Plotly.NET.</remarks>
internal static class FigureJson
{
    // Like Plotly.NET, and shorter: what stands in a page is escaped there.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="frames">plotly.js frames, made of what this knows; none: the chart stands still.</param>
    public static string Of(GenericChart chart, params IReadOnlyList<DynamicObject> frames)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Options))
        {
            json.WriteStartObject();
            if (!TryWrite(json, "data", GenericChart.getTraces(chart)) || !TryWrite(json, "layout", GenericChart.getLayout(chart)))
            {
                return GenericChart.toFigureJson(chart);
            }

            TryWrite(json, "frames", frames);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    private static bool TryWrite(Utf8JsonWriter json, string name, object? value)
    {
        json.WritePropertyName(name);
        return TryWrite(json, value);
    }

    /// <returns>False for a value of a kind that this does not know.</returns>
    private static bool TryWrite(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null:
                json.WriteNullValue();
                return true;
            case string text:
                json.WriteStringValue(text);
                return true;
            case bool truth:
                json.WriteBooleanValue(truth);
                return true;
            case int number:
                json.WriteNumberValue(number);
                return true;
            case double number when double.IsFinite(number):
                json.WriteNumberValue(number);
                return true;
            case DynamicObject properties:
                return TryWriteObject(json, properties);
            case IEnumerable values:
                return TryWriteArray(json, values);
            default:
                return false;
        }
    }

    private static bool TryWriteObject(Utf8JsonWriter json, DynamicObject properties)
    {
        json.WriteStartObject();
        foreach (var (name, value) in properties.GetProperties(includeInstanceProperties: true))
        {
            if (!TryWrite(json, name, value))
            {
                return false;
            }
        }

        json.WriteEndObject();
        return true;
    }

    private static bool TryWriteArray(Utf8JsonWriter json, IEnumerable values)
    {
        json.WriteStartArray();
        foreach (var value in values)
        {
            if (!TryWrite(json, value))
            {
                return false;
            }
        }

        json.WriteEndArray();
        return true;
    }
}
