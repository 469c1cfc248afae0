namespace NotebookHost.Export;

/// <summary>What stands for the kernel in a program.</summary>
internal static class ProgramOutput
{
    public const string ClassName = "NotebookOutput";

    /// <summary>Values as a notebook's text form, where what it refers to has .NET Interactive's formatters; else their own words.</summary>
    public const string Source = $$"""
        /// <summary>Where a notebook shows a value, a program prints it.</summary>
        static class {{ClassName}}
        {
            static readonly System.Reflection.MethodInfo Format =
                Type.GetType("Microsoft.DotNet.Interactive.Formatting.Formatter, Microsoft.DotNet.Interactive.Formatting")
                    ?.GetMethod("ToDisplayString", [typeof(object), typeof(string)]);

            public static Shown display(object value, params string[] mimeTypes)
            {
                Console.WriteLine(value is string or null ? value : Format?.Invoke(null, [value, "text/plain"]) ?? value);
                return new();
            }

            public static Shown Display(this object value, params string[] mimeTypes) => display(value);

            public static Shown DisplayAs(this string value, string mimeType) => display(value);

            public sealed class Shown
            {
                public void Update(object value) => display(value);
            }
        }
        """;

    /// <summary>A cell's relative paths start at its notebook's folder, and its output has no one's commas.</summary>
    public static string Start(string notebookFolder, string folder) => $"""
        System.Globalization.CultureInfo.CurrentCulture = System.Globalization.CultureInfo.InvariantCulture;
        Environment.CurrentDirectory = System.IO.Path.Combine(
            (string)AppContext.GetData("EntryPointFileDirectoryPath") ?? ".", "{Path.GetRelativePath(folder, notebookFolder).Replace('\\', '/')}");
        """;
}
