using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>plotly.js as Plotly.NET.dll embeds it, read from the file without loading the assembly.</summary>
internal static partial class PlotlyScript
{
    // Its functions lie in a function that runs once: a browser that puts off compiling them reads all 3.6 MB twice.
    // https://v8.dev/blog/explicit-compile-hints
    private const string CompileHint = "//# allFunctionsCalledOnLoad\n";

    /// <returns>The script with its licences, or null where <paramref name="assembly"/> has none.</returns>
    public static string? TryRead(string? assembly)
    {
        if (assembly is null || !File.Exists(assembly))
        {
            return null;
        }
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            var names = ResourceNames(file);
            return names.Find(name => ScriptName().IsMatch(name)) is { } script
                ? CompileHint + string.Concat(names.FindAll(name => name == script + ".LICENSE.txt").Append(script).Select(name => Read(file, name)))
                : null;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }

    private static List<string> ResourceNames(PEReader file)
    {
        var metadata = file.GetMetadataReader();
        return [.. metadata.ManifestResources.Select(r => metadata.GetString(metadata.GetManifestResource(r).Name))];
    }

    // An embedded resource is its length, four bytes, and then its bytes.
    private static string Read(PEReader file, string name)
    {
        var metadata = file.GetMetadataReader();
        var resource = metadata.ManifestResources.Select(metadata.GetManifestResource).First(r => metadata.StringComparer.Equals(r.Name, name));
        var directory = file.PEHeaders.CorHeader!.ResourcesDirectory;
        var content = file.GetSectionData(directory.RelativeVirtualAddress).GetReader((int)resource.Offset, directory.Size - (int)resource.Offset);
        return content.ReadUTF8(content.ReadInt32()).TrimStart('\uFEFF');
    }

    [GeneratedRegex(@"plotly(-[\d.]+)?\.min\.js$", RegexOptions.IgnoreCase)]
    private static partial Regex ScriptName();
}
