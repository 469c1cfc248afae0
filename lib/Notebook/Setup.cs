using TorchSharp;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>What a notebook's first cell calls: random seed, device, formatters.</summary>
public static class Setup
{
    /// <summary>Where models are trained: the first GPU if TorchSharp finds one, else the CPU.</summary>
    public static Device Device { get; private set; } = CPU;

    /// <summary>The seed of the last <see cref="Init"/>: for a cell that starts the random numbers over.</summary>
    public static long Seed { get; private set; }

    /// <summary>Seeds every generator, picks and prints the device, and teaches the notebook to show charts and tables.</summary>
    /// <param name="seed">The same seed gives the same notebook.</param>
    /// <param name="threads">
    /// Threads of a tensor operation on the CPU. The tutorial's tensors are small: a second thread saves little on an idle
    /// machine, and on a busy one every operation waits for it.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">threads is below 1.</exception>
    public static void Init(long seed, int threads = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Formatters.Register();
        set_num_threads(threads);
        Seed = seed;
        manual_seed(seed);
        Device = CPU;
        if (cuda.is_available())
        {
            cuda.manual_seed_all(seed);
            Device = CUDA;
        }

        Formatters.WarmUp();
        string torchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3);
        string where = Device.type == DeviceType.CUDA ? "CUDA GPU" : threads == 1 ? "CPU, 1 thread" : $"CPU, {threads} threads";
        Console.WriteLine($"TorchSharp {torchSharp} · {where} · seed {seed}");
    }
}
