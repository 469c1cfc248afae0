namespace Notebooks.Tests;

/// <summary>
/// What each "Look for" of a chapter says of a result, and the lines with a tick that hold it up. Where there is none, it only asks the reader
/// to look, or says what holds by construction: nothing that a seed could change.
/// </summary>
internal static class Claims
{
    /// <summary>By chapter, in order: how the paragraph begins, and pieces of the checked claims that the chapter must show.</summary>
    public static readonly Dictionary<string, (string Opening, string[] Checks)[]> LookFor = new()
    {
        ["01-distinct-gaussians"] =
        [
            ("two round clouds, dense in", ["Normal's draws have A's mean", "within 3σ"]),
            ("the centre of A is", ["our log-density is Normal's"]),
        ],
        ["02-the-mixture"] =
        [
            ("the third colour covers both", ["half of the draws are in each corner"]),
            ("two hills of one shape,", ["of the draws are on B's side"]),
        ],
        ["03-density-fitting"] =
        [
            ("how many clouds you would", []),
            ("a fall, a plateau, and", ["the truth is not beaten on fresh points"]),
            ("bright islands where the training", ["the truth is not beaten on fresh points"]),
            ("whether every true ellipse has", []),
        ],
        ["04-five-class-classifier"] =
        [
            ("classes that are one colour", []),
            ("the first hundred iterations do", ["a hundred iterations did most of the work", "training beats guessing"]),
        ],
        ["05-accuracy"] =
        [
            ("pairs. Where row $i$ has", []),
            ("the crosses, the misclassified points.", ["nobody beats the true mixtures"]),
        ],
        ["06-the-best-anyone-could-do"] =
        [
            ("thin lines of strong colour,", ["the two agree, up to chance"]),
            ("a region in one picture", ["nobody beats the best rule"]),
            ("compare with the map above.", ["the two agree, up to chance"]),
            ("clusters without a component of", []),
            ("the order, and the spread.", ["the generative fits lead", "the worst draw of all is the article's recipe's"]),
        ],
        ["07-why-components-die"] =
        [
            ("drag the slider slowly through", ["some die"]),
            ("the lines that go down", ["some die", "no weight ever came back"]),
            ("two valleys with the same", ["a step changed one by more than all of itself"]),
            ("a flat beginning, at the", ["they start together", "they part"]),
            ("the rings that one run", ["their losses end within 0.15"]),
            ("where the curve of relu", ["no step changes a deviation by more than 12 %", "a step changed one by more than all of itself"]),
            ("the axes first: each film", ["keeping them alive is not enough"]),
            ("groups that are nearly the", ["softmax from k-means loses none"]),
            ("the two orders again, for", ["the repaired recipe's losses stay closer together"]),
            ("the first two rows. Softmax", ["keeping them alive is not enough", "the start closes most of the gap"]),
        ],
        ["08-expectation-maximisation"] =
        [
            ("four ellipses that have nothing", []),
            ("a soft pattern, and where", ["the library's responsibilities are ours"]),
            ("the crosses. Each mean has", ["after one round, the library's means are ours"]),
            ("press ▶. At first the", ["after ten"]),
            ("now most points are decided,", []),
            ("no step down, anywhere. There", ["no iteration lowers the likelihood"]),
            ("the two curves touch at", ["the bound is nowhere above", "it touches where we are", "its top is where the M step goes"]),
            ("who is higher after ten", []),
            ("two things. First, how close", ["all that start from clusters end nearer to the truth"]),
            ("the generative classifier needs no", ["EM for each class is within a point of the best", "training on from there changes less than a point"]),
            ("how far all ways are", ["with too few, cross-entropy improves on EM"]),
        ],
        ["09-how-many-components"] =
        [
            ("your own answer, before reading", []),
            ("the winners, marked by diamonds,", ["on its own points, one of eight components or more wins", "on unseen points none does", "EM from there does not lower the likelihood"]),
            ("lower is better. With eight", ["AIC is the library's", "BIC takes no more than AIC"]),
            ("how far apart the three", []),
            ("the diamonds, and how lonely", []),
            ("BIC is never above AIC.", ["BIC takes no more than AIC"]),
            ("the sign of the difference,", []),
            ("whether one start says the", []),
            ("where BIC takes fewer than", []),
            ("true ellipses that share a", []),
            ("two steep steps, and which", ["close together, BIC mostly sees one", "far apart, it mostly sees two"]),
            ("the first three rows, and", ["searched by BIC, the mean gap is below a point", "two for all is worse than the search"]),
            ("the diamond at the bottom,", []),
            ("how the diagonal mixture makes", []),
        ],
        ["10-trust"] =
        [
            ("all three are near the", ["all three keep their promises", "the discriminative one is less accurate"]),
            ("the two learned curves hang", ["both promise more than they keep"]),
            ("the log loss, which was", ["the accuracy stays", "where it was overconfident, the log loss falls"]),
            ("the right end is the", ["95 % come, up to chance"]),
            ("the points that are not", ["ten of 1000 are below the limit"]),
            ("the two curves *above* the", ["a fifth of wrong labels costs the generative one less", "both promise what labels like theirs keep"]),
            ("the last two rows. With", ["nothing was lost on the way", "the result is within three points of right labels'"]),
        ],
        ["11-data-that-nobody-drew"] =
        [
            ("the units, and values that", []),
            ("one species that stands alone,", []),
            ("how close the first rows", ["a third would be guessing"]),
            ("whether you would have known", []),
            ("the two winners, marked. Seen", ["the digits that were fitted to ask for the least shrinkage", "those held back ask for more"]),
            ("the log losses, more than", ["nine in ten, at least"]),
            ("where \"this library\" stands in", []),
            ("the ones that you would", []),
            ("the probabilities under the noise:", ["noise is flagged, all of it", "upside down, more is flagged"]),
            ("strokes, in the right places,", ["most are recognised as what they were drawn as"]),
        ],
        ["12-more-data-than-one-machine"] =
        [
            ("a fit like any other.", ["and the library", "the file is larger than the limit"]),
            ("straight lines are work that", ["a thousand machines lose less than 1 %", "and most of their time on a hundred thousand"]),
        ],
        ["13-is-it-really-gaussian"] =
        [
            ("edges, on the one; single", []),
            ("how each curve falls. A", ["more components come nearer", "with one component, the bend costs most"]),
            ("a chain of ellipses, each", []),
            ("nothing at first, and then", ["the formula and the fit agree"]),
            ("one ellipse that has been", ["each remedy is nearer to the true width", "trimming and the t are narrower"]),
            ("which way a curve leaves", ["the heavy tails end above", "what has no tails ends below", "half-way, a Gaussian's distance is as expected"]),
            ("the curve that leaves the", ["one Gaussian leaves the band", "twelve come nearer"]),
            ("where the two curves cross for good", ["with 40 to 100 points of each class, the description is ahead", "with the most points, training for the question is"]),
        ],
    };
}
