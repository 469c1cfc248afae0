// Draws a figure as a PNG of at most 128 colours: a fifth of the size of what the browser writes, and as sharp.
async json => {
  const { data, layout } = JSON.parse(json);
  const width = layout?.width ?? 700, height = layout?.height ?? 450;
  const image = new Image();
  image.src = await Plotly.toImage({ data, layout: { ...layout, width, height } }, { format: "png", width, height });
  await image.decode();
  const context = new OffscreenCanvas(width, height).getContext("2d");
  context.fillStyle = "white"; // which is behind what is drawn on nothing
  context.fillRect(0, 0, width, height);
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, width, height).data;

  // Colours to five bits each. An entry of the palette is the colour whose pixels are together farthest from the entries before it: so a
  // dot in a legend keeps its colour beside shades of which there are thousands.
  const key = i => pixels[i] >> 3 << 10 | pixels[i + 1] >> 3 << 5 | pixels[i + 2] >> 3;
  const rgb = key => [key >> 10, key >> 5 & 31, key & 31].map(part => Math.round(part * 255 / 31));
  const counts = new Map();
  for (let i = 0; i < pixels.length; i += 4) counts.set(key(i), (counts.get(key(i)) ?? 0) + 1);
  const colours = [...counts].map(([key, count]) => ({ key, count, rgb: rgb(key), entry: 0, off: Infinity })).sort((a, b) => b.count - a.count);
  const palette = [];
  for (let next = colours[0]; palette.length < 128 && next.off > 0; next = colours.reduce((a, b) => b.count * b.off > a.count * a.off ? b : a)) {
    for (const colour of colours) {
      const off = colour.rgb.reduce((sum, part, i) => sum + (part - next.rgb[i]) ** 2, 0);
      if (off < colour.off) Object.assign(colour, { off, entry: palette.length });
    }
    palette.push(next.rgb);
  }
  const nearest = new Map(colours.map(colour => [colour.key, colour.entry]));
  const rows = new Uint8Array(height * (width + 1)); // each starts with 0: as it is
  for (let y = 0, i = 0; y < height; y++) {
    for (let x = 0; x < width; x++, i += 4) rows[y * (width + 1) + x + 1] = nearest.get(key(i));
  }

  const crc = bytes => {
    let sum = ~0;
    for (const byte of bytes) {
      sum ^= byte;
      for (let bit = 0; bit < 8; bit++) sum = sum >>> 1 ^ (sum & 1 ? 0xedb88320 : 0);
    }
    return ~sum;
  };
  const number = value => new Uint8Array([value >>> 24, value >>> 16, value >>> 8, value]);
  const chunk = (name, bytes) => {
    const content = new Uint8Array([...new TextEncoder().encode(name), ...bytes]);
    return [number(bytes.length), content, number(crc(content))];
  };
  const deflated = await new Response(new Blob([rows]).stream().pipeThrough(new CompressionStream("deflate"))).arrayBuffer();
  const png = new Blob([
    new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    ...chunk("IHDR", [...number(width), ...number(height), 8, 3, 0, 0, 0]), // eight bits a pixel, by palette
    ...chunk("PLTE", palette.flat()),
    ...chunk("IDAT", new Uint8Array(deflated)),
    ...chunk("IEND", []),
  ]);
  return await new Promise(resolve => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.readAsDataURL(png);
  });
}
