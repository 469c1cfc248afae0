namespace Gmm;

/// <summary>The colours of all charts, in one order: class 2 is the same green everywhere.</summary>
/// <remarks>From Okabe and Ito, "Color Universal Design" (2008): distinct with every common colour vision deficiency. Black and
/// yellow are left out, because charts are read on white and on dark pages.</remarks>
internal static class Palette
{
    public const string Density = "0,114,178";
    public const string Neutral = "#8c8c8c";

    private static readonly string[] Colours =
        ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#d55e00", "#56b4e9", "#8c8c8c"];

    /// <summary>The colour of the i-th group or class; they repeat after seven.</summary>
    public static string Of(int index) => Colours[index % Colours.Length];
}
