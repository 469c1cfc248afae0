namespace Notebooks.Tests;

internal sealed record HostResult(int ExitCode, string Output, string Error)
{
    /// <summary>The first column of the table, and the last.</summary>
    public IEnumerable<(string Name, string Result)> Rows() => Output.Split('\n')
        .Where(line => line.StartsWith('│')).Skip(1).Select(line => line.Split('│')).Select(cells => (cells[1].Trim(), cells[4].Trim()));

    /// <summary>The last column of the table.</summary>
    public IEnumerable<string> Table() => Rows().Select(row => row.Result);
}
