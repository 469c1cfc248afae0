namespace Gmm.Tests.Layers;

/// <summary>One file uses a type or a member that another declares.</summary>
internal sealed record SourceUse(SourceFile From, SourceFile To);
