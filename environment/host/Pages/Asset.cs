using System.Reflection;

namespace NotebookHost.Pages;

/// <summary>Files embedded in this assembly: style sheets, scripts and what is vendored.</summary>
internal static class Asset
{
    public static string Text(string name)
    {
        using var reader = new StreamReader(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using var memory = new MemoryStream();
        using var stream = Open(name);
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    public static string DataUri(string name, string mimeType) => $"data:{mimeType};base64,{Convert.ToBase64String(Bytes(name))}";

    private static Stream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
        ?? throw new InvalidOperationException($"'{name}' is not embedded in {Assembly.GetExecutingAssembly().GetName().Name}; see Host.csproj.");
}
