using System.Diagnostics;

namespace Notebooks.Tests;

/// <summary>Notebooks that hold, show or do what may bring others down, and one after them that is good.</summary>
public sealed class HostileNotebooks : SharedRun
{
    public const string Nested = "nested", Pipe = "pipe", Unwritable = "unwritable", Unreadable = "unreadable", Rebuilt = "rebuilt", Package = "package", Good = "z";

    /// <summary>What is written to the pipe on which a notebook's process tells its events.</summary>
    internal static readonly string[] Garbage =
    [
        "{}",
        "null",
        "no JSON",
        "{\"$type\":\"started\",\"Number\":99}",
        "{\"$type\":\"output\",\"Output\":null}",
        "{\"$type\":\"output\",\"Output\":{\"$type\":\"display\",\"Data\":{\"text/html\":null},\"IsResult\":false}}",
    ];

    /// <summary>Names of notebooks that are also commands, patterns or URLs.</summary>
    internal static readonly string[] Names = ["quo\"te", "two\nlines", "100%41 #1?"];

    /// <summary>What a cell does after it has started a process.</summary>
    internal static readonly string[] Afterwards = ["", "Environment.FailFast(null);"];

    /// <summary>More than Markdown's parser or C#'s may take as deep as it goes.</summary>
    internal static readonly string Quotes = new('>', 5_000);

    internal static string NameOf(string[] cases, string own) => $"{(cases == Garbage ? "garbage" : "starts")}-{Array.IndexOf(cases, own)}";

    private protected override async Task PrepareAsync()
    {
        // Not parentheses: the parser looks ahead from each for what it may open, which takes half a minute.
        Workspace.Add(Nested, DibText.Header + $"#!markdown\n\n{Quotes}\n\n#!csharp\n\n\"{Quotes}\".DisplayAs(\"text/markdown\");\n\n"
            + $"#!csharp\n\n_ = {new string('!', 50_000)}true\n");
        Workspace.Add(Unwritable, DibText.Code("1"));
        Directory.CreateDirectory(Path.Combine(Workspace.Output, $"{Unwritable}.ipynb"));
        Workspace.Add(Package, DibText.Code($"// a package\n#r \"nuget: CsCheck, {CsCheckVersion}\"\nusing CsCheck;\ntypeof(Gen).Assembly.GetName().Name"));
        TestLibrary.Build(Path.Combine(Workspace.Root, "lib", "bin"));
        Workspace.Add(Rebuilt, DibText.Code(
            "#r \"../lib/bin/Outer.dll\"\nnew Outer().Say()",
            "System.IO.File.SetLastWriteTimeUtc(\"../lib/bin/Inner.dll\", DateTime.UtcNow.AddMinutes(1)); throw new MissingMethodException();"));
        if (!OperatingSystem.IsWindows())
        {
            await AddWhatWindowsHasNotAsync();
        }

        if (OperatingSystem.IsLinux())
        {
            AddWhatReadsProc();
        }

        Workspace.Add(Good, DibText.Code("2"));
    }

    /// <summary>One that these tests have: nothing is downloaded.</summary>
    private static string CsCheckVersion => typeof(CsCheck.Gen).Assembly.GetName().Version!.ToString(3);

    private async Task AddWhatWindowsHasNotAsync()
    {
        Workspace.Add(Pipe, DibText.Header + "#!markdown\n\n![a pipe](pipe.png)\n\n#!csharp\n\n1\n");
        await Process.Start("mkfifo", Path.Combine(Workspace.Root, "notebooks", "pipe.png")).WaitForExitAsync();
        File.CreateSymbolicLink(Path.Combine(Workspace.Root, "notebooks", $"{Unreadable}.dib"), "nowhere");
        foreach (string name in Names)
        {
            Workspace.Add(name, DibText.Code("1", "// first\nvoid F() => throw new Exception(\"no\");\nF();"));
        }
    }

    private void AddWhatReadsProc()
    {
        foreach (string garbage in Garbage)
        {
            Workspace.Add(NameOf(Garbage, garbage), DibText.Code($$""""
                var pipe = System.IO.File.ReadAllText("/proc/self/cmdline").TrimEnd('\0').Split('\0')[^1];
                System.IO.File.AppendAllText($"/proc/self/fd/{pipe}", """{{garbage}}""" + "\n");
                System.Threading.Thread.Sleep(-1);
                """"));
        }

        foreach (string after in Afterwards)
        {
            Workspace.Add(NameOf(Afterwards, after), DibText.Code($$"""
                var shell = System.Diagnostics.Process.Start("sh", ["-c", "setsid sleep 600 >/dev/null 2>&1 & echo $! > {{NameOf(Afterwards, after)}}.pid"]);
                shell.WaitForExit();
                {{after}}
                """));
        }
    }
}
