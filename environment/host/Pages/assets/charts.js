// Draws each <figure class="chart"> from the figure that its script element holds: in the page's colours, to the page's
// width, first what is in view and then the rest. What a figure sets itself stays as it is; the theme is its template.
(() => {
  const NARROW = 560, TALLEST = 560;
  // There a finger that drags over a chart scrolls the page, and the buttons that show under a pointer would always show.
  const TOUCH = matchMedia("(hover: none)").matches;
  const charts = [...document.querySelectorAll("figure.chart")].map(frame => ({ frame, canvas: frame.querySelector(".chart-canvas") }));

  const isObject = value => value !== null && typeof value === "object" && !Array.isArray(value);
  const merge = (below, above) => isObject(below) && isObject(above)
    ? Object.fromEntries([...new Set([...Object.keys(below), ...Object.keys(above)])].map(key =>
        [key, key in above ? key in below ? merge(below[key], above[key]) : above[key] : below[key]]))
    : above;

  // A custom property keeps light-dark() as it is written; as a colour of an element it is resolved.
  const colour = name => {
    const probe = document.body.appendChild(document.createElement("i"));
    probe.style.color = `var(${name})`;
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  };

  // The figure's own template below, the page's colours above it; what the figure itself sets is above both.
  function template(own, narrow) {
    const [ink, muted, line, strong, paper, accent] = ["--ink", "--muted", "--line", "--line-strong", "--paper", "--accent"].map(colour);
    const none = "rgba(0,0,0,0)";
    const axis = { gridcolor: line, zerolinecolor: strong, linecolor: strong, tickcolor: strong, automargin: true, constrain: "domain" };
    const wall = { gridcolor: line, zerolinecolor: strong, linecolor: strong, backgroundcolor: none };
    const control = { bgcolor: paper, bordercolor: strong, font: { color: ink } };
    const colorbar = { thickness: narrow ? 10 : 16, outlinewidth: 0 };
    const bars = { scatter: { marker: { colorbar } }, scattergl: { marker: { colorbar } }, heatmap: { colorbar }, contour: { colorbar }, surface: { colorbar } };
    return {
      data: {
        ...own.data,
        ...Object.fromEntries(Object.entries(bars).map(([type, bar]) => [type, (own.data?.[type] ?? [{}]).map(trace => merge(trace, bar))])),
      },
      layout: merge(own.layout ?? {}, {
        paper_bgcolor: none,
        plot_bgcolor: none,
        font: { color: ink, size: narrow ? 12 : 13, family: getComputedStyle(document.body).fontFamily },
        margin: { ...(narrow ? { l: 48, r: 12, b: 44 } : { l: 60, r: 24, b: 52 }), t: TOUCH ? 12 : 28 },
        xaxis: axis,
        yaxis: axis,
        scene: { xaxis: wall, yaxis: wall, zaxis: wall },
        coloraxis: { colorbar },
        legend: { bgcolor: none },
        modebar: { bgcolor: none, color: muted, activecolor: ink },
        updatemenudefaults: control,
        sliderdefaults: { ...control, activebgcolor: accent, tickcolor: strong },
        ...(TOUCH && { dragmode: false }),
      }),
    };
  }

  const axes = layout => Object.entries(layout).filter(([key]) => /^[xy]axis\d*$/.test(key));

  function layoutOf(chart) {
    const { template: own = {}, title, ...layout } = chart.figure.layout ?? {};
    if (chart.figure.frames?.some(f => f.layout?.title)) layout.title = title; // else it is the caption
    if (layout.width === 600 && layout.height === 600) layout.width = layout.height = undefined; // Plotly.NET's "not set"

    const available = Math.floor(chart.printWidth ?? chart.frame.clientWidth);
    const narrow = available < NARROW;
    const columns = layout.grid?.columns ?? new Set(axes(layout).filter(([key]) => key[0] === "x").map(([, a]) => a?.domain?.[0] ?? 0)).size;
    layout.width = Math.max(Math.min(available, layout.width ?? available), columns > 1 ? columns * 220 : 0);
    layout.height ??= narrow ? 340 : 440;

    // Beside the plot or above it a legend takes the room that a phone has not got; inside the plot it stays.
    const { x = 2, y = 2 } = layout.legend ?? {};
    if (narrow && !(x >= 0 && x <= 1 && y >= 0 && y <= 1)) {
      layout.legend = { ...layout.legend, orientation: "h", x: 0, xanchor: "left", y: 0, yref: "container", yanchor: "bottom" };
    }
    layout.template = template(own, narrow);
    return layout;
  }

  // Where a unit is as long across as up, the plot area takes the shape of what it shows: a phone makes such a figure
  // smaller, not flatter, and a wide window leaves no empty sides.
  async function shape({ canvas }) {
    const full = canvas._fullLayout, area = full._size;
    const anchored = axes(full).find(([, axis]) => axis.scaleanchor)?.[1];
    if (!anchored) return;
    const anchor = full[anchored.scaleanchor.replace(/^[xy]/, "$&axis")];
    const [x, y] = anchored._id[0] === "y" ? [anchor, anchored] : [anchored, anchor];
    const length = ([from, to]) => Math.abs(to - from);
    const extent = axis => length(axis.range) / length(axis._inputDomain ?? axis.domain);
    const ratio = Math.min(2, Math.max(0.2, extent(y) / extent(x))) || 1;
    const height = Math.min(TALLEST, area.w * ratio);
    await Plotly.relayout(canvas, {
      width: Math.round(height / ratio + full.width - area.w),
      height: Math.round(height + full.height - area.h),
    });
  }

  // One thing at a time for each chart: plotly loses count of WebGL traces when two changes overlap.
  const inTurn = (chart, task) => chart.turn = (chart.turn ?? Promise.resolve()).then(task).catch(error => {
    chart.canvas.classList.add("drawn");
    chart.canvas.textContent = `This chart could not be drawn: ${error.message ?? error}`;
  });

  const draw = chart => chart.turn ?? inTurn(chart, async () => {
    chart.figure = JSON.parse(chart.frame.querySelector("script").textContent);
    const { data = [], config, frames } = chart.figure;
    const buttons = { displaylogo: false, displayModeBar: TOUCH ? false : "hover" };
    chart.canvas.replaceChildren();
    await Plotly.newPlot(chart.canvas, { data, layout: layoutOf(chart), config: { ...buttons, ...config, responsive: false } });
    if (frames?.length) await Plotly.addFrames(chart.canvas, frames);
    await shape(chart);
    chart.canvas.classList.add("drawn");
  });

  // New colours or a new width; a zoom stays.
  const refresh = chart => chart.turn && inTurn(chart, async () => {
    if (!chart.canvas._fullLayout) return;
    const { width, height, template, legend } = layoutOf(chart);
    await Plotly.relayout(chart.canvas, { width, height, template, legend });
    await shape(chart);
  });

  const refreshAll = () => charts.forEach(refresh);
  document.addEventListener("themechange", refreshAll);

  let width = innerWidth, timer;
  addEventListener("resize", () => {
    if (width === innerWidth) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(refreshAll, 150);
  });

  addEventListener("beforeprint", () => {
    document.documentElement.dataset.printing = "";
    for (const chart of charts) {
      chart.printWidth = 640;
      draw(chart);
      refresh(chart);
    }
  });
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.printing;
    for (const chart of charts) delete chart.printWidth;
    refreshAll();
  });

  const inView = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (isIntersecting) draw(charts.find(chart => chart.frame === target));
    }
  }, { rootMargin: "400px" });
  charts.forEach(chart => inView.observe(chart.frame));

  // A timer, not an idle callback: where no frames are drawn, as in a headless browser, idle time may never come.
  const drawRest = () => {
    const next = charts.find(chart => !chart.turn);
    if (next) draw(next).then(() => setTimeout(drawRest));
  };
  addEventListener("load", () => setTimeout(drawRest));
})();
