using TorchSharp;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>What a notebook's first cell calls: random seed, device, formatters.</summary>
public static class Setup
{
    /// <summary>Where models are trained: the first GPU if TorchSharp finds one, else the CPU.</summary>
    public static Device Device { get; private set; } = CPU;

    /// <summary>Seeds every generator, picks and prints the device, and teaches the notebook to show charts and tables.</summary>
    /// <param name="seed">The same seed gives the same notebook.</param>
    public static void Init(long seed)
    {
        Formatters.Register();
        manual_seed(seed);
        Device = CPU;
        if (cuda.is_available())
        {
            cuda.manual_seed_all(seed);
            Device = CUDA;
        }

        string torchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3);
        string where = Device.type == DeviceType.CUDA ? "CUDA GPU" : $"CPU, {get_num_threads()} threads";
        Console.WriteLine($"TorchSharp {torchSharp} · {where} · seed {seed}");
    }
}
