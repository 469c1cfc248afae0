namespace NotebookHost.Export;

/// <summary>What a notebook's #r lines are in a program: projects and packages.</summary>
internal static class ProgramDirectives
{
    // A cell may do all of this, so the program's build shall not be stricter, whatever folder it lies in.
    private static readonly string[] Properties =
    [
        "TargetFramework=net10.0", "ImplicitUsings=disable", "Nullable=disable", "WarningLevel=0", "TreatWarningsAsErrors=false",
        "EnforceCodeStyleInBuild=false", "GenerateDocumentationFile=false", "RestorePackagesWithLockFile=false", "PublishAot=false",
    ];

    /// <exception cref="UsageException">A reference is to a file that no project builds.</exception>
    public static string Of(Notebook notebook, string folder)
    {
        var references = notebook.CodeCells.SelectMany(cell => ReferenceDirectives.Find(cell.Source)).Select(r => r.File.ValueText).Distinct().ToList();
        var projects = references.Where(ReferenceDirectives.IsPath)
            .Select(file => ProjectOf(Path.GetFullPath(file, notebook.Folder)) ?? throw new UsageException(
                $"{notebook.Path}: no project builds {file}, and a program cannot refer to a file. Refer to a project's output, or to a package."))
            .Select(project => Path.GetRelativePath(folder, project).Replace('\\', '/'))
            .Distinct();
        var packages = references.Where(r => r.StartsWith("nuget:", StringComparison.OrdinalIgnoreCase))
            .Select(r => r["nuget:".Length..].Split(',', StringSplitOptions.TrimEntries))
            .Select(parts => parts.Length > 1 ? $"{parts[0]}@{parts[1]}" : $"{parts[0]}@*");
        return string.Join('\n', projects.Select(p => $"#:project {p}").Concat(packages.Select(p => $"#:package {p}")).Concat(Properties.Select(p => $"#:property {p}")));
    }

    /// <summary>The project whose folder holds the file.</summary>
    private static string? ProjectOf(string file)
    {
        for (var folder = Path.GetDirectoryName(file); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (Directory.Exists(folder) && Directory.GetFiles(folder, "*.csproj") is [var project])
            {
                return project;
            }
        }

        return null;
    }
}
