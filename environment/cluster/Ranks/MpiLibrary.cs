using System.Reflection;
using System.Runtime.InteropServices;
using MPI;

namespace Gmm.Cluster;

/// <summary>
/// Finds the system's MPI. MPI.NET asks for Microsoft's by name; MPICH, Intel MPI and others of the MPICH ABI take the same calls.
/// Open MPI's calls are different ones.
/// </summary>
/// <seealso href="https://www.mpich.org/abi/">MPICH ABI Compatibility Initiative</seealso>
internal static class MpiLibrary
{
    private static readonly string[] Names = ["libmpich.so.12", "libmpi.so.12", "libmpich.dylib", "libmpi.12.dylib"];

    /// <summary>Set by a launcher: MPICH's, Intel's and Microsoft's; and Open MPI's.</summary>
    public static bool IsLaunched => Has("PMI_RANK") || Has("PMI_SIZE") || Has("PMI_FD") || IsLaunchedByOpenMpi;

    private static bool IsLaunchedByOpenMpi => Has("OMPI_COMM_WORLD_SIZE");

    /// <summary>Which rank this is, as far as the launcher says; to know who speaks before MPI does.</summary>
    public static int Rank => int.TryParse(
        System.Environment.GetEnvironmentVariable("PMI_RANK") ?? System.Environment.GetEnvironmentVariable("OMPI_COMM_WORLD_RANK"), out int rank) ? rank : 0;

    /// <exception cref="UsageException">Open MPI started this program, or there is no MPI that it can use.</exception>
    public static void Resolve()
    {
        if (IsLaunchedByOpenMpi)
        {
            throw new UsageException(
                "Open MPI's mpirun started this program, whose calls MPI.NET does not know. Install MPICH (apt install mpich) or Intel MPI, and start it with that one's mpiexec.");
        }

        if (!OperatingSystem.IsWindows())
        {
            NativeLibrary.SetDllImportResolver(typeof(Communicator).Assembly, Find);
        }
    }

    private static nint Find(string name, Assembly assembly, DllImportSearchPath? path)
    {
        foreach (string candidate in name == "msmpi.dll" ? Names : [])
        {
            if (NativeLibrary.TryLoad(candidate, out nint library))
            {
                return library;
            }
        }

        return name == "msmpi.dll"
            ? throw new UsageException($"None of {string.Join(", ", Names)} is there: install MPICH (apt install mpich), or Intel MPI.")
            : 0;
    }

    private static bool Has(string variable) => System.Environment.GetEnvironmentVariable(variable) is not null;
}
