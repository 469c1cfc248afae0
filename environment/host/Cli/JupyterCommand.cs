using System.CommandLine;

namespace NotebookHost;

/// <summary>Puts the C# kernel where Jupyter finds it, and takes it away again.</summary>
internal static class JupyterCommand
{
    private static readonly Option<DirectoryInfo?> Prefix = new("--prefix")
    {
        Description = "Where Jupyter is, such as /usr/local [default: yours alone]",
        HelpName = "DIR",
        Recursive = true,
    };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Overwrite what something else installed" };

    public static Command Create()
    {
        var install = new Command("install", "Restore the pinned kernel and tell Jupyter of it") { Replace };
        install.SetAction(InstallAsync);
        var uninstall = new Command("uninstall", "Take back what install did");
        uninstall.SetAction(Uninstall);
        return new("jupyter", "Install or remove the C# kernel for Jupyter") { install, uninstall, Prefix };
    }

    private static async Task<int> InstallAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var spec = KernelSpec.In(parsed.GetValue(Prefix)?.FullName);
        spec.CheckReplaceable(parsed.GetValue(Replace));
        PinnedTool tool;
        try
        {
            tool = await PinnedTool.RestoreKernelAsync(Repository.FindRoot(), cancellation);
        }
        catch (OperationCanceledException)
        {
            return 130;
        }

        spec.Install(tool);
        Console.WriteLine($"Jupyter's kernel {KernelSpec.DisplayName} is dotnet-interactive {tool.Version}: {spec.File}");
        return 0;
    }

    private static int Uninstall(ParseResult parsed)
    {
        var spec = KernelSpec.In(parsed.GetValue(Prefix)?.FullName);
        spec.Uninstall();
        Console.WriteLine($"Removed {spec.File}");
        return 0;
    }
}
