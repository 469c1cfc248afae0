using System.Text.Json;
using Xunit;
using static TorchSharp.torch;

namespace Gmm.Tests;

public class AnimationTests
{
    private static readonly Tensor Samples = tensor(new float[,] { { -3, -3 }, { 3, 3 }, { 0, 1 } });

    [Fact]
    public void AFrame_MovesRingsAndCentresAndNothingElse()
    {
        var figure = Figure.Of(Charts.Animation("t", Samples, [Frame(0), Frame(1), Frame(2)]));

        Assert.Equal(["0", "1", "2"], figure.Frames.Select(f => f.GetProperty("name").GetString()));
        var moving = figure.Frames[2].GetProperty("traces").EnumerateArray().Select(i => figure.Traces[i.GetInt32()]).ToArray();
        Assert.All(moving, trace => Assert.Equal("m", trace.GetProperty("name").GetString()));
        var data = figure.Frames[2].GetProperty("data").EnumerateArray().ToArray();
        Assert.Equal(moving.Length, data.Length);
        Assert.All(data, trace => Assert.Equal(["x", "y"], trace.EnumerateObject().Select(p => p.Name)));
        Assert.Equal([2], Figure.Numbers(data[2].GetProperty("x")));
        var ring = Figure.Numbers(data[0].GetProperty("x"));
        Assert.Equal((0, 4), (ring[..^1].Min(), ring[..^1].Max())); // two standard deviations of 1 around 2
    }

    [Fact]
    public void TheFirstFrame_IsWhatIsSeenBeforeItPlays()
    {
        var figure = Figure.Of(Charts.Animation("t", Samples, [Frame(0), Frame(1)]));

        var shown = figure.Frames[0].GetProperty("traces").EnumerateArray().Select(i => figure.Traces[i.GetInt32()]);
        Assert.All(shown.Zip(figure.Frames[0].GetProperty("data").EnumerateArray()), pair =>
        {
            Assert.Equal(pair.Second.GetProperty("x").GetRawText(), pair.First.GetProperty("x").GetRawText());
            Assert.Equal(pair.Second.GetProperty("y").GetRawText(), pair.First.GetProperty("y").GetRawText());
        });
    }

    [Fact]
    public void TheSlider_HasAStepForEachFrame_AndTheButtonsPlayAndStop()
    {
        var layout = Figure.Of(Charts.Animation("t", Samples, [Frame(0), Frame(1)])).Layout;

        var steps = layout.GetProperty("sliders")[0].GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(["iteration 0", "iteration 1"], steps.Select(s => s.GetProperty("label").GetString()));
        Assert.Equal(["0", "1"], steps.Select(s => s.GetProperty("args")[0][0].GetString()));
        var buttons = layout.GetProperty("updatemenus")[0].GetProperty("buttons").EnumerateArray().ToArray();
        Assert.Equal(["null", "[null]"], buttons.Select(b => b.GetProperty("args")[0].GetRawText()));
    }

    [Fact]
    public void AComponentThatLosesItsWeight_TurnsDotted()
    {
        var alive = new AnimationFrame("a", new Ellipses("m", zeros(2, 2), ones(2, 2)));
        var dead = new AnimationFrame("b", new Ellipses("m", zeros(2, 2), ones(2, 2), tensor(new[] { 1f, 0 })));

        var frames = Figure.Of(Charts.Animation("t", Samples, [alive, dead])).Frames;

        Assert.Equal((2, 0), (Rings(frames[0], 0), Rings(frames[0], 1)));
        Assert.Equal((1, 1), (Rings(frames[1], 0), Rings(frames[1], 1)));

        static int Rings(JsonElement frame, int trace) =>
            Figure.Numbers(frame.GetProperty("data")[trace].GetProperty("x")).Count(double.IsNaN);
    }

    [Fact]
    public void ClassesAndTheirMixtures_HaveTheSameColour_AndAReferenceStays()
    {
        Ellipses[] mixtures = [new("first", zeros(1, 2), ones(1, 2)), new("second", ones(1, 2), ones(1, 2))];
        var frame = new AnimationFrame("a", mixtures);

        var figure = Figure.Of(Charts.Animation(
            "t", Samples, [frame], tensor(new long[] { 0, 1, 1 }), new Ellipses("true", zeros(1, 2), ones(1, 2))));

        Assert.Equal(["true", "first", "second"], figure.Legend);
        Assert.Equal(
            Figure.At(figure.Drawn("class 1").Single(), "marker.color").GetString(),
            Figure.At(figure.Drawn("second")[0], "line.color").GetString());
        var moving = figure.Frames[0].GetProperty("traces").EnumerateArray().Select(i => figure.Traces[i.GetInt32()]);
        Assert.DoesNotContain("true", moving.Select(t => t.GetProperty("name").GetString()));
    }

    [Fact]
    public void SixtyFramesOfTwentyTwoComponents_StayBelow400KilobytesOfJson()
    {
        // A page has the figure once and an .ipynb twice; 1000 samples take 15 kB.
        var frames = Enumerable.Range(0, 60).Select(i => new AnimationFrame(
            $"iteration {i}", new Ellipses("m", randn(22, 2), rand(22, 2) + 0.1, ones(22))));

        Assert.InRange(Figure.Of(Charts.Animation("t", randn(1000, 2), [.. frames])).Size, 0, 400_000);
    }

    [Fact]
    public void WrongArguments_AreNamedWithWhatTheyWereAndWhatIsRight()
    {
        Throws("frames is empty", () => Charts.Animation("t", Samples, []));
        Throws("frame \"a\" has no mixture", () => new AnimationFrame("a"));
        var two = new AnimationFrame("two", Frame(0).Mixtures[0], Frame(0).Mixtures[0]);
        Throws("frame \"two\" has 2 mixtures: expected 1", () => Charts.Animation("t", Samples, [Frame(0), two]));
    }

    [Fact]
    public void AComponentFarFromTheSamples_LeavesThemAThirdOfTheChart()
    {
        // Samples on a diagonal of side 2, so a square of 2.16; the component at (100, 0) would make that a dot.
        var samples = tensor(new float[,] { { -1, -1 }, { 1, 1 } });
        var frame = new AnimationFrame("a", new Ellipses("m", tensor(new float[,] { { 100, 0 } }), ones(1, 2)));

        var layout = Figure.Of(Charts.Animation("t", samples, [frame])).Layout;

        Assert.Equal([-3.24, 3.24], Figure.Numbers(layout.GetProperty("xaxis").GetProperty("range")));
        Assert.Equal([-3.24, 3.24], Figure.Numbers(layout.GetProperty("yaxis").GetProperty("range")));
    }

    private static AnimationFrame Frame(int i) => new($"iteration {i}", new Ellipses("m", ones(1, 2) * i, ones(1, 2)));

    private static void Throws(string message, Func<object> chart) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(chart).Message);
}
