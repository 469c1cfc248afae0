using Microsoft.Data.Analysis;
using Microsoft.DotNet.Interactive.Formatting;
using Plotly.NET;
using static TorchSharp.torch;

namespace Gmm;

/// <summary>How a notebook shows the things its cells end with: charts, data frames and library source.</summary>
/// <remarks>Without these a kernel shows a chart as a tree of properties and a data frame as a dump. Each is given in every form
/// that a front end may want: HTML for notebooks, plotly JSON for those that draw charts themselves, and text.</remarks>
public static class Formatters
{
    private const string Html = "text/html";
    private const string Text = "text/plain";
    private const string PlotlyJson = "application/vnd.plotly.v1+json";

    /// <summary>Registers the formatters with .NET Interactive; doing so again changes nothing.</summary>
    public static void Register()
    {
        Register<GenericChart>(
            (Html, FormatterOfCharts.Html), (PlotlyJson, FormatterOfCharts.Json), (Text, FormatterOfCharts.Text));
        Register<AnimatedChart>(
            (Html, FormatterOfCharts.Html),
            (PlotlyJson, FormatterOfCharts.Json),
            (Text, animation => FormatterOfCharts.Text(animation.Chart)));
        Register<DataFrame>((Html, FormatterOfDataFrames.Html), (Text, FormatterOfDataFrames.Text));
        Register<SourceCode>((Html, source => source.Html), (Text, source => source.Code));
        RegisterText<MixtureSameFamily>();
        RegisterText<GaussianMixModel>();
        RegisterText<GmmClassifier>();
        RegisterText<LabelledSamples>();
        RegisterText<TrainingHistory>();
        RegisterText<ConfusionMatrix>();
        RegisterText<BayesClassifier>();
        RegisterText<Estimate>();
        RegisterText<Calibration>();
        RegisterText<RejectOption>();
        RegisterText<RejectPoint>();
        RegisterText<NoveltyDetector>();
    }

    /// <summary>Shows a chart to nobody, in the background: compiling what draws charts takes longer than any chart.</summary>
    internal static void WarmUp() => Task.Run(() =>
    {
        using var scope = NewDisposeScope();
        return Charts.Regions("", points => zeros(points.shape[0]), zeros(1, 2), zeros(1)).ToDisplayString(Html);
    });

    /// <summary>What says all there is to say in its own words.</summary>
    private static void RegisterText<T>()
        where T : notnull => Register<T>((Text, value => value.ToString()!));

    private static void Register<T>(params (string MimeType, Func<T, string> Format)[] forms)
    {
        foreach (var (mimeType, format) in forms)
        {
            Formatter.Register<T>((value, writer) => writer.Write(format(value)), mimeType);
        }

        Formatter.SetPreferredMimeTypesFor(typeof(T), [.. forms.Select(f => f.MimeType)]);
    }
}
