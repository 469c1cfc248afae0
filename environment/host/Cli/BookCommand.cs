using System.CommandLine;

namespace NotebookHost;

/// <summary>Writes the book anew from what the last run executed.</summary>
internal static class BookCommand
{
    /// <exception cref="UsageException">Nothing has been executed into the folder.</exception>
    public static async Task<int> RunAsync(ParseResult parsed)
    {
        var options = ArtifactOptions.Of(parsed);
        var artifacts = new Artifacts(options);
        if (!await artifacts.WriteBookAsync([Path.Combine(Repository.FindRoot(), "notebooks")], options.Pictures))
        {
            throw new UsageException($"{options.Folder} has no executed notebooks to make a book of: run them first.");
        }

        Console.WriteLine($"Pages: {Report.Shorten(artifacts.Index!)}");
        return 0;
    }
}
