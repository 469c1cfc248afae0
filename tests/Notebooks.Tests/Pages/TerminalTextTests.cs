using NotebookHost.Pages;
using Xunit;

namespace Notebooks.Tests.Pages;

public class TerminalTextTests
{
    [Theory]
    [InlineData("plain\ntwo\n", "plain\ntwo\n")]
    [InlineData("one\r\ntwo\r\n", "one\ntwo\n")]
    [InlineData("10 %\r50 %\r100 %\ndone", "100 %\ndone")]
    [InlineData("longer line\rshort", "shortr line")]
    [InlineData("50 %\r", "50 %")]
    [InlineData("\u001b[1;32mgreen\u001b[0m \u001b[38;5;208mx\u001b[K", "green x")]
    [InlineData("\u001b]8;;https://example.org\u001b\\link\u001b]8;;\u0007", "link")]
    [InlineData("[32m is no colour", "[32m is no colour")]
    public void Render_IsWhatATerminalShowsInTheEnd(string written, string shown) => Assert.Equal(shown, TerminalText.Render(written));
}
