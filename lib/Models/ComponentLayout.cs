using static TorchSharp.torch;

namespace Gmm;

/// <summary>Where the components of each class lie among the M rows of a model's parameters.</summary>
/// <remarks>
/// Tensor operations over all classes at once want a rectangle, [C, K] with K components for every class; shorter classes are
/// padded there with rows that are masked out. Parameters themselves are never padded.
/// </remarks>
internal sealed class ComponentLayout : IDisposable
{
    private readonly long[] _row;
    private readonly bool[] _absent;
    private readonly long[] _cell;
    private (Device Device, Tensor Row, Tensor Absent, Tensor Cell)? _onDevice;

    /// <param name="counts">Number of components of each class.</param>
    public ComponentLayout(IReadOnlyList<int> counts)
    {
        Counts = counts;
        Longest = counts.Max();
        Firsts = [.. counts.Select((_, c) => counts.Take(c).Sum())];
        var cells = counts.SelectMany((count, c) =>
            Enumerable.Range(0, Longest).Select(k => (Row: (long)Firsts[c] + Math.Min(k, count - 1), Absent: k >= count))).ToArray();
        (_row, _absent) = ([.. cells.Select(cell => cell.Row)], [.. cells.Select(cell => cell.Absent)]);
        _cell = [.. cells.Index().Where(cell => !cell.Item.Absent).Select(cell => (long)cell.Index)];
        if (!IsRectangle)
        {
            On(CPU);
        }
    }

    /// <summary>Number of components of each class, C in all.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>First row of each class.</summary>
    public IReadOnlyList<int> Firsts { get; }

    /// <summary>K, the most components a class has.</summary>
    public int Longest { get; }

    /// <summary>M, the number of components of all classes.</summary>
    public int Components => Counts.Sum();

    /// <summary>Rows [M, ...] as rectangle [C·K, ...]; what is absent repeats its class's last row.</summary>
    public Tensor Pad(Tensor rows) => IsRectangle ? rows : rows.index_select(0, On(rows.device).Row);

    /// <summary>Sets what is absent of [C, K].</summary>
    public Tensor Mask(Tensor rectangle, double value) =>
        IsRectangle ? rectangle : rectangle.masked_fill(On(rectangle.device).Absent, value);

    /// <summary>Of a rectangle [C, K] what is there, [M].</summary>
    public Tensor Unpad(Tensor rectangle) =>
        IsRectangle ? rectangle.flatten() : rectangle.flatten().index_select(0, On(rectangle.device).Cell);

    public void Dispose()
    {
        _onDevice?.Row.Dispose();
        _onDevice?.Absent.Dispose();
        _onDevice?.Cell.Dispose();
        _onDevice = null;
    }

    private bool IsRectangle => Counts.All(count => count == Longest);

    /// <summary>The index and mask where the parameters are: copied there once, not at every step.</summary>
    private (Device Device, Tensor Row, Tensor Absent, Tensor Cell) On(Device device)
    {
        if (_onDevice is { } kept && kept.Device.type == device.type && kept.Device.index == device.index)
        {
            return kept;
        }

        Dispose();
        using var scope = NewDisposeScope();
        var made = (
            device,
            tensor(_row).to(device).DetachFromDisposeScope(),
            tensor(_absent).reshape(Counts.Count, Longest).to(device).DetachFromDisposeScope(),
            tensor(_cell).to(device).DetachFromDisposeScope());
        _onDevice = made;
        return made;
    }
}
