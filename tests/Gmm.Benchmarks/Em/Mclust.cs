namespace Gmm.Benchmarks;

/// <summary>R with mclust, if it is there.</summary>
internal static class Mclust
{
    public const string Program = "Rscript";

    /// <returns>Versions in words; null, and a line that says how to get it, where it is missing.</returns>
    public static string? Find()
    {
        string? versions = OtherProgram.Output(Program, "-e", "cat(format(packageVersion('mclust')), 'on R', format(getRversion()))");
        if (versions is null)
        {
            Console.Error.WriteLine("R or mclust was not found: its rows are left out. On Debian: apt install r-cran-mclust.");
        }

        return versions;
    }
}
