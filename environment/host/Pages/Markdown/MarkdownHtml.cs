using System.Text;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Extensions.Footnotes;
using Markdig.Extensions.Mathematics;
using Markdig.Extensions.Tables;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace NotebookHost.Pages;

/// <summary>
/// Turns the markdown of one page into HTML, cell by cell, and remembers what the page as a whole needs: its headings, the
/// ids they use, the footnotes so far, and whether there is maths.
/// </summary>
/// <param name="folder">Where the notebook is: images are looked up there and put into the page.</param>
/// <param name="chapter">The number that its formulas are numbered under, null for none.</param>
public sealed partial class MarkdownHtml(string folder, int? chapter = null)
{
    // What VS Code and Jupyter show too; a notebook must read the same in all three.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseFootnotes().UseMathematics().UseTaskLists().UseAutoLinks().UseAlertBlocks().UseEmphasisExtras(
            Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .Build();

    private readonly HeadingIds _ids = new();
    private readonly List<PageHeading> _headings = [];
    private readonly EquationNumbers _equations = new(chapter);
    private readonly List<(PageHeading? Heading, StringBuilder Text)> _sections = [(null, new())];
    private int _footnotes;
    private int _footnoteLinks;

    /// <summary>The headings rendered so far, in order.</summary>
    public IReadOnlyList<PageHeading> Headings => _headings;

    /// <summary>The words rendered so far, by section.</summary>
    public IReadOnlyList<PageSection> Sections => [.. _sections.Select(s => new PageSection(s.Heading, s.Text.ToString()))];

    /// <summary>Whether anything rendered so far has maths.</summary>
    public bool HasMaths { get; private set; }

    /// <summary>The first paragraph rendered, as plain text; null if there was none yet.</summary>
    public string? Lead { get; private set; }

    public string Render(string markdown)
    {
        var document = Bounded.TryRun(markdown, text => Markdig.Markdown.Parse(text, Pipeline))
            ?? Markdig.Markdown.Parse("    " + markdown.Replace("\n", "\n    "), Pipeline); // as it stands, where it is too much
        HasMaths |= document.Descendants().Any(node => node is MathInline or MathBlock);
        Lead ??= document.OfType<ParagraphBlock>().Select(paragraph => InlineText.Plain(paragraph.Inline)).FirstOrDefault();
        NameHeadings(document);
        ContinueFootnotes(document);
        foreach (var link in document.Descendants<LinkInline>())
        {
            link.Url = link.IsImage ? PageReference.Image(link.Url, folder) : PageReference.Link(link.Url);
        }

        using var html = new StringWriter();
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<CodeBlockRenderer>(new CodeFence());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathInlineRenderer>(new Maths(_equations));
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlMathBlockRenderer>(new MathsBlock(_equations));
        renderer.ObjectRenderers.ReplaceOrAdd<HeadingRenderer>(new Heading());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlTableRenderer>(new ScrollingTable());
        renderer.ObjectRenderers.ReplaceOrAdd<HtmlFootnoteGroupRenderer>(new FootnoteList());
        renderer.Render(document);
        return EmptyHeader().Replace(html.ToString(), "<td$1></td>");
    }

    /// <summary>Adds words that stand in the last section without being markdown.</summary>
    public void AddToSection(string text) => _sections[^1].Text.Append(text).Append('\n');

    private void NameHeadings(MarkdownDocument document)
    {
        foreach (var block in document.Descendants<LeafBlock>())
        {
            if (block is not HeadingBlock heading)
            {
                AddToSection(block switch
                {
                    MathBlock maths => Maths.Plain(maths.Lines.ToString()),
                    { Inline: { } inline } => InlineText.Plain(inline),
                    _ => block.Lines.ToString(),
                });
                continue;
            }

            var text = InlineText.Plain(heading.Inline);
            var id = _ids.For(text);
            heading.GetAttributes().Id = id;
            _headings.Add(new PageHeading(heading.Level, id, text, InlineText.Markup(heading.Inline)));
            _sections.Add((_headings[^1], new()));
        }
    }

    // Each cell is a document of its own and would start again at 1; on the page they are one sequence.
    private void ContinueFootnotes(MarkdownDocument document)
    {
        var notes = document.Descendants<Footnote>().ToList();
        var links = document.Descendants<FootnoteLink>().ToList();
        notes.ForEach(note => note.Order += _footnotes);
        links.ForEach(link => link.Index += _footnoteLinks);
        _footnotes += notes.Count;
        _footnoteLinks += links.Count(link => !link.IsBackLink);
    }

    /// <summary>The corner of a table whose rows have names: a header of nothing would be announced as one.</summary>
    [GeneratedRegex(@"<th([^>]*)></th>")]
    internal static partial Regex EmptyHeader();
}
