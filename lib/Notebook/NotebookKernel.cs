using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive;
using Microsoft.DotNet.Interactive.Formatting;

namespace Gmm;

/// <summary>The .NET Interactive kernel whose cell calls, where there is one.</summary>
/// <remarks>A plain program has no such assembly. Whatever names a type of it stands in a method that is not compiled before
/// the assembly was seen.</remarks>
internal static class NotebookKernel
{
    public static bool IsThere =>
        Array.Exists(AppDomain.CurrentDomain.GetAssemblies(), a => a.GetName().Name == "Microsoft.DotNet.Interactive") && RunsACell();

    /// <summary>Loads Plotly.NET.Interactive, which shows a chart with plotly.js from a CDN, and quiets a warning.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Prepare()
    {
        IKernelExtension charts = new Plotly.NET.Interactive.FormatterKernelExtension();
        charts.OnLoadAsync(Kernel.Root).GetAwaiter().GetResult();
        if (Kernel.Root.FindKernelByName("csharp") is { } csharp)
        {
            QuietVersionWarnings(csharp);
        }
    }

    /// <summary>Shows a value under the cell, in a place of its own.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static DisplayedValue Display(object value) => KernelInvocationContext.Current.Display(value);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool RunsACell() => KernelInvocationContext.Current is not null;

    /// <summary>
    /// The compiler warns wherever TorchSharp, built for .NET 8, meets a type of .NET 10 (CS1701), and the kernel prints that in
    /// red. It has no option for it, so this sets the compiler's own. A kernel that is made otherwise stays as it is.
    /// </summary>
    private static void QuietVersionWarnings(object csharp)
    {
        var options = csharp.GetType().GetField("_scriptOptions", BindingFlags.Instance | BindingFlags.NonPublic);
        var quieten = options?.FieldType.GetMethod("WithWarningLevel", [typeof(int)]);
        if (quieten is not null && quieten.ReturnType == options!.FieldType && options.GetValue(csharp) is { } loud)
        {
            options.SetValue(csharp, quieten.Invoke(loud, [1]));
        }
    }
}
