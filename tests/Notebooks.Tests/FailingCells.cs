namespace Notebooks.Tests;

/// <summary>Notebooks of three cells, the second of which fails; one that is malformed; and last, a good one.</summary>
public sealed class FailingCells : SharedRun
{
    public const string Malformed = "malformed", Good = "then-a-good-one";

    /// <summary>The failing cell starts on line 11 of the file.</summary>
    internal static readonly (string Code, int Line, string[] Said)[] Cells =
    [
        ("// first\nint x = \"a\";", 12, ["CS0029"]),
        ("// first\nint x = ;", 12, ["CS1525"]),
        ("var x = 1;\nx.Nothing();", 12, ["    12 | x.Nothing();"]),
        ("// first\nthrow new InvalidOperationException(\"no luck\");", 12, ["no luck", "System.InvalidOperationException"]),
        ("// first\nawait Task.Delay(1);\n\nthrow new Exception(\"after an await\");", 14, ["after an await"]),
        ("// first\nint[] a = [1];\nint At(int i) =>\n  a[i];\nAt(3)", 14, ["at At(Int32 i) in {0}:line 14", "at cell in {0}:line 15"]),
        ("// first\nthrow new Exception(\"outer\", new Exception(\"the reason\"));", 12, ["outer", "the reason"]),
        ("// first\n#r \"nuget: No.Such.Package.Here, 1.0\"", 12, ["Package not restored", "No.Such.Package.Here"]),
        ("#!import \"no.dib\"", 11, ["Import failed", "no.dib"]),
        ("#!import \"../part.dib\"", 11, ["in an imported file", "../part.dib, line 8: from the part"]),
        ("#!time\n\nint x = \"a\";", 13, ["CS0029"]),
        ("class Silent : Exception { public override string Message => null; }\nthrow new Silent();", 12, ["Silent"]),
        ("class Worse : Exception { public override string Message => throw new Exception(); public override string StackTrace => null; }\nthrow new Worse();", 11, ["get_Message"]),
        ("throw new Exception(\"\\u001b[31mred\\u202Eturned\");", 11, ["red\\u202eturned"]),
        ("// first\n#r \"../lib/bin/Gmm.dll\"", 12, ["Missing reference", "there is no file", "dotnet build lib"]),
        ("#r \"Gmm.dll\"", 11, ["there is no file", "relative to the notebook's folder"]),
        ("Environment.Exit(3);", 11, ["exit code 3"]),
        ("Environment.Exit(0);", 11, ["exit code 0"]),
        ("Environment.FailFast(\"the last words\");", 11, ["process ended", "the last words"]),
        ("new System.Threading.Thread(() => throw new Exception(\"elsewhere\")).Start(); await Task.Delay(600_000);", 11, ["process ended", "elsewhere"]),
    ];

    internal static string NameOf(string code) => $"cell-{Array.FindIndex(Cells, cell => cell.Code == code)}";

    private protected override Task PrepareAsync()
    {
        foreach (var (code, _, _) in Cells)
        {
            Workspace.Add(NameOf(code), DibText.Code("1", code, "never"));
        }

        Workspace.Add(Malformed, "");
        Workspace.Add(Good, DibText.Code("3"));
        Workspace.Write("part.dib", DibText.Code("// first\nthrow new Exception(\"from the part\");"));
        return Task.CompletedTask;
    }
}
