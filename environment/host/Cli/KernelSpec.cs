using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace NotebookHost;

/// <summary>
/// Jupyter's description of the C# kernel: the file kernel.json in a folder that is named as the notebooks name their kernel.
/// Its command has absolute paths, so that it needs neither a PATH nor a working directory.
/// </summary>
internal sealed class KernelSpec
{
    public const string DisplayName = ".NET (C#)";

    /// <summary>What the notebooks ask for, and what <c>dotnet interactive jupyter install</c> calls it, too.</summary>
    private const string Name = ".net-csharp";

    private const string InstalledBy = "gmm-notebooks";

    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly string _folder;

    private KernelSpec(string jupyterData) => _folder = Path.Combine(jupyterData, "kernels", Name);

    public string File => Path.Combine(_folder, "kernel.json");

    /// <param name="prefix">A folder such as /usr/local, whose Jupyter reads share/jupyter; null for the user's own.</param>
    public static KernelSpec In(string? prefix) => new(prefix is null ? JupyterData.OfUser() : Path.Combine(prefix, "share", "jupyter"));

    /// <exception cref="UsageException">There is one that somebody else installed, and it was not asked to replace it.</exception>
    public void CheckReplaceable(bool replace)
    {
        if (!replace && System.IO.File.Exists(File) && !IsOurs())
        {
            throw new UsageException($"{File} was installed by something else. --replace overwrites it.");
        }
    }

    public void Install(PinnedTool tool)
    {
        var spec = new JsonObject
        {
            ["argv"] = new JsonArray(
                DotNet.Executable, "exec", tool.Assembly, "jupyter", "--default-kernel", "csharp",
                "--http-local-only", // else it serves values to the whole network
                "{connection_file}"),
            ["display_name"] = DisplayName,
            ["language"] = "C#",
            ["env"] = new JsonObject
            {
                ["DOTNET_INTERACTIVE_CLI_TELEMETRY_OPTOUT"] = "1",
                ["DOTNET_INTERACTIVE_SKIP_FIRST_TIME_EXPERIENCE"] = "1",
                ["DOTNET_gcConcurrent"] = "0",
                ["DOTNET_GCgen0size"] = GarbageCollection.FirstGeneration,
            },
            ["metadata"] = new JsonObject { ["installed_by"] = InstalledBy },
        };
        Directory.CreateDirectory(_folder);
        AtomicFile.Write(File, spec.ToJsonString(Json) + "\n");
    }

    /// <exception cref="UsageException">There is none, or something else installed it.</exception>
    public void Uninstall()
    {
        if (!System.IO.File.Exists(File))
        {
            throw new UsageException($"There is no {File}");
        }

        if (!IsOurs())
        {
            throw new UsageException($"{File} was installed by something else: jupyter kernelspec uninstall {Name} removes it.");
        }

        System.IO.File.Delete(File);
        Directory.Delete(_folder);
    }

    private bool IsOurs()
    {
        try
        {
            return (string?)JsonNode.Parse(System.IO.File.ReadAllText(File))?["metadata"]?["installed_by"] == InstalledBy;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return false; // not JSON, or not of this shape
        }
    }
}
