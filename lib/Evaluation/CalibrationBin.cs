namespace Gmm;

/// <summary>Predictions of about the same confidence, taken together: did as many come true as was promised?</summary>
/// <param name="Confidence">Mean probability of the predicted class, 0 to 1.</param>
/// <param name="Accuracy">Share of them that was right, 0 to 1.</param>
/// <param name="Count">How many they are, 1 or more.</param>
public sealed record CalibrationBin(double Confidence, double Accuracy, long Count);
