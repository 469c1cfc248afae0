using Microsoft.DotNet.Interactive;

namespace System;

/// <summary>In namespace System, as in .NET Interactive, so that every cell sees them.</summary>
public static class DisplayExtensions
{
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) =>
        KernelInvocationContext.Current.Display(value, mimeTypes);

    public static DisplayedValue DisplayAs(this string value, string mimeType) =>
        KernelInvocationContext.Current.DisplayAs(value, mimeType);
}
