namespace Notebooks.Tests;

internal sealed record HostResult(int ExitCode, string Output, string Error);
