using Plotly.NET;
using DynamicObject = DynamicObj.DynamicObj;

namespace Gmm;

/// <summary>A chart and the frames that change it over time, for which a <see cref="GenericChart"/> has no place.</summary>
/// <param name="Chart">What is seen first, with the controls.</param>
/// <param name="Frames">plotly.js frames: a name, traces by their index, and what of them changes.</param>
public sealed record AnimatedChart(GenericChart Chart, IReadOnlyList<DynamicObject> Frames);
