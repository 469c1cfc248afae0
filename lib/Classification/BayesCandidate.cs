namespace Gmm;

/// <summary>One way to make the densities of the classes, and how well it predicted samples that were held back.</summary>
/// <param name="Transformed">Whether skewed features are straightened by a <see cref="PowerTransform"/> first.</param>
/// <param name="Components">
/// The most components of a class; 0 where a search by <see cref="SelectionCriterion.Bic"/> found them for each class by itself, without shrinkage.
/// </param>
/// <param name="Borrowed">
/// How many samples' worth the covariance common to all components counts in each one's, in multiples of D: infinite is one covariance
/// for all, as in linear discriminant analysis, 0 each its own, as in quadratic.
/// </param>
/// <param name="Shrinkage">The share of each variance that is taken from how far the feature reaches, and by which covariances shrink; 0 to 1.</param>
/// <param name="LogLoss">Of held-out samples, in nats: the mean of -log P(own class | x). Lower is better.</param>
/// <param name="Temperature">By which its log-odds have to be divided to be calibrated.</param>
/// <param name="LabelNoise">The share of labels that may be anything.</param>
public sealed record BayesCandidate(
    bool Transformed, int Components, double Borrowed, double Shrinkage, double LogLoss, double Temperature, double LabelNoise);
