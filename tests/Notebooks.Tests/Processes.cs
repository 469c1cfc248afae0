using System.Diagnostics;
using Xunit;

namespace Notebooks.Tests;

internal static class Processes
{
    /// <summary>Fails where the process still lives after five minutes.</summary>
    public static async Task AssertEndsAsync(int id)
    {
        for (var i = 0; i < 3000 && IsAlive(id); i++)
        {
            await Task.Delay(100);
        }

        Assert.False(IsAlive(id), $"process {id} should have ended");
    }

    private static bool IsAlive(int id)
    {
        try
        {
            return !Process.GetProcessById(id).HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
