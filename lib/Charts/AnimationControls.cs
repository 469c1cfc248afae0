using System.Globalization;
using Plotly.NET.LayoutObjects;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

/// <summary>The slider, play and pause of an animation, as plotly.js layout.</summary>
internal static class AnimationControls
{
    /// <summary>Pixels that they take below the axis title.</summary>
    public const int Room = 80;

    private const int ButtonsRoom = 90;
    private const int LabelRoom = 40; // half of the last label
    private const int MillisecondsAFrame = 120;

    public static string FrameName(int index) => index.ToString(CultureInfo.InvariantCulture);

    public static (string Name, object Value)[] Of(IReadOnlyList<AnimationFrame> frames) =>
    [
        ("sliders", new[]
        {
            Plot.New<Slider>(
                ("x", 0), ("len", 1), ("y", 0), ("yanchor", "top"),
                ("pad", Plot.New<DynamicObject>(("l", ButtonsRoom), ("r", LabelRoom), ("t", 62), ("b", 0))),
                ("currentvalue", Plot.New<DynamicObject>(("xanchor", "left"))),
                ("ticklen", 0),
                ("minorticklen", 0),
                ("steps", frames.Select((frame, i) => Plot.New<SliderStep>(
                    ("label", frame.Label),
                    ("method", "animate"),
                    ("args", Arguments(new[] { FrameName(i) }, duration: 0)))).ToArray())),
        }),
        ("updatemenus", new[]
        {
            Plot.New<DynamicObject>(
                ("type", "buttons"), ("direction", "right"), ("showactive", false),
                ("x", 0), ("xanchor", "left"), ("y", 0), ("yanchor", "top"),
                ("pad", Plot.New<DynamicObject>(("t", 70), ("r", 8))),
                ("buttons", new[]
                {
                    Button("▶", Arguments(null, MillisecondsAFrame)),
                    Button("❚❚", Arguments(new object?[] { null }, duration: 0)),
                })),
        }),
    ];

    private static DynamicObject Button(string label, object arguments) =>
        Plot.New<DynamicObject>(("label", label), ("method", "animate"), ("args", arguments));

    /// <param name="frames">Names of frames; null for all that follow; [null] for none, which stops.</param>
    private static object?[] Arguments(object? frames, int duration) =>
    [
        frames,
        Plot.New<DynamicObject>(
            ("mode", "immediate"),
            ("fromcurrent", true),
            ("frame", Plot.New<DynamicObject>(("duration", duration), ("redraw", false))),
            ("transition", Plot.New<DynamicObject>(("duration", 0)))),
    ];
}
