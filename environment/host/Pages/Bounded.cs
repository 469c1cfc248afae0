namespace NotebookHost.Pages;

/// <summary>Parses what a notebook holds within limits: input can be made that takes a parser minutes, or nests so deeply that it
/// overflows the stack and takes the whole run with it.</summary>
internal static class Bounded
{
    // Parsing a cell takes milliseconds, where nothing else runs.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private const int Stack = 256 * 1024 * 1024; // touched only as far as it is used
    private const int Longest = 200_000;         // characters, which a stack of that size can nest
    private const int MostLate = 3;

    private static int _late;

    /// <returns>What the work makes of the text, or null where the text is too long, too deep or takes too long.</returns>
    public static T? TryRun<T>(string text, Func<string, T> work)
        where T : class
    {
        if (text.Length > Longest || _late >= MostLate)
        {
            return null; // a thread cannot be stopped, and those that are late still take processors
        }

        T? result = null;
        var thread = new Thread(() => result = Try(text, work), Stack) { IsBackground = true };
        thread.Start();
        if (thread.Join(Patience))
        {
            return result;
        }

        Interlocked.Increment(ref _late);
        return null;
    }

    private static T? Try<T>(string text, Func<string, T> work)
        where T : class
    {
        try
        {
            return work(text);
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or InsufficientExecutionStackException)
        {
            return null; // how the parsers say that it is too deep for them
        }
    }
}
