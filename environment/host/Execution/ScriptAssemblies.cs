using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;

namespace NotebookHost;

/// <summary>
/// Finds assemblies for cells, to compile against and to run. Whatever .NET or this program has wins over a copy in a
/// referenced folder, so that there is one Formatter; everything goes into the default load context, so that there is one
/// of everything else.
/// </summary>
/// <remarks>
/// Metadata references are made without a file path: Roslyn's script loader would load those it has a path for once more,
/// into a context of its own.
/// </remarks>
internal sealed class ScriptAssemblies : MetadataReferenceResolver
{
    private static readonly Dictionary<string, string> Own =
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
        .DistinctBy(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase)
        .ToDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    private readonly string _workingDirectory;
    private volatile string[] _folders = []; // replaced, never changed: cells compile while others run
    private readonly Dictionary<string, PortableExecutableReference> _references = [];

    public ScriptAssemblies(string workingDirectory)
    {
        _workingDirectory = workingDirectory;
        AppDomain.CurrentDomain.AssemblyResolve += (_, args) => Load(new AssemblyName(args.Name));
    }

    /// <summary>References to all of .NET, and to the assemblies of the types.</summary>
    public IEnumerable<MetadataReference> Defaults(params Type[] types)
    {
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location);
        return Own.Values.Where(path => Path.GetDirectoryName(path) == framework)
            .Concat(types.Select(t => t.Assembly.Location))
            .Select(Reference);
    }

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(
        string reference, string? baseFilePath, MetadataReferenceProperties properties)
    {
        if (!ReferenceDirectives.IsPath(reference))
        {
            return Own.TryGetValue(reference, out var own) ? [Reference(own)] : [];
        }

        var path = Path.GetFullPath(reference, _workingDirectory);
        if (Path.GetDirectoryName(path) is { } folder && !_folders.Contains(folder))
        {
            _folders = [.. _folders, folder];
        }

        return [Reference(Own.GetValueOrDefault(Path.GetFileNameWithoutExtension(path), path))];
    }

    public override PortableExecutableReference? ResolveMissingAssembly(
        MetadataReference definition, AssemblyIdentity referenceIdentity) =>
        Find(referenceIdentity.Name) is { } path ? Reference(path) : null;

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);

    private Assembly? Load(AssemblyName name) =>
        string.IsNullOrEmpty(name.CultureName) && Find(name.Name!) is { } path
            ? AssemblyLoadContext.Default.LoadFromAssemblyPath(path)
            : null;

    /// <summary>Beside a referenced file, or one folder below it: lib/bin keeps FSharp.Core apart from the rest.</summary>
    private string? Find(string name) => Own.GetValueOrDefault(name)
        ?? _folders.Concat(_folders.SelectMany(Directory.EnumerateDirectories))
            .Select(folder => Path.Combine(folder, name + ".dll"))
            .FirstOrDefault(File.Exists);

    private PortableExecutableReference Reference(string path)
    {
        if (!_references.TryGetValue(path, out var reference))
        {
            _references[path] = reference = AssemblyMetadata.CreateFromFile(path).GetReference(display: path);
        }

        return reference;
    }
}
