using System.CommandLine;

namespace NotebookHost;

/// <summary>What a run writes, and where.</summary>
/// <param name="Folder">Full path of the folder to write to.</param>
/// <param name="SelfContained">Whether to write each notebook as a page that needs no other file, too.</param>
/// <param name="Pictures">Whether a browser draws each chart, for who runs no scripts.</param>
/// <param name="Address">Where the book will be published, ending with a slash; null where nobody knows.</param>
internal sealed record ArtifactOptions(string Folder, bool SelfContained, bool Pictures, string? Address)
{
    private static readonly Option<DirectoryInfo?> OutputOption = new("--output")
    {
        Description = "Folder to write to [default: artifacts/]",
        HelpName = "DIR",
    };

    private static readonly Option<bool> SelfContainedOption = new("--self-contained")
    {
        Description = "Write single pages that need no other file, too",
    };

    private static readonly Option<bool> PicturesOption = new("--pictures")
    {
        Description = "Draw each chart with Chromium, for no-script readers",
    };

    private static readonly Option<string?> AddressOption = new("--address")
    {
        Description = "Where the book will be published, for its site map",
        HelpName = "URL",
        Validators =
        {
            result =>
            {
                if (!Uri.TryCreate(result.Tokens.SingleOrDefault()?.Value, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
                {
                    result.AddError($"--address is where a site will be, such as https://example.org/book/, not {result.Tokens.SingleOrDefault()?.Value}.");
                }
            },
        },
    };

    public static IReadOnlyList<Option> All => [OutputOption, SelfContainedOption, PicturesOption, AddressOption];

    public static ArtifactOptions Of(ParseResult parsed) => new(
        parsed.GetValue(OutputOption)?.FullName ?? Path.Combine(Repository.FindRoot(), "artifacts"),
        parsed.GetValue(SelfContainedOption),
        parsed.GetValue(PicturesOption),
        parsed.GetValue(AddressOption) is { } address ? new Uri(address).AbsoluteUri.TrimEnd('/') + "/" : null);
}
