namespace Notebooks.Tests;

internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    /// <summary>The last column of the table.</summary>
    public IEnumerable<string> Table() => Output.Split('\n').Where(line => line.StartsWith('│')).Skip(1).Select(line => line.Split('│')[4].Trim());
}
