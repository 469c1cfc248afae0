using System.Reflection;
using System.Runtime.InteropServices;

namespace Gmm;

/// <summary>A GPU that this build leaves idle, because it has the CPU's libtorch.</summary>
internal static class NvidiaDriver
{
    private static readonly string? BuiltFor = typeof(NvidiaDriver).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == "TorchBackend")?.Value;

    /// <summary>Writes one line where the system has the driver and the library was built for the CPU, else nothing.</summary>
    public static void SayHowToUseIt(TextWriter output)
    {
        if (Hint(BuiltFor, OperatingSystem.IsWindows()) is { } hint && IsInstalled())
        {
            output.WriteLine(hint);
        }
    }

    /// <param name="backend">What the library was built for: cpu, cuda-linux or cuda-windows.</param>
    internal static string? Hint(string? backend, bool windows) => backend != "cpu" ? null :
        $"An NVIDIA driver is here, unused. It pays from {Setup.SamplesWorthAGpu} samples a thread on: end this kernel, then dotnet build lib -p:TorchBackend=cuda-{(windows ? "windows" : "linux")}";

    // The driver brings this library; the CUDA toolkit has stubs of another name. It is loaded and let go: nothing else is asked of it.
    private static bool IsInstalled()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out IntPtr driver))
        {
            return false;
        }

        NativeLibrary.Free(driver);
        return true;
    }
}
