using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Xunit;

namespace Notebooks.Tests.Clients;

/// <summary>Jupyter's notebook server over one folder, with the pinned kernel, and nothing of the user's own.</summary>
internal sealed class JupyterServer : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly Process _process;
    private readonly StringBuilder _log = new();

    private JupyterServer(Process process, int port)
    {
        _process = process;
        Address = new($"http://127.0.0.1:{port}/");
        _process.OutputDataReceived += (_, line) => Append(line.Data);
        _process.ErrorDataReceived += (_, line) => Append(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>The test that asks is skipped where there is no notebook server of version 6.</summary>
    public static async Task<JupyterServer> StartAsync(string folder)
    {
        var installed = await HostProcess.RunAsync(RepositoryNotebooks.Root, "jupyter", "install", "--prefix", folder);
        Assert.True(installed.ExitCode == 0, installed.Output + installed.Error);
        var port = FreePort();
        var start = new ProcessStartInfo("jupyter-notebook",
        [
            "--no-browser", "--allow-root", "--ip=127.0.0.1", $"--port={port}", "--port-retries=0", "--NotebookApp.token=", "--NotebookApp.password=",
            "--NotebookApp.disable_check_xsrf=True", $"--notebook-dir={folder}",
        ])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = Path.Combine(folder, "share", "jupyter");
        foreach (var variable in (string[])["JUPYTER_DATA_DIR", "JUPYTER_CONFIG_DIR", "JUPYTER_RUNTIME_DIR", "IPYTHONDIR"])
        {
            start.Environment[variable] = Directory.CreateDirectory(Path.Combine(folder, "." + variable)).FullName;
        }

        JupyterServer server;
        try
        {
            server = new(Process.Start(start)!, port);
        }
        catch (Win32Exception)
        {
            Assert.Skip("No jupyter-notebook: on Debian, apt-get install jupyter-notebook");
            return null!;
        }

        await server.WaitAsync();
        return server;
    }

    public void Dispose()
    {
        _process.Kill(entireProcessTree: true);
        _process.WaitForExit();
        _process.Dispose();
    }

    private async Task WaitAsync()
    {
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !_process.HasExited; await Task.Delay(200))
        {
            try
            {
                if ((await client.GetAsync(new Uri(Address, "api"))).IsSuccessStatusCode)
                {
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // not yet
            }
        }

        throw new TimeoutException($"The notebook server did not start:\n{_log}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private void Append(string? line)
    {
        lock (_log)
        {
            _log.AppendLine(line);
        }
    }
}
