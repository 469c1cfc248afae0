using System.Runtime;
using TorchSharp;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>What a notebook's first cell calls: random seed, device, formatters.</summary>
public static class Setup
{
    /// <summary>
    /// Samples a thread below which a CPU is faster: a training step of tensor operations takes an H200 two milliseconds, however few there
    /// are, and a core as long for so many.
    /// </summary>
    internal const long SamplesWorthAGpu = 50_000;

    /// <summary>Where models are trained: the first GPU if TorchSharp finds one and there are samples enough, else the CPU.</summary>
    public static Device Device { get; private set; } = CPU;

    /// <summary>The seed of the last <see cref="Init"/>: for a cell that starts the random numbers over.</summary>
    public static long Seed { get; private set; }

    /// <summary>Seeds every generator, picks and prints the device, and teaches the notebook to show charts and tables.</summary>
    /// <param name="seed">The same seed gives the same notebook.</param>
    /// <param name="threads">
    /// Threads of a tensor operation on the CPU. The tutorial's tensors are small: a second thread saves little on an idle
    /// machine, and on a busy one every operation waits for it.
    /// </param>
    /// <param name="plotly">
    /// Where charts find plotly.js; null: what the environment variable PLOTLY_JS says (inline, cdn or page), else
    /// <see cref="PlotlySource.Inline"/>.
    /// </param>
    /// <param name="samples">How many a training step will pass over, about: the device is the one that is faster for them.</param>
    /// <exception cref="ArgumentOutOfRangeException">threads or samples is below 1.</exception>
    /// <exception cref="InvalidOperationException">PLOTLY_JS says something else.</exception>
    public static void Init(long seed, int threads = 1, PlotlySource? plotly = null, long samples = 10_000)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1);
        Prepare(plotly ?? PlotlyOfEnvironment());
        GCSettings.LatencyMode = GCLatencyMode.Batch; // else "Unknown scalar type" now and then: see Directory.Build.props
        set_num_threads(threads);
        Seed = seed;
        manual_seed(seed);
        if (cuda.is_available())
        {
            cuda.manual_seed_all(seed);
        }

        var (type, where) = Choose(cuda.is_available(), samples, threads);
        Device = type == DeviceType.CUDA ? CUDA : CPU;
        Formatters.WarmUp();
        string torchSharp = typeof(torch).Assembly.GetName().Version!.ToString(3);
        Console.WriteLine($"TorchSharp {torchSharp} · {where} · seed {seed}");
        NvidiaDriver.SayHowToUseIt(Console.Out);
    }

    /// <summary>Full path of a file in notebooks/data, from wherever in the repository a notebook runs: the .dib's folder, a copy's.</summary>
    /// <exception cref="FileNotFoundException">There is none above the current directory.</exception>
    public static string DataFile(string name)
    {
        for (string? folder = Environment.CurrentDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string path = Path.Combine(folder, "notebooks", "data", name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        throw new FileNotFoundException($"No notebooks/data/{name} in {Environment.CurrentDirectory} or above it: expected a folder of the repository.", name);
    }

    /// <returns>The faster device for so many samples a step, and what the first cell says of it.</returns>
    internal static (DeviceType Type, string Where) Choose(bool cuda, long samples, int threads)
    {
        long enough = SamplesWorthAGpu * threads;
        string cpu = threads == 1 ? "CPU, 1 thread" : $"CPU, {threads} threads";
        return !cuda ? (DeviceType.CPU, cpu)
            : samples < enough ? (DeviceType.CPU, $"{cpu}: faster than the CUDA GPU below {enough} samples, as Setup.Init(samples: …) tells it")
            : (DeviceType.CUDA, "CUDA GPU");
    }

    /// <summary>Plotly.NET.Interactive shows charts from a CDN. The library's own HTML, which works offline too, replaces it elsewhere.</summary>
    private static void Prepare(PlotlySource plotly)
    {
        if (!NotebookKernel.IsThere)
        {
            Formatters.Register();
            return;
        }

        NotebookKernel.Prepare();
        Formatters.Register(chartHtml: plotly != PlotlySource.Cdn);
        if (plotly == PlotlySource.Inline)
        {
            NotebookKernel.Display(new PlotlyScript());
        }
    }

    private static PlotlySource PlotlyOfEnvironment()
    {
        const string Name = "PLOTLY_JS";
        string? value = Environment.GetEnvironmentVariable(Name);
        return string.IsNullOrEmpty(value) ? PlotlySource.Inline
            : Enum.TryParse<PlotlySource>(value, ignoreCase: true, out var source) && Enum.IsDefined(source) ? source
            : throw new InvalidOperationException($"The environment variable {Name} is {value}: expected inline, cdn or page.");
    }
}
