using System.Text.RegularExpressions;
using NotebookHost;
using Xunit;

namespace Notebooks.Tests.Clients;

internal static partial class ClientAssert
{
    /// <summary>A client shows under a cell what the host shows, but for measured times.</summary>
    public static void Same(Cell cell, ShownCell host, ShownCell client)
    {
        if (MeasuresTime().IsMatch(cell.Source))
        {
            (host, client) = (host.WithoutNumbers(), client.WithoutNumbers());
        }

        Assert.Equal((cell.Line, host.Text, host.Errors), (cell.Line, client.Text, client.Errors));
        Assert.Equal(host.Values, client.Values);
    }

    [GeneratedRegex("second|elapsed|stopwatch|clock", RegexOptions.IgnoreCase)]
    private static partial Regex MeasuresTime();
}
