namespace Microsoft.DotNet.Interactive;

/// <summary>The functions that every cell can call without naming them. .NET Interactive has more; these are what our notebooks use.</summary>
public static class Kernel
{
#pragma warning disable IDE1006 // the kernel's own name for it
    public static DisplayedValue display(object? value, params string[] mimeTypes) => value.Display(mimeTypes);
#pragma warning restore IDE1006
}
