using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace Gmm.Tests;

/// <summary>What a line that moves says; that it moves needs a kernel, and is tested with the notebooks' clients.</summary>
public class ProgressTests
{
    public ProgressTests() => Formatters.Register();

    [Theory]
    [InlineData(1, 0, false, "iteration 1 of 1001   loss 0.12346")]
    [InlineData(101, 2, false, "iteration 101 of 1001   loss 0.12346   18.0 s left")]
    [InlineData(101, 20, false, "iteration 101 of 1001   loss 0.12346   3.0 min left")]
    [InlineData(101, 400, false, "iteration 101 of 1001   loss 0.12346   1.0 h left")]
    [InlineData(101, 2, true, "iteration 101 of 1001   loss 0.12346   2.0 s")]
    public void ALine_SaysWhereTheTrainingIsAndHowLongTheRestTakes(int iteration, int seconds, bool isOver, string expected)
    {
        var line = new ProgressLine(new(iteration, 1001, 0.123456), TimeSpan.FromSeconds(seconds), isOver);

        Assert.Equal(expected, line.ToDisplayString("text/plain"));
        Assert.Equal(
            $"""<div><progress max="1001" value="{iteration}"></progress> <code style="white-space:pre">{expected}</code></div>""",
            line.ToDisplayString("text/html"));
    }

    [Fact]
    public void ConsoleProgress_RefusesNoLines() =>
        Assert.Equal("every", Assert.Throws<ArgumentOutOfRangeException>(() => new ConsoleProgress(every: 0)).ParamName);
}
