using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace Gmm.Benchmarks;

/// <summary>One draw of the article's experiment, and what it is judged on.</summary>
/// <param name="Data">The data with its true mixtures.</param>
/// <param name="Train">What may be fitted to: all samples but the article's validation rows.</param>
/// <param name="Fresh">New samples of the true mixtures, 4000 a class.</param>
internal sealed record Draw(OverlappingClasses Data, LabelledSamples Train, LabelledSamples Fresh)
{
    public static readonly int[] Counts = [3, 5, 2, 8, 4];

    public static Draw Of(long seed)
    {
        manual_seed(seed);
        var data = OverlappingClasses.Draw(Counts);
        var (train, _) = data.Samples.SplitWithReplacement(1000);
        return new(data, train, data.DrawFresh());
    }

    /// <summary>Raw little-endian arrays that numpy.fromfile reads.</summary>
    public void Write(string folder)
    {
        Directory.CreateDirectory(folder);
        foreach (var (name, set) in new[] { ("", Train), ("fresh-", Fresh) })
        {
            Write<float>(Path.Combine(folder, $"{name}samples.f32"), set.X);
            Write<long>(Path.Combine(folder, $"{name}labels.i64"), set.Labels);
        }
    }

    private static void Write<T>(string path, Tensor values)
        where T : unmanaged => File.WriteAllBytes(path, MemoryMarshal.AsBytes<T>(values.contiguous().data<T>().ToArray()).ToArray());
}
