using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Gmm.Benchmarks;

/// <summary>native/step.c, compiled by the machine's own gcc for its own processor, and loaded.</summary>
internal sealed class CKernel
{
    private readonly StepFunction _step;
    private readonly ScratchFunction _scratch;

    private CKernel(string flags, nint library)
    {
        Flags = flags;
        _step = Marshal.GetDelegateForFunctionPointer<StepFunction>(NativeLibrary.GetExport(library, "gmm_step"));
        _scratch = Marshal.GetDelegateForFunctionPointer<ScratchFunction>(NativeLibrary.GetExport(library, "gmm_scratch"));
    }

    private delegate double StepFunction(
        float[] x, int[] labels, int n, int stride, int features, int classes, int[] counts, float[] mu, float[] inverse, float[] height,
        float[] scratch, double[] sums);

    private delegate int ScratchFunction(int classes, int components);

    /// <summary>What it was compiled with.</summary>
    public string Flags { get; }

    /// <summary>Null, and a line that says so, where there is no compiler.</summary>
    public static CKernel? Compile(string folder, string flags)
    {
        string source = Path.Combine(AppContext.BaseDirectory, "native", "step.c");
        string name = Path.Combine(folder, $"step{flags.GetHashCode(StringComparison.Ordinal):x}");
        try
        {
            // In two steps: linking with -ffast-math would add code that turns denormals off for the whole process.
            Gcc($"{flags} -fPIC -c {source} -o {name}.o");
            Gcc($"-shared {name}.o -o {name}.so -lm");
            return new(flags, NativeLibrary.Load($"{name}.so"));
        }
        catch (Win32Exception)
        {
            Console.Error.WriteLine("No gcc was found: there is no C kernel to compare with. On Debian: apt install gcc.");
            return null;
        }
    }

    /// <summary>One pass: the loss, and the sums [M, 1 + 2D] that native/step.c describes.</summary>
    public double Step(ClassifierArrays input, float[] scratch, double[] sums) => _step(
        input.Samples, input.Labels, input.N, input.N, input.Features, input.Counts.Length, input.Counts, input.Means, input.Inverse, input.Heights,
        scratch, sums);

    /// <summary>Memory for <see cref="Step"/> to work in.</summary>
    public float[] Scratch(ClassifierArrays input) =>
        GC.AllocateArray<float>(_scratch(input.Counts.Length, input.Heights.Length), pinned: true);

    private static void Gcc(string arguments)
    {
        using var gcc = Process.Start("gcc", arguments);
        gcc.WaitForExit();
        if (gcc.ExitCode != 0)
        {
            throw new InvalidOperationException($"gcc {arguments} failed; what it said is above.");
        }
    }
}
