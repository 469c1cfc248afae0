// Draws each <figure class="chart"> from the figure that its script element holds: in the page's colours, to the page's
// width, first what is in view and then the rest. What a figure sets itself stays as it is; the theme is its template.
(() => {
  const NARROW = 560, TALLEST = 560;
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

  function template(narrow) {
    const [ink, muted, line, strong, paper, accent] = ["--ink", "--muted", "--line", "--line-strong", "--paper", "--accent"].map(colour);
    const none = "rgba(0,0,0,0)";
    const axis = { gridcolor: line, zerolinecolor: strong, linecolor: strong, tickcolor: strong, automargin: true };
    const wall = { ...axis, backgroundcolor: none };
    const control = { bgcolor: paper, bordercolor: strong, font: { color: ink } };
    return {
      layout: {
        paper_bgcolor: none,
        plot_bgcolor: none,
        font: { color: ink, size: narrow ? 12 : 13, family: getComputedStyle(document.body).fontFamily },
        margin: narrow ? { l: 48, r: 12, t: 24, b: 44 } : { l: 60, r: 24, t: 28, b: 52 },
        xaxis: axis,
        yaxis: axis,
        scene: { xaxis: wall, yaxis: wall, zaxis: wall },
        polar: { bgcolor: none, angularaxis: axis, radialaxis: axis },
        legend: { bgcolor: none },
        modebar: { bgcolor: none, color: muted, activecolor: ink },
        updatemenudefaults: control,
        sliderdefaults: { ...control, activebgcolor: accent, tickcolor: strong },
        // A finger that drags over a chart scrolls the page.
        ...(matchMedia("(pointer: coarse)").matches && { dragmode: false }),
      },
    };
  }

  function layoutOf(chart) {
    const width = Math.floor(chart.printWidth ?? chart.frame.clientWidth);
    const narrow = width < NARROW;
    const { template: own = {}, title, ...layout } = chart.figure.layout ?? {};
    if (chart.figure.frames?.some(f => f.layout?.title)) layout.title = title; // else it is the caption
    if (narrow && layout.legend?.x === undefined && layout.legend?.y === undefined) {
      layout.legend = { orientation: "h", x: 0, y: 0, yref: "container", yanchor: "bottom", ...layout.legend };
    }
    layout.width = Math.min(width, chart.figure.layout?.width ?? width);
    layout.height = chart.figure.layout?.height ?? (narrow ? 340 : 440);
    layout.template = merge(own, template(narrow));
    return layout;
  }

  const isEqual = layout => Object.entries(layout).some(([key, axis]) => /^[xy]axis\d*$/.test(key) && axis?.scaleanchor);

  // Where a unit is as long across as up, the plot area gets the shape that the author gave the figure, or a square:
  // a phone makes the figure smaller, not flatter.
  async function shape({ canvas, figure }) {
    const full = canvas._fullLayout, area = full._size, own = figure.layout;
    const span = axis => axis.domain[1] - axis.domain[0];
    const around = { width: full.width - area.w, height: full.height - area.h };
    const ratio = own.width && own.height
      ? Math.max(0.3, (own.height - around.height) / (own.width - around.width))
      : span(full.xaxis) / span(full.yaxis);
    const height = Math.min(TALLEST, area.w * ratio);
    await Plotly.relayout(canvas, { width: Math.round(height / ratio + around.width), height: Math.round(height + around.height) });
  }

  async function draw(chart) {
    if (chart.figure) return;
    chart.figure = JSON.parse(chart.frame.querySelector("script").textContent);
    const { data = [], config, frames } = chart.figure;
    try {
      const layout = layoutOf(chart);
      chart.canvas.replaceChildren();
      await Plotly.newPlot(chart.canvas, { data, layout, config: { displaylogo: false, ...config, responsive: false } });
      if (frames?.length) await Plotly.addFrames(chart.canvas, frames);
      if (isEqual(layout)) await shape(chart);
      chart.canvas.classList.add("drawn");
    } catch (error) {
      chart.canvas.textContent = `This chart could not be drawn: ${error.message ?? error}`;
    }
  }

  // New colours or a new width; a zoom stays.
  async function refresh(chart) {
    if (!chart.canvas._fullLayout) return;
    const { width, height, template, legend } = layoutOf(chart);
    await Plotly.relayout(chart.canvas, { width, height, template, legend });
    if (isEqual(chart.figure.layout ?? {})) await shape(chart);
  }

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

  const whenIdle = window.requestIdleCallback ?? (task => setTimeout(task, 200));
  const drawRest = () => {
    const next = charts.find(chart => !chart.figure);
    if (next) draw(next).finally(() => whenIdle(drawRest));
  };
  addEventListener("load", () => whenIdle(drawRest));
})();
