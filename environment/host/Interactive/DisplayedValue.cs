namespace Microsoft.DotNet.Interactive;

/// <summary>A value that is being shown and can be replaced in place.</summary>
public sealed class DisplayedValue
{
    private readonly string _displayId;
    private readonly string[] _mimeTypes;
    private readonly KernelInvocationContext _context;

    internal DisplayedValue(string displayId, string[] mimeTypes, KernelInvocationContext context) =>
        (_displayId, _mimeTypes, _context) = (displayId, mimeTypes, context);

    public void Update(object? updatedValue) => _context.Update(_displayId, KernelInvocationContext.Format(updatedValue, _mimeTypes));
}
