using System.Net;
using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>How a notebook shows the things its cells end with: charts, tables, models, fits and library source.</summary>
/// <remarks>Without these a kernel shows a chart as a tree of properties and a data frame as a dump. Each is given in every form
/// that a front end may want: HTML for notebooks, plotly JSON for those that draw charts themselves, and text.</remarks>
internal static class Formatters
{
    private const string Html = "text/html";
    private const string Text = "text/plain";
    private const string PlotlyJson = "application/vnd.plotly.v1+json";

    /// <summary>Registers the formatters with .NET Interactive; doing so again changes nothing.</summary>
    /// <param name="chartHtml">False: charts keep the HTML that another formatter gives them, and get the other forms.</param>
    public static void Register(bool chartHtml = true)
    {
        foreach (var type in typeof(Formatters).Assembly.GetTypes().Where(SpeaksForItself))
        {
            RegisterText(type);
        }

        if (chartHtml)
        {
            Register<GenericChart>((Html, FormatterOfCharts.Html));
        }

        Register<GenericChart>((PlotlyJson, FormatterOfCharts.Json), (Text, FormatterOfCharts.Text));
        Formatter.SetPreferredMimeTypesFor(typeof(GenericChart), Html, PlotlyJson, Text);
        Register<AnimatedChart>(
            (Html, FormatterOfCharts.Html),
            (PlotlyJson, FormatterOfCharts.Json),
            (Text, animation => FormatterOfCharts.Text(animation.Chart)));
        Register<DataFrame>((Html, FormatterOfDataFrames.Html), (Text, FormatterOfDataFrames.Text));
        Register<ComponentSearch>(
            (Html, search => $"<p>{WebUtility.HtmlEncode(search.ToString())}</p>{FormatterOfDataFrames.Html(search.Table())}"),
            (Text, search => $"{search}\n{FormatterOfDataFrames.Text(search.Table())}"));
        Register<SourceCode>((Html, source => source.Html), (Text, source => source.Code));
        Register<PlotlyScript>((Html, _ => PlotlyScript.Html), (Text, script => script.ToString()));
        Register<ProgressLine>((Html, line => line.Html), (Text, line => line.ToString()));
    }

    /// <summary>Shows a chart to nobody, in the background: compiling what draws charts takes longer than any chart.</summary>
    internal static void WarmUp() => Task.Run(() =>
    {
        using var scope = NewDisposeScope();
        return Charts.Regions("", points => zeros(points.shape[0]), zeros(1, 2), zeros(1)).ToDisplayString(Html);
    });

    /// <summary>A type of the library that says on one line what it is.</summary>
    private static bool SpeaksForItself(Type type) =>
        type is { IsPublic: true, IsAbstract: false, IsEnum: false, ContainsGenericParameters: false }
        && type.GetMethod(nameof(ToString), Type.EmptyTypes)?.Module.Assembly == type.Assembly;

    /// <summary>That line; as HTML too, where a list of such values is shown.</summary>
    private static void RegisterText(Type type)
    {
        Formatter.Register(type, (value, writer) => writer.Write(value.ToString()), Text);
        Formatter.Register(type, (value, writer) => writer.Write(WebUtility.HtmlEncode(value.ToString())), Html);
        Formatter.SetPreferredMimeTypesFor(type, Text);
    }

    private static void Register<T>(params (string MimeType, Func<T, string> Format)[] forms)
    {
        foreach (var (mimeType, format) in forms)
        {
            Formatter.Register<T>((value, writer) => writer.Write(format(value)), mimeType);
        }

        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. forms.Select(f => f.MimeType)]);
    }
}
