namespace NotebookHost;

internal enum Outcome
{
    Succeeded,
    Failed,
    Interrupted,
    Skipped,
}
