using System.ComponentModel;
using System.Diagnostics;
using System.Text.RegularExpressions;

namespace NotebookHost.Pages;

/// <summary>Where a book's source is, as far as it can be told.</summary>
/// <param name="GitHub">Owner and name on GitHub, null where it is not there.</param>
/// <param name="Commit">The commit that was built, null where there is none.</param>
/// <param name="HasBinder">Whether Binder can build its environment.</param>
internal sealed partial record SourceRepository(string? GitHub, string? Commit, bool HasBinder)
{
    public static SourceRepository None { get; } = new(null, null, false);

    public string? Address => GitHub is null ? null : $"https://github.com/{GitHub}";

    /// <summary>Asks git; without git, or outside a repository, nothing is known.</summary>
    public static SourceRepository Of(string folder)
    {
        var root = Git(folder, "rev-parse --show-toplevel");
        var remote = root is null ? null : Git(folder, "config --get remote.origin.url");
        var gitHub = remote is null ? null : GitHubAddress().Match(remote) is { Success: true } match ? match.Groups["name"].Value : null;
        return new(gitHub, root is null ? null : Git(folder, "rev-parse --short HEAD"),
            root is not null && (Directory.Exists(Path.Combine(root, ".binder")) || Directory.Exists(Path.Combine(root, "binder"))));
    }

    private static string? Git(string folder, string arguments)
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", arguments)
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var output = git.StandardOutput.ReadToEnd().Trim();
            git.WaitForExit();
            return git.ExitCode == 0 && output.Length > 0 ? output : null;
        }
        catch (Win32Exception)
        {
            return null; // no git: the pages say less
        }
    }

    [GeneratedRegex(@"^(https://github\.com/|git@github\.com:|ssh://git@github\.com/)(?<name>[\w.-]+/[\w.-]+?)(\.git)?/?$")]
    private static partial Regex GitHubAddress();
}
