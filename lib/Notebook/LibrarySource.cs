using System.Reflection;
using System.Text.RegularExpressions;

namespace Gmm;

/// <summary>The library's own source, embedded in it by the build: what a chapter shows is what runs.</summary>
public static class LibrarySource
{
    private const string Prefix = "source/";
    private const string Suffix = ".cs";
    private static readonly Assembly Library = typeof(LibrarySource).Assembly;

    /// <summary>A type's source file, from its summary on.</summary>
    /// <exception cref="ArgumentException">The type has no file of its own in the library.</exception>
    public static SourceCode Of<T>() => Of(typeof(T).Name.Split('`')[0]);

    /// <inheritdoc cref="Of{T}"/>
    /// <param name="typeName">The name of the type, and of its file without ".cs".</param>
    public static SourceCode Of(string typeName) =>
        new($"{typeName}{Suffix}", string.Join('\n', Lines(typeName)));

    /// <summary>One member of a type with its documentation; all of them where it is overloaded.</summary>
    /// <param name="typeName">The name of the type; of a partial one, such as <see cref="Charts"/>, all files are searched.</param>
    /// <exception cref="ArgumentException">The library has no file for the type, or the type no such member.</exception>
    public static SourceCode Of(string typeName, string memberName)
    {
        string[] parts = [typeName, .. Names().Where(name => name.StartsWith($"{typeName}.", StringComparison.Ordinal))];
        var members = parts.SelectMany(part => SourceCodeMembers.Of(Lines(part))).ToLookup(m => m.Name, m => m.Code);
        return members.Contains(memberName)
            ? new($"{typeName}{Suffix}: {memberName}", string.Join("\n\n", members[memberName]))
            : throw new ArgumentException(
                $"{typeName}{Suffix} has no member {memberName}. It has {string.Join(", ", members.Select(m => m.Key))}.",
                nameof(memberName));
    }

    private static string[] Lines(string typeName)
    {
        using var stream = Library.GetManifestResourceStream($"{Prefix}{typeName}{Suffix}")
            ?? throw new ArgumentException(
                $"The library has no {typeName}{Suffix}. It has {string.Join(", ", Names())}.", nameof(typeName));
        using var reader = new StreamReader(stream);
        var lines = reader.ReadToEnd().TrimEnd().Split('\n').Select(line => line.TrimEnd('\r'));
        return [.. lines.SkipWhile(line => line.Length == 0 || Regex.IsMatch(line, @"^(using|global using|namespace) .*;$"))];
    }

    private static IEnumerable<string> Names() => Library.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length])
        .Order();
}
