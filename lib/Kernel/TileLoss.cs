namespace Gmm;

/// <summary>A loss that depends on a sample through the densities of the classes: what <see cref="MixtureKernel{T}"/> differentiates.</summary>
/// <typeparam name="T">float or double.</typeparam>
internal abstract class TileLoss<T>
    where T : unmanaged
{
    /// <summary>Fills <see cref="Tile{T}.Factor"/> of each class, from Least and Total.</summary>
    /// <returns>The loss, summed over the tile's samples.</returns>
    public abstract double Evaluate(Tile<T> tile);
}
