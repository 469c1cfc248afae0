using System.Globalization;

namespace Gmm;

/// <summary>A training at one moment, on one line.</summary>
/// <param name="Elapsed">Since the first report.</param>
/// <param name="IsOver">No more steps will be taken.</param>
internal sealed record ProgressLine(TrainingProgress Progress, TimeSpan Elapsed, bool IsOver)
{
    public string Html => string.Create(
        CultureInfo.InvariantCulture,
        $"""<div><progress max="{Progress.MaxIterations}" value="{Progress.Iteration}"></progress> <code style="white-space:pre">{this}</code></div>""");

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"iteration {Progress.Iteration} of {Progress.MaxIterations}   loss {Progress.Loss:0.00000}{Time}");

    private string Time => IsOver ? $"   {Words(Elapsed)}" : Left is { } left ? $"   {Words(left)} left" : "";

    /// <summary>If the rest goes as the steps before; unknown before the second step.</summary>
    private TimeSpan? Left => Progress.Iteration > 1
        ? Elapsed / (Progress.Iteration - 1) * (Progress.MaxIterations - Progress.Iteration)
        : null;

    private static string Words(TimeSpan time) => time.TotalSeconds switch
    {
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.0} min"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{time.TotalHours:0.0} h"),
    };
}
