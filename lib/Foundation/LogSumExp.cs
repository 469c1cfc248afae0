namespace Gmm;

/// <summary>Sums and shares of numbers that are given as logarithms, where the numbers themselves would be 0 or infinite.</summary>
internal static class LogSumExp
{
    /// <returns>log(exp a + exp b).</returns>
    public static double Of(double a, double b)
    {
        double larger = Math.Max(a, b);
        return larger == double.NegativeInfinity ? larger : larger + double.LogP1(Math.Exp(Math.Min(a, b) - larger));
    }

    /// <summary>Turns logarithms into shares of their sum, in place; where all are 0, or too small to tell, they share alike.</summary>
    /// <returns>log Σ exp.</returns>
    public static double Share(Span<double> logs)
    {
        double maximum = logs[Largest(logs)];
        if (maximum == double.NegativeInfinity)
        {
            logs.Fill(1.0 / logs.Length);
            return maximum;
        }

        double total = 0;
        foreach (ref double log in logs)
        {
            log = Math.Exp(log - maximum);
            total += log;
        }

        foreach (ref double log in logs)
        {
            log /= total;
        }

        return maximum + Math.Log(total);
    }

    /// <summary>Turns logarithms into logarithms of their shares, in place: log-softmax.</summary>
    public static void Normalise(Span<double> logs)
    {
        double maximum = logs[Largest(logs)];
        if (maximum == double.NegativeInfinity)
        {
            logs.Fill(-Math.Log(logs.Length));
            return;
        }

        double total = 0;
        foreach (double log in logs)
        {
            total += Math.Exp(log - maximum);
        }

        double logTotal = Math.Log(total);
        foreach (ref double log in logs)
        {
            log = log - maximum - logTotal;
        }
    }

    /// <summary>The index of the largest; the first where several are.</summary>
    public static int Largest(ReadOnlySpan<double> logs)
    {
        int largest = 0;
        for (int i = 1; i < logs.Length; i++)
        {
            largest = logs[i] > logs[largest] ? i : largest;
        }

        return largest;
    }
}
