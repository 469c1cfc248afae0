namespace Gmm;

/// <summary>The predictions of about the same confidence, and how many of them were right.</summary>
/// <param name="Confidence">Their mean predicted probability of being right, 0..1.</param>
/// <param name="Accuracy">The share of them that was right, 0..1.</param>
/// <param name="Count">How many they are.</param>
public sealed record CalibrationBin(double Confidence, double Accuracy, long Count);
