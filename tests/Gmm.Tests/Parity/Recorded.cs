using System.Globalization;
using System.Text.Json;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests.Parity;

/// <summary>Values recorded from PyTorch 1.13.1: tests/reference/README.md says how, and what each tolerance rests on.</summary>
internal static class Recorded
{
    /// <summary>The name under which results of a dtype are recorded: f32 or f64.</summary>
    public static string Key(ScalarType dtype) => dtype == ScalarType.Float32 ? "f32" : "f64";

    /// <summary>Reads tests/reference/{name}.json.</summary>
    public static JsonElement Open(string name)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "reference", $"{name}.json");
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return file.RootElement.Clone();
    }

    /// <summary>A property of a recorded object, at any depth: <c>run.At("inputs", "x")</c>.</summary>
    public static JsonElement At(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (string name in path)
        {
            element = element.GetProperty(name);
        }

        return element;
    }

    /// <summary>A number, or a list of lists of them, as it was recorded: float64.</summary>
    public static Tensor Values(this JsonElement numbers)
    {
        var shape = new List<long>();
        for (var part = numbers; part.ValueKind == JsonValueKind.Array; part = part[0])
        {
            shape.Add(part.GetArrayLength());
        }

        return tensor(Numbers(numbers).ToArray()).reshape([.. shape]);
    }

    /// <summary>An input: recorded to the digits that make its float32 exact, and widened from there.</summary>
    public static Tensor Input(this JsonElement numbers, ScalarType dtype) => numbers.Values().to(ScalarType.Float32).to(dtype);

    public static int[] Integers(this JsonElement numbers) => [.. numbers.EnumerateArray().Select(n => n.GetInt32())];

    /// <summary>Same shape, and |actual - recorded| ≤ tolerance · max(1, |recorded|) everywhere; NaN and ±∞ agree with themselves.</summary>
    public static void Agrees(string what, JsonElement recorded, Tensor actual, double tolerance)
    {
        using var scope = NewDisposeScope();
        var expected = recorded.Values();
        Assert.Equal(expected.shape, actual.shape);
        double[] e = Doubles(expected), a = Doubles(actual);
        double[] differences = [.. e.Zip(a, (x, y) => x.Equals(y) ? 0 : Math.Abs(y - x) / Math.Max(1, Math.Abs(x)))];
        int worst = Enumerable.Range(0, e.Length).FirstOrDefault(i => !(differences[i] <= tolerance), -1);
        Assert.True(worst < 0, string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: number {worst} of {e.Length} is {(worst < 0 ? 0 : a[worst]):R}, recorded is {(worst < 0 ? 0 : e[worst]):R}; largest difference {differences.Max():0.0e+0}, allowed {tolerance:0.0e+0}"));
    }

    private static double[] Doubles(Tensor values) => [.. values.detach().to(ScalarType.Float64).reshape(-1).data<double>()];

    private static IEnumerable<double> Numbers(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Numbers),
        JsonValueKind.Number => [element.GetDouble()],
        _ => [element.GetString() switch { "inf" => double.PositiveInfinity, "-inf" => double.NegativeInfinity, _ => double.NaN }],
    };
}
