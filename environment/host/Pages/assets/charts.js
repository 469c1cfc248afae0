// Draws each <figure class="chart"> from the figure that its script element holds, in the page's colours and into the room that
// the style sheet keeps for it. What a figure sets itself stays as it is; the theme is its template.
(() => {
  const NARROW = 560, SAFE_FROM_TOP = 28, NARROW_NOTE = 10.5;
  // There a finger that drags over a chart scrolls the page, and the buttons that show under a pointer would always show.
  const TOUCH = matchMedia("(hover: none)").matches;
  const charts = [...document.querySelectorAll("figure.chart")].map(frame => ({ frame, canvas: frame.querySelector(".chart-canvas"), hidden: {} }));
  if (!window.Plotly) return;

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
    const [ink, muted, line, strong] = ["--ink", "--muted", "--line", "--line-strong"].map(colour);
    const none = "rgba(0,0,0,0)";
    const axis = { gridcolor: line, zerolinecolor: strong, linecolor: strong, tickcolor: strong, automargin: true, constrain: "domain" };
    const wall = { gridcolor: line, zerolinecolor: strong, linecolor: strong, backgroundcolor: none };
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
        xaxis: axis,
        yaxis: axis,
        scene: { xaxis: wall, yaxis: wall, zaxis: wall },
        coloraxis: { colorbar },
        modebar: { bgcolor: none, color: muted, activecolor: ink },
        ...(TOUCH && { dragmode: false }),
      }),
    };
  }

  // Title, legend, sliders and buttons are the page's own.
  function layoutOf({ figure, canvas, hidden }) {
    const { template: own = {}, title, sliders, updatemenus, margin, legend, ...layout } = figure.layout ?? {};
    const narrow = canvas.clientWidth < NARROW;
    const below = parseInt(getComputedStyle(canvas).getPropertyValue("--below"), 10) || 50;
    layout.width = canvas.clientWidth;
    layout.height = canvas.clientHeight;
    layout.margin = { ...(narrow ? { l: 48, r: 12 } : { l: 60, r: 20, ...margin }), t: SAFE_FROM_TOP, b: below };
    layout.showlegend = false;
    layout.shapes = layout.shapes?.map((shape, i) => ({ ...shape, showlegend: false, visible: !hidden[`shape ${i}`] }));
    if (narrow) layout.annotations = layout.annotations?.map(note => merge(note, { font: { size: Math.min(note.font?.size ?? 12, NARROW_NOTE) } }));
    layout.template = template(own, narrow);
    return layout;
  }

  const figureOf = chart => chart.figure ??= JSON.parse(chart.frame.querySelector('script[type="application/json"]').textContent);

  // One thing at a time for each chart: plotly loses count of WebGL traces when two changes overlap.
  const inTurn = (chart, task) => chart.turn = (chart.turn ?? Promise.resolve()).then(task).catch(error => {
    chart.canvas.classList.add("drawn");
    chart.canvas.textContent = `This chart could not be drawn: ${error.message ?? error}`;
  });

  const draw = chart => chart.turn ?? inTurn(chart, async () => {
    const { data = [], config, frames } = figureOf(chart);
    const buttons = { displaylogo: false, displayModeBar: TOUCH ? false : "hover" };
    chart.canvas.replaceChildren();
    await Plotly.newPlot(chart.canvas, { data, layout: layoutOf(chart), frames, config: { ...buttons, ...config, responsive: false } });
    chart.canvas.classList.add("drawn");
  });

  // New colours or a new width; a zoom stays.
  const refresh = chart => chart.turn && inTurn(chart, () => {
    const { width, height, template, margin, annotations } = layoutOf(chart);
    return Plotly.relayout(chart.canvas, { width, height, template, margin, ...(annotations && { annotations }) });
  });

  // ---- legend, sliders, films ----

  function legend(chart) {
    const buttons = [...chart.frame.querySelectorAll(".legend button")];
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") !== "true";
        const { traces, shape } = button.dataset;
        const same = buttons.filter(b => b.dataset.traces === traces && b.dataset.shape === shape); // a group may have several entries
        same.forEach(b => b.setAttribute("aria-pressed", shown));
        draw(chart);
        if (shape) chart.hidden[`shape ${shape}`] = !shown;
        inTurn(chart, () => shape
          ? Plotly.relayout(chart.canvas, { [`shapes[${shape}].visible`]: shown })
          : Plotly.restyle(chart.canvas, { visible: shown }, traces.split(" ").map(Number)));
      });
    }
  }

  function controls(chart) {
    for (const slider of chart.frame.querySelectorAll(".controls input")) {
      const output = slider.parentElement.querySelector("output");
      const show = () => {
        const { method, args, label } = figureOf(chart).layout.sliders[slider.dataset.slider].steps[slider.value];
        output.textContent = label;
        slider.setAttribute("aria-valuetext", label);
        draw(chart);
        return inTurn(chart, () => method && method !== "skip" ? Plotly[method](chart.canvas, ...args) : undefined);
      };
      slider.addEventListener("input", show);
      const play = slider.parentElement.querySelector(".play");
      if (play) film(chart, slider, play, show);
    }
  }

  // Where nothing may move by itself, the button goes one frame on.
  function film(chart, slider, play, show) {
    const still = matchMedia("(prefers-reduced-motion: reduce)");
    let timer;
    const stop = () => {
      clearTimeout(timer);
      timer = undefined;
      label();
    };
    const label = () => play.textContent = still.matches ? "▶ Next" : timer === undefined ? "▶ Play" : "❚❚ Pause";
    const next = async () => {
      slider.value = slider.value === slider.max ? 0 : +slider.value + 1;
      await show();
    };
    const run = () => timer = setTimeout(async () => {
      await next();
      if (slider.value === slider.max) stop();
      else if (timer !== undefined) run();
    }, 120);
    play.addEventListener("click", () => {
      if (still.matches) next();
      else if (timer !== undefined) stop();
      else {
        if (slider.value === slider.max) slider.value = 0;
        run();
        label();
      }
    });
    slider.addEventListener("pointerdown", stop);
    slider.addEventListener("keydown", stop);
    still.addEventListener("change", stop);
    label();
  }

  // Where a finger that drags scrolls the page, it zooms after this button; pressed again, the button shows all.
  function zoom(chart) {
    const button = chart.frame.querySelector("button.zoom");
    button?.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", on);
      draw(chart);
      inTurn(chart, () => {
        const axes = Object.keys(chart.canvas._fullLayout).filter(key => /^[xy]axis\d*$/.test(key));
        const whole = axes.map(key => figureOf(chart).layout?.[key]?.range ? [`${key}.range`, figureOf(chart).layout[key].range] : [`${key}.autorange`, true]);
        return Plotly.relayout(chart.canvas, { dragmode: on && "zoom", ...(on ? {} : Object.fromEntries(whole)) });
      });
    });
  }

  // ---- the data, on request ----

  const ROWS = 500;
  const element = (name, text, properties = {}) => Object.assign(document.createElement(name), text === undefined ? {} : { textContent: text }, properties);

  function tables(chart) {
    const details = chart.frame.querySelector("details.data");
    details?.addEventListener("toggle", () => {
      if (!details.open || details.querySelector(".scroll")) return;
      const { data = [], layout = {} } = figureOf(chart);
      const title = axis => (layout[axis]?.title?.text ?? layout[axis]?.title) || axis[0];
      for (const trace of data.filter(t => t.x?.length > 1 || t.z || t.y?.length > 1)) {
        const rows = rowsOf(trace, title("xaxis"), title("yaxis"));
        details.append(table(trace.name ?? "Data", rows));
      }
      document.dispatchEvent(new Event("contentadded"));
    }, { passive: true });
  }

  // The first row has the names of the columns.
  function rowsOf(trace, x, y) {
    if (trace.z) {
      const at = (values, start, step, i) => values?.[i] ?? +((start ?? 0) + i * (step ?? 1)).toPrecision(6);
      const columns = trace.z[0].map((_, i) => at(trace.x, trace.x0, trace.dx, i));
      return [[`${y} \\ ${x}`, ...columns], ...trace.z.map((row, i) => [at(trace.y, trace.y0, trace.dy, i), ...row])];
    }
    const columns = [[x, trace.x ?? trace.y.map((_, i) => i)], [y, trace.y]];
    if (Array.isArray(trace.marker?.color)) columns.push(["colour", trace.marker.color]);
    if (Array.isArray(trace.error_y?.array)) columns.push(["± ", trace.error_y.array]);
    if (Array.isArray(trace.error_x?.array)) columns.push(["± ", trace.error_x.array]);
    if (Array.isArray(trace.text)) columns.push(["note", trace.text]);
    return [columns.map(([name]) => name), ...trace.y.map((_, i) => columns.map(([, values]) => values[i]))];
  }

  const plain = value => String(value ?? "").replace(/<[^>]*>/g, " ");

  function table(name, rows) {
    const frame = element("div", undefined, { className: "scroll" });
    const made = frame.appendChild(element("table"));
    made.append(element("caption", plain(rows.length - 1 > ROWS ? `${name}: the first ${ROWS} of ${rows.length - 1} rows` : name)));
    const body = element("tbody");
    for (const [i, row] of rows.slice(0, ROWS + 1).entries()) {
      const line = element("tr");
      line.append(...row.map(value => element(i === 0 ? "th" : "td", plain(value))));
      if (i === 0) made.appendChild(element("thead")).append(line);
      else body.append(line);
    }
    made.append(body);
    return frame;
  }

  // ---- print ----

  const FRAMES = 4;

  function printFrames(chart) {
    const { data, layout = {}, frames } = figureOf(chart);
    const row = element("div", undefined, { className: "frames" });
    chart.frame.querySelector(".chart-frame").after(row);
    const steps = layout.sliders?.[0]?.steps ?? [];
    for (let k = 0; k < FRAMES; k++) {
      const i = Math.round(k * (frames.length - 1) / (FRAMES - 1)), frame = frames[i];
      const moved = data.map((trace, t) => ({ ...trace, ...frame.data?.[(frame.traces ?? data.map((_, n) => n)).indexOf(t)] }));
      const cell = row.appendChild(element("figure"));
      const canvas = cell.appendChild(element("div"));
      cell.append(element("figcaption", steps[i]?.label ?? frame.name ?? String(i + 1)));
      const side = 146, axis = { showticklabels: false, title: "" };
      const small = layoutOf(chart);
      Plotly.newPlot(canvas, moved, {
        ...small, width: side, height: side, margin: { l: 4, r: 4, t: 4, b: 4 },
        xaxis: { ...small.xaxis, ...axis }, yaxis: { ...small.yaxis, ...axis },
      }, { staticPlot: true });
    }
  }

  addEventListener("beforeprint", () => {
    document.documentElement.dataset.printing = "";
    for (const chart of charts) {
      draw(chart);
      refresh(chart);
      if (figureOf(chart).frames?.length) inTurn(chart, () => printFrames(chart));
    }
  });
  addEventListener("afterprint", () => {
    delete document.documentElement.dataset.printing;
    document.querySelectorAll(".frames").forEach(row => row.remove());
    refreshAll();
  });

  // ---- when ----

  const refreshAll = () => charts.forEach(refresh);
  document.addEventListener("themechange", refreshAll);

  let width = innerWidth, timer;
  addEventListener("resize", () => {
    if (width === innerWidth) return;
    width = innerWidth;
    clearTimeout(timer);
    timer = setTimeout(refreshAll, 150);
  });

  charts.forEach(chart => { legend(chart); controls(chart); zoom(chart); tables(chart); });

  // What is near is drawn at once, and the first as soon as the page is there; the rest one by one once the reader has begun to
  // read, so that a page that is searched, saved or photographed is whole.
  const near = new IntersectionObserver(entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      near.unobserve(target);
      draw(charts.find(chart => chart.frame === target));
    }
  }, { rootMargin: "600px" });
  charts.forEach(chart => near.observe(chart.frame));

  const whenIdle = window.requestIdleCallback ? task => requestIdleCallback(task, { timeout: 1500 }) : task => setTimeout(task, 200);
  const drawRest = () => {
    const next = charts.find(chart => !chart.turn);
    if (next) draw(next).then(() => setTimeout(() => whenIdle(drawRest), 250));
  };
  addEventListener("load", () => {
    if (charts.length) whenIdle(() => draw(charts[0]));
    setTimeout(() => whenIdle(drawRest), 5000);
  });
})();
