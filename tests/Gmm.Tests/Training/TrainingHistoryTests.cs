using Xunit;

namespace Gmm.Tests;

public class TrainingHistoryTests
{
    [Fact]
    public void ToString_SaysIterationsReasonLossesAndSeconds()
    {
        var history = new TrainingHistory([3, 1, 2], StopReason.Plateau, TimeSpan.FromSeconds(1.25));

        Assert.Equal("3 iterations, stopped by: giving up on a plateau. Loss: minimum 1.00000, mean 2.00000. 1.3 s.", history.ToString());
    }

    [Fact]
    public void WithoutAStep_MinimumAndMeanAreNotNumbers()
    {
        var history = new TrainingHistory([], StopReason.Cancelled, TimeSpan.Zero);

        Assert.Equal(0, history.Iterations);
        Assert.Equal(double.NaN, history.Minimum);
        Assert.Equal(double.NaN, history.Mean);
    }

    [Fact]
    public void ConsoleProgress_PrintsTheFirstAndEveryNth()
    {
        var console = Console.Out;
        var written = new StringWriter();
        Console.SetOut(written);
        try
        {
            var progress = new ConsoleProgress(every: 2);
            for (int i = 1; i <= 5; i++)
            {
                progress.Report(new(i, 5, 1.5 / i));
            }
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(
            ["iteration      1   loss 1.50000", "iteration      2   loss 0.75000", "iteration      4   loss 0.37500"],
            written.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }
}
