namespace Microsoft.DotNet.Interactive;

/// <summary>What every cell can call without naming this class. .NET Interactive has more; this is what our notebooks use.</summary>
public static class Kernel
{
#pragma warning disable IDE1006 // the kernel's own name for it
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006
}
