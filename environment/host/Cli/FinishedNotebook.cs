namespace NotebookHost;

/// <summary>A notebook that was run to its end, its first failure, or until the run was stopped.</summary>
internal sealed record FinishedNotebook(ExecutedNotebook Executed, NotebookResult Result);
