namespace Gmm;

/// <summary>The colours of all charts, in one order: class 2 is the same green everywhere.</summary>
/// <remarks>From Okabe and Ito, "Color Universal Design" (2008): distinct with every common colour vision deficiency. Black and
/// yellow are left out, because charts are read on white and on dark pages.</remarks>
internal static class Palette
{
    /// <summary>Red, green and blue of densities, for rgba().</summary>
    public const string Density = "0,114,178";

    /// <summary>Red, green and blue of what may go wrong, for rgba().</summary>
    public const string Risk = "213,94,0";

    public const string Neutral = "#8c8c8c";

    private static readonly string[] Colours =
        ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#8c8c8c"];

    private static readonly string[] Outlines = ["#d55e00", "#cc79a7", "#009e73"];

    /// <summary>The colour of the i-th group or class; they repeat after seven.</summary>
    public static string Of(int index) => Colours[index % Colours.Length];

    /// <summary>How the i-th curve is drawn: where colours repeat, with dots.</summary>
    public static string Dash(int index) => index / Colours.Length % 2 == 0 ? "solid" : "dot";

    /// <summary>The colour of the i-th mixture's ellipses, seen on grey samples and on a blue density.</summary>
    public static string Outline(int index) => Outlines[index % Outlines.Length];
}
