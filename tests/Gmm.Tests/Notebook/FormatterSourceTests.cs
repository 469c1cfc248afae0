using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.DotNet.Interactive.Formatting;
using Xunit;

namespace Gmm.Tests;

public class FormatterSourceTests
{
    private const BindingFlags Declared =
        BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance;

    public FormatterSourceTests() => Formatters.Register();

    [Fact]
    public void SourceCode_IsEscapedAndMarkedAsCSharp()
    {
        var html = new SourceCode("A & B.cs", "List<int> x;").ToDisplayString("text/html");

        Assert.Contains("<figcaption>A &amp; B.cs</figcaption>", html);
        Assert.Contains("<pre><code class=\"language-csharp\">List&lt;int&gt; x;</code></pre>", html);
        Assert.Equal("List<int> x;", new SourceCode("t", "List<int> x;").ToDisplayString("text/plain"));
    }

    [Fact]
    public void LibrarySource_StartsAtTheTypesSummary()
    {
        var source = LibrarySource.Of<Ellipses>();

        Assert.Equal("Ellipses.cs", source.Title);
        Assert.StartsWith("/// <summary>A mixture of Gaussians to draw", source.Code);
        Assert.EndsWith("}", source.Code);
        Assert.Equal(source, LibrarySource.Of("Ellipses"));
    }

    [Fact]
    public void LibrarySource_OfAMember_IsThatMemberWithItsDocumentation()
    {
        var source = LibrarySource.Of("Charts", "Classes");

        Assert.StartsWith("/// <summary>Samples coloured by class", source.Code);
        Assert.Contains("\npublic static GenericChart Classes(string title, LabelledSamples samples)\n{\n", source.Code);
        Assert.EndsWith("\n}", source.Code);
        Assert.DoesNotContain("Scatter(string", source.Code);
    }

    [Fact]
    public void LibrarySource_OfAnUnknownName_ListsWhatThereIs()
    {
        var noFile = Assert.Throws<ArgumentException>(() => LibrarySource.Of("Nothing"));
        var noMember = Assert.Throws<ArgumentException>(() => LibrarySource.Of("Charts", "Nothing"));

        Assert.Matches(@"no Nothing\.cs\. It has .*Palette, ", noFile.Message);
        Assert.Matches(@"no member Nothing\. It has .*Groups, Classes, ", noMember.Message);
    }

    [Fact]
    public void LibrarySource_FindsEachPublicMethodOfTheLibrary()
    {
        var methods = typeof(LibrarySource).Assembly.GetExportedTypes()
            .Where(type => !type.IsNested)
            .SelectMany(type => type.GetMethods(Declared))
            .Where(method => !method.IsSpecialName && !method.IsDefined(typeof(CompilerGeneratedAttribute)));

        Assert.All(methods, method =>
        {
            var code = LibrarySource.Of(method.DeclaringType!.Name.Split('`')[0], method.Name).Code;
            Assert.Matches($@"(?m)^public .*\b{method.Name}\b", code);
            Assert.EndsWith(code.Contains("\n{", StringComparison.Ordinal) ? "}" : ";", code);
        });
    }
}
