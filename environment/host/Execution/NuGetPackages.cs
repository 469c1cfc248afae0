using System.Diagnostics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Loader;
using System.Text.Json;

namespace NotebookHost;

/// <summary>#r "nuget: …": has the .NET SDK restore packages, and lets cells find what is in them.</summary>
/// <remarks>The kernel has a package for this, which asks the SDK too, by way of the F# compiler: 20 MB for what hardly a notebook
/// needs.</remarks>
internal sealed class NuGetPackages
{
    private readonly Dictionary<string, string> _wanted = new(StringComparer.OrdinalIgnoreCase);
    private Dictionary<string, string> _managed = [];
    private Dictionary<string, string> _native = [];

    public static bool IsPackage(string reference) => reference.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase);

    /// <returns>The assemblies to reference: none where the cell names no package.</returns>
    /// <exception cref="CellException">A package cannot be had.</exception>
    public async Task<IReadOnlyCollection<string>> RestoreAsync(Cell cell)
    {
        var packages = ReferenceDirectives.Find(cell.Source).Where(r => IsPackage(r.File.ValueText)).ToList();
        if (packages.Count == 0)
        {
            return [];
        }

        foreach (var parts in packages.Select(p => p.File.ValueText["nuget:".Length..].Split(',', StringSplitOptions.TrimEntries)))
        {
            _wanted[parts[0]] = parts.ElementAtOrDefault(1) is { Length: > 0 } version ? version : "*";
        }

        if (_managed.Count == 0)
        {
            AssemblyLoadContext.Default.Resolving += (_, name) => Load(name);
            AppDomain.CurrentDomain.AssemblyLoad += (_, load) => ResolveNative(load.LoadedAssembly);
        }

        var line = cell.Line + ReferenceDirectives.LineOf(cell.Source, packages[0]);
        using var items = JsonDocument.Parse(await ResolveAsync(line));
        _managed = Files(items, "RuntimeCopyLocalItems");
        _native = Files(items, "NativeCopyLocalItems");
        return _managed.Values;
    }

    private async Task<string> ResolveAsync(int line)
    {
        var folder = Directory.CreateTempSubdirectory("notebook-packages-").FullName;
        try
        {
            var project = Path.Combine(folder, "packages.csproj");
            await File.WriteAllTextAsync(project, $"""
                <Project Sdk="Microsoft.NET.Sdk">
                  <PropertyGroup>
                    <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>
                    <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                    <SelfContained>false</SelfContained>
                    <UseAppHost>false</UseAppHost>
                    <RestoreRootConfigDirectory>{System.Security.SecurityElement.Escape(Environment.CurrentDirectory)}</RestoreRootConfigDirectory>
                  </PropertyGroup>
                  <ItemGroup>
                    {string.Concat(_wanted.Select(p => $"""<PackageReference Include="{System.Security.SecurityElement.Escape(p.Key)}" Version="{System.Security.SecurityElement.Escape(p.Value)}" />"""))}
                  </ItemGroup>
                </Project>
                """);
            var start = new ProcessStartInfo("dotnet",
                ["msbuild", project, "-restore", "-t:ResolveReferences", "-getItem:RuntimeCopyLocalItems", "-getItem:NativeCopyLocalItems", "-nodeReuse:false"])
            {
                RedirectStandardOutput = true,
                WorkingDirectory = folder,
            };
            using var process = Process.Start(start)!;
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            return process.ExitCode == 0 ? output : throw new CellException("Package not restored",
                $"{string.Join('\n', Errors(output, project))}\nCheck its name and version, and that its source can be reached. Or reference it from a project, "
                + "build that, and use #r \"path/to/its.dll\".", line);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Errors(string output, string project) => output.Split('\n')
        .Where(line => line.Contains("error", StringComparison.Ordinal))
        .Select(line => line.Replace($"{project} : ", "").Replace($" [{project}]", "").Trim()).Distinct().Take(5);

    private static Dictionary<string, string> Files(JsonDocument items, string kind) =>
        items.RootElement.GetProperty("Items").GetProperty(kind).EnumerateArray()
            .Select(item => item.GetProperty("FullPath").GetString()!)
            .Where(path => Path.GetExtension(path) is not (".pdb" or ".xml"))
            .DistinctBy(path => Path.GetFileNameWithoutExtension(path))
            .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    private Assembly? Load(AssemblyName name) =>
        _managed.TryGetValue(name.Name!, out var path) ? AssemblyLoadContext.Default.LoadFromAssemblyPath(path) : null;

    /// <summary>The kernel loads assemblies into contexts of its own, which know nothing of a package's native files.</summary>
    private void ResolveNative(Assembly assembly)
    {
        if (!assembly.IsDynamic && AssemblyLoadContext.GetLoadContext(assembly) is { } context)
        {
            context.ResolvingUnmanagedDll -= LoadNative;
            context.ResolvingUnmanagedDll += LoadNative;
        }
    }

    private IntPtr LoadNative(Assembly assembly, string name) =>
        (_native.TryGetValue(name, out var path) || _native.TryGetValue($"lib{name}", out path)
            || _native.TryGetValue(Path.GetFileNameWithoutExtension(name), out path))
        && NativeLibrary.TryLoad(path, out var handle) ? handle : IntPtr.Zero;
}
