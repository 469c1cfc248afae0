using System.Diagnostics;
using System.Text.RegularExpressions;
using Xunit;

namespace Notebooks.Tests;

/// <summary>The README's console program, made as a reader makes it: in a folder of its own, with a reference to the library.</summary>
public sealed class ProgramTests : IDisposable
{
    // Restore, build and run: ten seconds, on a machine that may be doing other things.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    private readonly string _folder = Directory.CreateTempSubdirectory("gmm-program-").FullName;

    [Fact]
    public async Task TheReadmesProgram_PrintsWhatTheReadmeSays_AndCopiesNoLibtorch()
    {
        string section = Section("In your own program");
        File.WriteAllText(Path.Combine(_folder, "Program.cs"), Block(section, "csharp"));
        File.WriteAllText(Path.Combine(_folder, "program.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
              </PropertyGroup>
              <ItemGroup>
                <ProjectReference Include="{Path.Combine(RepositoryNotebooks.Root, "lib", "Gmm.csproj")}" />
              </ItemGroup>
            </Project>
            """);

        var (exitCode, output, error) = await DotnetRunAsync();

        Assert.True(exitCode == 0, $"dotnet run ended with {exitCode}:\n{output}\n{error}");
        string[] promised = [.. Block(section, "console").Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1)];
        Assert.Equal(promised, output.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("Where it decides for which class", File.ReadAllText(Path.Combine(_folder, "regions.html")), StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(_folder, "classifier.json")));
        if (OperatingSystem.IsLinux())
        {
            long size = new DirectoryInfo(Path.Combine(_folder, "bin")).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);
            Assert.InRange(size, 1, 50_000_000);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<(int ExitCode, string Output, string Error)> DotnetRunAsync()
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["run"])
        {
            WorkingDirectory = _folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOTNET_CLI_UI_LANGUAGE"] = "en", ["MSBUILDDISABLENODEREUSE"] = "1", ["LD_LIBRARY_PATH"] = WithAnotherLibtorch() },
        })!;
        using var timeout = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(timeout.Token), process.StandardError.ReadToEndAsync(timeout.Token));
        try
        {
            await process.WaitForExitAsync(timeout.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"dotnet run still ran after {Patience}.");
        }
    }

    /// <summary>A system that has a libtorch of its own, as Debian's python3-torch brings one: the program has to find the library's.</summary>
    private string WithAnotherLibtorch()
    {
        string system = Directory.CreateDirectory(Path.Combine(_folder, "system")).FullName;
        if (OperatingSystem.IsLinux())
        {
            File.Copy(Path.Combine(RepositoryNotebooks.Root, "lib", "bin", "libc10.so"), Path.Combine(system, "libtorch_cpu.so"));
        }

        return system;
    }

    /// <summary>A section of the repository's README.</summary>
    internal static string Section(string title) => Regex.Match(
        File.ReadAllText(Path.Combine(RepositoryNotebooks.Root, "README.md")).ReplaceLineEndings("\n"),
        $@"(?ms)^## {Regex.Escape(title)}\n.*?(?=^## |\z)").Value;

    private static string Block(string section, string language) => Fence(language).Match(section).Groups["code"].Value;

    private static Regex Fence(string language) => new($@"(?ms)^```{language}\n(?<code>.*?)^```$");
}
