using Xunit;

namespace Notebooks.Tests;

public class NotebookLintTests
{
    private const string Setup = """
        #r "../lib/bin/Gmm.dll"
        #r "../lib/bin/TorchSharp.dll"
        #r "../lib/bin/Plotly.NET.dll"
        #r "../lib/bin/Plotly.NET.CSharp.dll"
        #r "../lib/bin/Microsoft.Data.Analysis.dll"

        using Gmm;
        using TorchSharp;

        Setup.Init(seed: 1)
        """;

    public static TheoryData<string> Notebooks => [.. RepositoryNotebooks.Names];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Notebooks))]
    public void ANotebookOfTheRepository_RunsEverywhere(string name)
    {
        var path = RepositoryNotebooks.PathOf(name);

        Assert.Empty(NotebookLint.Check(path, File.ReadAllText(path)));
    }

    [Theory]
    [InlineData("using (var scope = torch.NewDisposeScope())\n{\n    using var x = A();\n}")]
    [InlineData("record Point(int X);\nint Twice(this int n) => 2 * n;\nint[] a = [1, 2];\nawait Task.Delay(1);\ndisplay(a);\na")]
    [InlineData("// 1\n// 2\n\n\n/* 3\n4\n5\n6 */\nvar x = 1; // 7\n// 8\n// 9\n// 10\n// 11\n// 12\n// 13\n// 14\n// 15\n// 16\nx")]
    [InlineData("void F()\n{\n    Span<int> inside = [1];\n}")]
    [InlineData("var text = \"HTML(1) namespace #!csharp\"; // HTML(2)")]
    [InlineData("var optimizer = Build();\noptimizer.Update(1);")]
    public void ANotebookThatKeepsToIt_IsClean(string code) => Assert.Empty(NotebookLint.Check("a.dib", DibText.Code(Setup, code)));

    [Theory]
    [InlineData("var y = 1;\nusing var x = A();", 2, "using (var x")]
    [InlineData("namespace A { }", 1, "CS7021")]
    [InlineData("var x = 1;\n#r \"a.dll\"", 2, "CS7009")]
    [InlineData("#r \"a.dll\"", 1, "setup cell")]
    [InlineData("#r \"nuget: A, 1\"", 1, "../lib/bin")]
    [InlineData("static class A\n{\n    public static int Twice(this int n) => 2 * n;\n}", 3, "extension method")]
    [InlineData("var x = 1;\nSpan<int> s = [1];", 2, "array")]
    [InlineData("display(HTML(\"<b>x</b>\"));", 1, "DisplayAs")]
    [InlineData("var h = display(1);\nh.Update(2);", 2, "Update")]
    [InlineData("1.Display().Update(2);", 1, "Update")]
    [InlineData("using (torch.no_grad())\n{\n    await A();\n}", 3, "one thread")]
    [InlineData("#!import \"b.dib\"", 1, "#!import")]
    [InlineData("#!time", 1, "#!time")]
    [InlineData("1\n\n#!fsharp\n\n1", 3, "#!fsharp")]
    [InlineData("var x =\n1\n+ 2\n+ 3\n+ 4\n+ 5\n+ 6\n+ 7\n+ 8\n+ 9\n+ 10\n+ 11\n+ 12\n+ 13\n+ 14\n+ 15;", 1, "16 lines of code")]
    [InlineData("var s = \"\"\"\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n14\n\"\"\";", 1, "16 lines of code")]
    public void CodeThatDoesNotRunEverywhere_IsFoundWithItsLine(string code, int lineOfCell, string advice)
    {
        var text = DibText.Code(Setup, code);
        var start = $"line {text[..text.LastIndexOf(code, StringComparison.Ordinal)].Split('\n').Length + lineOfCell - 1}: ";

        Assert.Contains(NotebookLint.Check("a.dib", text), f => f.StartsWith(start, StringComparison.Ordinal) && f.Contains(advice));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("#r \"../lib/bin/Gmm.dll\"\nusing Gmm;\nSetup.Init()")]
    public void ANotebookThatStartsWithoutTheSetupCell_IsFound(string firstCell) =>
        Assert.Contains(NotebookLint.Check("a.dib", DibText.Code(firstCell)), f => f.Contains("five #r lines"));

    [Fact]
    public void AFenceThatASplitLeavesOpen_IsFound() =>
        Assert.Contains(
            NotebookLint.Check("a.dib", DibText.Code(Setup) + "\n#!markdown\n\n```\n#!csharp\n\n1\n\n```\n"),
            f => f.StartsWith("line 20: a code fence", StringComparison.Ordinal));

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    [InlineData("\n", "\n")]
    public void AFileThatIsNotAsTheKernelSavesIt_IsFound(string newLine, string start) =>
        Assert.Contains(NotebookLint.Check("a.dib", start + DibText.Code(Setup).Replace("\n", newLine)), f => f.Contains("saves it"));

    [Fact]
    public void AMalformedFile_IsFound() => Assert.Contains("#!meta", Assert.Single(NotebookLint.Check("a.dib", "#!csharp\n\n1\n")));
}
