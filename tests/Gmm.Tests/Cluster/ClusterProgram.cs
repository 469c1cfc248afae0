using System.Diagnostics;
using System.Reflection;
using Xunit;

namespace Gmm.Tests.Cluster;

/// <summary>The cluster program as its user starts it: by itself, or under MPICH's mpiexec.</summary>
internal static class ClusterProgram
{
    private static readonly string Assembly = typeof(ClusterProgram).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "ClusterProgram").Value!;

    /// <summary>MPICH's launcher; Open MPI's is another program of the same name.</summary>
    private static readonly string? Launcher = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(folder => new[] { Path.Combine(folder, "mpiexec.mpich"), Path.Combine(folder, "mpiexec.hydra") }).FirstOrDefault(File.Exists);

    public static void RequireMpich() => Assert.SkipWhen(Launcher is null, "No MPICH: on Debian, apt-get install mpich");

    /// <param name="ranks">0 for the program by itself.</param>
    public static ProcessStartInfo Command(int ranks, string folder, params string[] args)
    {
        string[] program = ["dotnet", Assembly, .. args];
        return In(folder, ranks == 0 ? program : [Launcher!, "-n", $"{ranks}", .. program]);
    }

    /// <summary>By environment/cluster/two-hosts.sh, which exits with 77 where it may not make hosts.</summary>
    public static ProcessStartInfo OnTwoHosts(string folder, params string[] args) =>
        In(folder, ["bash", Path.Combine(Assembly[..Assembly.LastIndexOf("bin", StringComparison.Ordinal)], "two-hosts.sh"), Assembly, .. args]);

    public static ProcessStartInfo In(string folder, params string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["HYDRA_LAUNCHER"] = "fork"; // no ssh, whatever else this machine is part of
        return start;
    }

    public static async Task<Outcome> RunAsync(int ranks, string folder, params string[] args)
    {
        using var process = Process.Start(Command(ranks, folder, args))!;
        return await EndAsync(process);
    }

    /// <summary>The same, where nothing may go wrong.</summary>
    public static async Task<string> SucceedAsync(int ranks, string folder, params string[] args)
    {
        var outcome = await RunAsync(ranks, folder, args);
        Assert.True(outcome.ExitCode == 0, $"{ranks} ranks, {string.Join(' ', args)}: {outcome}");
        return outcome.Output;
    }

    /// <summary>Waits for it, as long as the test may run.</summary>
    public static async Task<Outcome> EndAsync(Process process)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var kill = cancellation.Register(() => process.Kill(entireProcessTree: true));
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        await process.WaitForExitAsync(cancellation);
        return new(process.ExitCode, await output, await errors);
    }

    internal sealed record Outcome(int ExitCode, string Output, string Errors);
}
