using System.ComponentModel;
using System.Diagnostics;
using Xunit;

namespace Notebooks.Tests;

/// <summary>A Python that has what a test needs.</summary>
internal sealed class Python
{
    // The system's own comes second: on PATH there may be another, which knows nothing of the system's packages.
    private static readonly string[] Candidates = ["python3", "/usr/bin/python3", "python"];

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly string _program;

    private Python(string program) => _program = program;

    /// <summary>The first that has the module; where none has, the test that asks is skipped.</summary>
    public static async Task<Python> WithAsync(string module)
    {
        foreach (var candidate in Candidates)
        {
            try
            {
                var python = new Python(candidate);
                if ((await python.RunAsync($"import {module}", Environment.CurrentDirectory)).ExitCode == 0)
                {
                    return python;
                }
            }
            catch (Win32Exception)
            {
                // there is no such program
            }
        }

        Assert.Skip($"No Python with {module}: on Debian, apt-get install python3-{module.Replace('_', '-')}");
        return null!;
    }

    /// <returns>The exit code, and what it wrote to stdout and stderr.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(string code, string workingDirectory, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(_program, ["-c", code])
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        using var timeout = new CancellationTokenSource(Patience);
        using var kill = timeout.Token.Register(() => process.Kill(entireProcessTree: true));
        var error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var output = await process.StandardOutput.ReadToEndAsync(CancellationToken.None);
        await process.WaitForExitAsync(CancellationToken.None);
        return (process.ExitCode, output + await error);
    }
}
