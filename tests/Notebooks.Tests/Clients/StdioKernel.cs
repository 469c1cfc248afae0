using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Notebooks.Tests.Clients;

/// <summary>The kernel by the protocol that VS Code speaks: a JSON line a command, a JSON line an event.</summary>
internal sealed class StdioKernel : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(20);

    private readonly Process _process;
    private readonly Task<string> _error;
    private int _commands;

    private StdioKernel(Process process)
    {
        _process = process;
        _error = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a kernel that works in the folder, as VS Code starts it for a notebook there.</summary>
    public static async Task<StdioKernel> StartAsync(string folder)
    {
        var kernel = new StdioKernel(Process.Start(InteractiveTool.InFolder(folder,
            await InteractiveTool.ArgumentsAsync("[vscode]", "stdio", "--default-kernel", "csharp", "--working-dir", folder)))!);
        using var timeout = new CancellationTokenSource(Patience);
        while (Type(await kernel.ReadAsync(timeout.Token)) != "KernelReady")
        {
        }

        return kernel;
    }

    /// <summary>What the kernel says while it runs a cell, to the end.</summary>
    public async Task<List<JsonNode>> SubmitAsync(string code)
    {
        var token = $"cell{++_commands}";
        var command = new JsonObject
        {
            ["token"] = token,
            ["commandType"] = "SubmitCode",
            ["command"] = new JsonObject { ["code"] = code, ["targetKernelName"] = "csharp" },
            ["routingSlip"] = new JsonArray(),
        };
        await _process.StandardInput.WriteLineAsync(command.ToJsonString());
        await _process.StandardInput.FlushAsync(CancellationToken.None);
        using var timeout = new CancellationTokenSource(Patience);
        var events = new List<JsonNode>();
        while (true)
        {
            var said = await ReadAsync(timeout.Token);
            var of = said["command"]?["token"]?.GetValue<string>() ?? "";
            if (of == token || of.StartsWith(token + ".", StringComparison.Ordinal))
            {
                events.Add(said);
            }

            if (of == token && Type(said) is "CommandSucceeded" or "CommandFailed")
            {
                return events;
            }
        }
    }

    /// <returns>What the kernel wrote to stderr.</returns>
    public async Task<string> EndAsync()
    {
        _process.StandardInput.Close();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await _process.StandardOutput.ReadToEndAsync(timeout.Token);
            await _process.WaitForExitAsync(timeout.Token);
        }
        catch (OperationCanceledException)
        {
            _process.Kill(entireProcessTree: true); // it does not end by itself
        }

        return await _error;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    public static string Type(JsonNode said) => said["eventType"]?.GetValue<string>() ?? "";

    private async Task<JsonNode> ReadAsync(CancellationToken cancellation)
    {
        while (true)
        {
            var line = await _process.StandardOutput.ReadLineAsync(cancellation)
                ?? throw new InvalidOperationException($"The kernel has ended. It wrote: {await _error}");
            try
            {
                if (JsonNode.Parse(line) is { } said)
                {
                    return said;
                }
            }
            catch (JsonException)
            {
                // not the protocol's: something that wrote past it
            }
        }
    }
}
