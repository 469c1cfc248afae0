using Plotly.NET;
using Plotly.NET.LayoutObjects;
using static TorchSharp.torch;

namespace Gmm;

public static partial class Charts
{
    /// <summary>Small grey pictures side by side, row by row, each with a few words below it.</summary>
    /// <remarks>
    /// One heat map with gaps: ink is dark on light paper in every theme, as the samples were scanned. Captions are short, such as
    /// "3" or "3 → 8": of ten in a row, a phone gives each some 30 pixels. The map's name says them all, for those who do not see it.
    /// </remarks>
    /// <param name="images">Brightness of the ink, [N, H, W]: 0 is paper.</param>
    /// <param name="captions">One a picture, [N].</param>
    /// <param name="columns">Pictures in a row.</param>
    /// <param name="darkest">What is drawn black, and so is all above; 0 or less is drawn as paper.</param>
    /// <exception cref="ArgumentException">images is not [N, H, W] with N, H, W > 0 and finite, or captions are not N.</exception>
    /// <exception cref="ArgumentOutOfRangeException">columns is below 1, or darkest not above 0.</exception>
    public static GenericChart Images(string title, Tensor images, IReadOnlyList<string> captions, int columns = 10, double darkest = 16)
    {
        ArgumentNullException.ThrowIfNull(captions);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (!(darkest > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(darkest), darkest, "expected the number that is drawn black, above 0.");
        }

        var (pixels, height, width) = Pixels(images, darkest);
        if (captions.Count != pixels.Length)
        {
            throw new ArgumentException($"captions has {captions.Count} entries: expected {pixels.Length}, one for each of images.", nameof(captions));
        }

        columns = Math.Min(columns, pixels.Length);
        int rows = (pixels.Length + columns - 1) / columns;
        const int Gap = 1;
        int below = 1 + (3 * captions.Max(caption => caption.Split("<br>").Length)); // three pixels a line
        var (stepX, stepY) = (width + Gap, height + below);
        var z = new double?[rows * stepY][];
        for (int y = 0; y < z.Length; y++)
        {
            z[y] = new double?[(columns * stepX) - Gap];
            for (int x = 0; x < z[y].Length; x++)
            {
                int image = (y / stepY * columns) + (x / stepX);
                z[y][x] = image < pixels.Length && x % stepX < width && y % stepY < height
                    ? pixels[image][(y % stepY * width) + (x % stepX)] : null;
            }
        }

        var map = Plot.Trace(
            "heatmap",
            ("name", $"{pixels.Length} pictures, row by row: {string.Join(", ", captions)}"),
            ("z", z),
            ("zmin", 0), ("zmax", darkest),
            ("colorscale", new object[] { new object[] { 0, "#f7f5f0" }, new object[] { 1, "#15171c" } }),
            ("showscale", false),
            ("hoverinfo", "skip"));
        var words = captions.Select((caption, i) => Plot.New<Annotation>(
            ("text", caption), ("showarrow", false),
            ("x", (i % columns * stepX) + ((width - 1) / 2.0)), ("y", (i / columns * stepY) + height - 0.4),
            ("yanchor", "top"), ("font", Plot.New<Font>(("size", 12)))));
        return Plot.Chart(
            title,
            Plot.Axis("", ("visible", false), ("constrain", "domain")),
            Plot.Axis("", ("visible", false), ("constrain", "domain"), ("autorange", "reversed"), ("scaleanchor", "x")),
            plotWidth: 620,
            plotHeight: 620 * rows * stepY / (columns * stepX),
            below: 0,
            [map],
            ("annotations", words.ToArray()));
    }

    /// <summary>Each picture's pixels, [N][H·W], rounded to what the eye can tell.</summary>
    private static (double[][] Pixels, int Height, int Width) Pixels(Tensor images, double darkest)
    {
        Require.Alive(images, nameof(images));
        if (images.ndim != 3 || images.shape.Contains(0))
        {
            throw new ArgumentException($"images has shape {Require.Shape(images)}: expected [N, H, W], none of them 0.", nameof(images));
        }

        using var scope = NewDisposeScope();
        double[] flat = images.detach().to(CPU).to(ScalarType.Float64).contiguous().data<double>().ToArray();
        if (!flat.All(double.IsFinite))
        {
            throw new ArgumentException("images holds NaN or infinity: expected finite numbers.", nameof(images));
        }

        var (height, width) = ((int)images.size(1), (int)images.size(2));
        double[] rounded = Array.ConvertAll(flat, v => Math.Round(Math.Clamp(v / darkest, 0, 1) * darkest, 3));
        return ([.. rounded.Chunk(height * width)], height, width);
    }
}
