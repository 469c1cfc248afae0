namespace Gmm.Benchmarks;

/// <summary>An experiment's numbers.</summary>
/// <param name="Name">Density or classifier.</param>
/// <param name="Counts">Components of each class.</param>
/// <param name="BestAccuracy">Of Bayes' rule with the true mixtures, on the same fresh samples; 0 for a density.</param>
internal sealed record About(
    string Name,
    int Features,
    IReadOnlyList<int> Counts,
    double LearningRate,
    int MaxIterations,
    double CloseEnough,
    double PlateauBelow,
    int PlateauWindow,
    double BestAccuracy)
{
    public TrainingOptions Options => new()
    {
        LearningRate = LearningRate,
        MaxIterations = MaxIterations,
        CloseEnough = CloseEnough,
        PlateauBelow = PlateauBelow,
        PlateauWindow = PlateauWindow,
    };

    public static About From(string name, int features, IReadOnlyList<int> counts, TrainingOptions options, double bestAccuracy) => new(
        name, features, counts, options.LearningRate, options.MaxIterations, options.CloseEnough, options.PlateauBelow, options.PlateauWindow, bestAccuracy);
}
