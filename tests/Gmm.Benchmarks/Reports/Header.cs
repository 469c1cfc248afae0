using System.Runtime.InteropServices;
using TorchSharp;

namespace Gmm.Benchmarks;

/// <summary>What a table was measured on: timings mean little without it.</summary>
internal static class Header
{
    public static void Print(string title, params (string What, string Version)[] others)
    {
        Console.WriteLine($"## {title}\n");
        var table = new MarkdownTable("measured on", "");
        table.Add("processor", $"{Processor()}, {Environment.ProcessorCount} logical");
        table.Add("system", $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}");
        table.Add(".NET", Environment.Version.ToString());
        table.Add("TorchSharp", $"{typeof(torch).Assembly.GetName().Version!.ToString(3)}, libtorch {torch.__version__}");
        foreach (var (what, version) in others)
        {
            table.Add(what, version);
        }

        table.Add("CUDA", torch.cuda.is_available() ? "a device is present; this tool measures the CPU only" : "no CUDA machine was at hand");
        table.Print();
    }

    private static string Processor() => !File.Exists("/proc/cpuinfo")
        ? RuntimeInformation.ProcessArchitecture.ToString()
        : File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim()
            ?? RuntimeInformation.ProcessArchitecture.ToString();
}
