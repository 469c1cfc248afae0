using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests.Pages;

public class PaletteTests
{
    // WCAG 2 level AA for text: https://www.w3.org/TR/WCAG22/#contrast-minimum
    private const double Minimum = 4.5;

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public void TextColours_OnEveryGround_HaveEnoughContrast(string theme)
    {
        var palette = Regex.Matches(Sample.Page(), @"--([\w-]+): light-dark\(#(\w{6}), #(\w{6})\)")
            .ToDictionary(m => m.Groups[1].Value, m => Luminance(m.Groups[theme == "light" ? 2 : 3].Value));
        string[] grounds = ["paper", "ground", "bad-ground"];
        string[] lines = ["line", "line-strong"];

        Assert.All(
            from text in palette.Keys.Except(grounds).Except(lines)
            from ground in grounds
            select (text, ground),
            pair => Assert.True(Contrast(palette[pair.text], palette[pair.ground]) >= Minimum, $"{pair.text} on {pair.ground}"));
    }

    private static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    private static double Luminance(string rgb)
    {
        double Channel(int index)
        {
            var value = int.Parse(rgb.AsSpan(2 * index, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(1) + 0.0722 * Channel(2);
    }
}
