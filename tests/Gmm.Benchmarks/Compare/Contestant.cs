using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Gmm.Benchmarks;

/// <summary>
/// A process that holds one contestant, one experiment and one number of threads, and answers commands. It waits between
/// its turns, so that contestants can alternate without starting anew; nothing it does shows in another's memory.
/// </summary>
internal sealed class Contestant : IDisposable
{
    private static readonly string[] ThreadVariables = ["OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"];
    private readonly Process _process;

    private Contestant(string name, int threads, IEnumerable<string> command)
    {
        (Name, Threads) = (name, threads);
        string[] words = [.. command];
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (string variable in ThreadVariables)
        {
            start.Environment[variable] = threads.ToString(CultureInfo.InvariantCulture);
        }

        _process = Process.Start(start)!;
        Read();
    }

    public string Name { get; }

    public int Threads { get; }

    /// <summary>This library.</summary>
    public static Contestant ThisLibrary(string folder, int threads) => new(
        "this library", threads, [Environment.ProcessPath!, .. Self, "contestant", folder, $"{threads}"]);

    /// <summary>PyTorch, in the article's form or batched.</summary>
    public static Contestant PyTorch(string python, string form, string folder, int threads) => new(
        $"PyTorch, {form}", threads, [python, Script("torch_contestant.py"), form, folder, $"{threads}"]);

    /// <summary>scikit-learn's EM.</summary>
    public static Contestant ScikitLearn(string python, string folder, int threads) => new(
        "scikit-learn EM", threads, [python, Script("sklearn_contestant.py"), folder]);

    /// <summary>This library's EM or k-means.</summary>
    public static Contestant EmHere(string folder, EmShape shape, int threads) => new(
        "this library", threads, [Environment.ProcessPath!, .. Self, "em-contestant", folder, $"{threads}", .. shape.Words]);

    /// <summary>scikit-learn's EM or k-means.</summary>
    public static Contestant EmScikitLearn(string python, string folder, EmShape shape, int threads) => new(
        "scikit-learn", threads, [python, Script("em_contestant.py"), folder, .. shape.Words]);

    /// <summary>Armadillo's EM or k-means.</summary>
    public static Contestant EmArmadillo(string program, string folder, EmShape shape, int threads) => new(
        "Armadillo", threads, [program, folder, .. shape.Words]);

    /// <summary>mclust's EM, on one thread.</summary>
    public static Contestant EmMclust(string folder, EmShape shape) => new(
        "mclust", 1, [Mclust.Program, Path.Combine(AppContext.BaseDirectory, "r", "em_contestant.R"), folder, .. shape.Words]);

    /// <summary>Asks and waits for the answer.</summary>
    public T Ask<T>(string command)
    {
        _process.StandardInput.WriteLine(command);
        return JsonSerializer.Deserialize<T>(Read(), Replies.Json)!;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    /// <summary>Empty where this process is the program itself, the program's assembly where it is dotnet.</summary>
    private static string[] Self => Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet"
        ? [typeof(Contestant).Assembly.Location]
        : [];

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "python", name);

    private string Read() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Name} ended with an error; what it said is above.");
}
