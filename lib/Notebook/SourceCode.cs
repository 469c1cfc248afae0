using System.Net;

namespace Gmm;

/// <summary>C# source to show in a notebook.</summary>
/// <param name="Title">Where it is from, such as "GaussianMixModel.cs".</param>
public sealed record SourceCode(string Title, string Code)
{
    internal string Html =>
        $"""
        <figure class="source"><figcaption>{WebUtility.HtmlEncode(Title)}</figcaption>
        <pre><code class="language-csharp">{WebUtility.HtmlEncode(Code)}</code></pre></figure>
        """;
}
