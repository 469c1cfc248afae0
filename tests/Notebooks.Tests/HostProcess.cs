using System.Diagnostics;
using System.Text;

namespace Notebooks.Tests;

/// <summary>The built host, run as a reader runs it.</summary>
internal sealed class HostProcess : IDisposable
{
    /// <summary>For what should take seconds, on a machine that may be doing many other things.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private static readonly string Program =
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "gmm-notebooks.exe" : "gmm-notebooks");

    private readonly StringBuilder _output = new();
    private readonly StringBuilder _error = new();

    private HostProcess(string workingDirectory, string[] args)
    {
        Process = new()
        {
            StartInfo = new(Program, args)
            {
                WorkingDirectory = workingDirectory,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
                StandardErrorEncoding = Encoding.UTF8,
            },
        };
        Process.OutputDataReceived += (_, line) => Append(_output, line.Data);
        Process.ErrorDataReceived += (_, line) => Append(_error, line.Data);
        Process.Start();
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public static HostProcess Start(string workingDirectory, params string[] args) => new(workingDirectory, args);

    public static async Task<HostResult> RunAsync(string workingDirectory, params string[] args)
    {
        using var host = Start(workingDirectory, args);
        return await host.WaitAsync(Patience);
    }

    /// <param name="patience">After it, the process is killed and the wait fails.</param>
    public async Task<HostResult> WaitAsync(TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        try
        {
            await Process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            Process.Kill(entireProcessTree: true);
            throw new TimeoutException($"The host still ran after {patience}. It had said:\n{_output}\n{_error}");
        }

        return new(Process.ExitCode, _output.ToString(), _error.ToString());
    }

    /// <summary>Waits until the host has printed the text.</summary>
    public async Task WaitForAsync(string text)
    {
        var watch = Stopwatch.StartNew();
        while (!Printed().Contains(text))
        {
            if (Process.HasExited || watch.Elapsed > Patience)
            {
                throw new TimeoutException($"The host did not print '{text}', but:\n{Printed()}\n{_error}");
            }

            await Task.Delay(50);
        }
    }

    public void Dispose() => Process.Dispose();

    private string Printed()
    {
        lock (_output)
        {
            return _output.ToString();
        }
    }

    private static void Append(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.Append(line).Append('\n');
        }
    }
}
