namespace NotebookHost.Export;

/// <summary>A later cell may declare a name again; a program's statements may not.</summary>
internal sealed class ProgramNames
{
    private readonly Dictionary<string, int> _declared = [];

    /// <summary>What each name is called in the program from here on, where that is something else.</summary>
    public Dictionary<string, string> Renamed { get; } = [];

    public void Declare(string name)
    {
        _declared[name] = _declared.GetValueOrDefault(name) + 1;
        if (_declared[name] > 1)
        {
            Renamed[name] = FormattableString.Invariant($"{name}_{_declared[name]}");
        }
    }
}
