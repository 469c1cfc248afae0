namespace NotebookHost.Pages;

/// <summary>A chapter of a book: what was executed, when, and its page.</summary>
internal sealed record BookChapter(ExecutedNotebook Executed, DateTimeOffset At, ChapterPage Page);
