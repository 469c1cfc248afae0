using System.Net;
using System.Text.RegularExpressions;
using NotebookHost.Pages;
using Xunit;

namespace Notebooks.Tests.Pages;

public class CodeHtmlTests
{
    public static TheoryData<string> TrickySources =>
    [
        "",
        "\n",
        "  var x = 1;  \r\n\r\n\t// end \r\n",
        "var s = \"</code><b>&amp;&lt;\";",
        "$\"a {x:F2} {{b}} {(y ? \"n<ested\" : $\"{z}\")}\"",
        "var s = @\"verbatim \"\"q\"\" \n line\"; var i = $@\"{x}\n\";",
        "var raw = \"\"\"\n    a \"quoted\" <tag>\n    \"\"\";",
        "var raw = $$\"\"\"\n    { {{x}} }\n    \"\"\"u8;",
        "#r \"../lib/bin/Gmm.dll\"\n#r \"nuget: X\"\nusing static TorchSharp.torch;",
        "#if DEBUG\n  not compiled <at> all\n#else\nvar x = 1;\n#endif",
        "#region a & b\n#endregion\n#nonsense <here>\n#!magic",
        "/// <summary>x &lt; y</summary>\npublic int F<T>() where T : struct => 1;",
        "/* open comment <never closed>",
        "var broken = (1 + ; } } ] \"unterminated\nnext line",
        "$\"{unclosed",
        "'a' '\\'' '' 'ab' 1_000.5e-3f 0xFFul",
        "record P(double X); x?.F<List<int>>(a!)[^1..] switch { > 1 and < 2 => 0, _ => 1 }",
        "var π = \"∑ 😀\"; // naïve",
        "@class.@event(); goto end; end: ;",
        "Console.WriteLine(\"x\")",
    ];

    [Theory]
    [MemberData(nameof(TrickySources))]
    public void CSharp_WithoutItsTags_IsTheSource(string source) => Assert.Equal(source, Text(CodeHtml.Render(source, "csharp")));

    [Theory]
    [MemberData(nameof(TrickySources))]
    public void CSharp_HasOnlySpansWithAClass(string source) =>
        Assert.All(
            Regex.Matches(CodeHtml.Render(source, "cs"), "<[^>]*>").Select(m => m.Value),
            tag => Assert.Matches("^(</span>|<span class=\"(keyword|type|method|string|number|comment|directive)\">)$", tag));

    [Fact]
    public void CSharp_OfThisRepository_ComesBackUnchanged()
    {
        var sources = Directory.GetFiles(Path.Combine(Path.GetDirectoryName(Sample.PlotlyAssembly)!, "../../environment/host/Pages"), "*.cs", SearchOption.AllDirectories);

        Assert.NotEmpty(sources);
        Assert.All(sources.Select(File.ReadAllText), source => Assert.Equal(source, Text(CodeHtml.Render(source, "C#"))));
    }

    [Theory]
    [InlineData("var x = 1;", "keyword", "var")]
    [InlineData("await x;", "keyword", "await")]
    [InlineData("nameof(x)", "keyword", "nameof")]
    [InlineData("x is > 1 and < 2", "keyword", "and")]
    [InlineData("new MixtureSameFamily(x)", "type", "MixtureSameFamily")]
    [InlineData("Tensor t = x;", "type", "Tensor")]
    [InlineData("Math.Sqrt(2)", "type", "Math")]
    [InlineData("record Point(int X);", "type", "Point")]
    [InlineData("Math.Sqrt(2)", "method", "Sqrt")]
    [InlineData("x.item<float>()", "method", "item")]
    [InlineData("int Twice(int n) => 2 * n;", "method", "Twice")]
    [InlineData("-0.5f", "number", "0.5f")]
    [InlineData("'c'", "string", "'c'")]
    [InlineData("\"a\"", "string", "&quot;a&quot;")]
    [InlineData("$\"{x:F4}\"", "string", "F4")]
    [InlineData("x // why", "comment", "// why")]
    [InlineData("#r \"a.dll\"", "directive", "r")]
    [InlineData("#r \"a.dll\"", "string", "&quot;a.dll&quot;")]
    public void CSharp_Colours(string source, string kind, string text) =>
        Assert.Contains($"<span class=\"{kind}\">{text}</span>", CodeHtml.Render(source, "csharp"), StringComparison.Ordinal);

    [Theory]
    [InlineData("$ ls | grep '#' > x # and \"more\"\n> continued\n  # comment\nout#put")]
    [InlineData("#\n$ \n&lt;")]
    public void Shell_WithoutItsTags_IsTheSource(string source) => Assert.Equal(source, Text(CodeHtml.Render(source, "bash")));

    private static string Text(string html) => WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", ""));
}
