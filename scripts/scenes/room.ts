import { type Canvas, createCanvas, randomNumbers } from "./plane.ts";

type Colour = readonly [y: number, u: number, v: number];

/** A consulting room without people: wall, window, door, shelf with books, plant, lamp and sofa. */
export function paintRoom(width: number, height: number): Canvas {
  const room = createCanvas(width, height);
  const random = randomNumbers(11);
  fill(room, 0, 0, width, height, (x, y) => [150 - (30 * y) / height + (12 * x) / width, 124, 132]);
  rectangle(room, 0, 560, width, 160, [88, 118, 140]);
  // Window with bars and a view.
  rectangle(room, 60, 60, 200, 260, [222, 130, 126]);
  for (let i = 0; i < 60; i++)
    blob(room, 70 + 180 * random(), 180 + 130 * random(), 6 + 14 * random(), [90, 118, 118]);
  rectangle(room, 155, 60, 10, 260, [200, 128, 128]);
  rectangle(room, 60, 180, 200, 10, [200, 128, 128]);
  // Shelf with books.
  rectangle(room, 960, 80, 260, 330, [70, 120, 140]);
  for (let row = 0; row < 4; row++) {
    for (let x = 968; x < 1205; ) {
      const thick = 8 + Math.floor(16 * random());
      const tall = 48 + Math.floor(22 * random());
      rectangle(room, x, 160 + row * 80 - tall, thick, tall, [
        40 + 170 * random(),
        110 + 36 * random(),
        110 + 36 * random(),
      ]);
      x += thick + 2;
    }
  }
  // Plant, lamp, sofa, door.
  for (let i = 0; i < 140; i++)
    blob(room, 840 + 90 * random(), 330 + 170 * random(), 4 + 9 * random(), [60 + 50 * random(), 116, 112]);
  rectangle(room, 860, 500, 50, 90, [110, 112, 150]);
  blob(room, 340, 150, 46, [205, 108, 136]);
  rectangle(room, 336, 190, 8, 380, [60, 128, 128]);
  rectangle(room, 420, 430, 380, 170, [96, 136, 122]);
  rectangle(room, 420, 400, 60, 200, [84, 136, 122]);
  rectangle(room, 740, 400, 60, 200, [84, 136, 122]);
  return room;
}

function fill(
  canvas: Canvas,
  left: number,
  top: number,
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
): void {
  const [luma, u, v] = canvas.planes;
  for (let y = Math.max(0, top); y < Math.min(canvas.height, top + height); y++) {
    for (let x = Math.max(0, left); x < Math.min(canvas.width, left + width); x++) {
      const colour = colourAt(x, y);
      luma[y * canvas.width + x] = colour[0];
      const chroma = (y >> 1) * (canvas.width >> 1) + (x >> 1);
      u[chroma] = colour[1];
      v[chroma] = colour[2];
    }
  }
}

function rectangle(
  canvas: Canvas,
  left: number,
  top: number,
  width: number,
  height: number,
  colour: Colour,
): void {
  fill(canvas, left, top, width, height, () => colour);
}

function blob(canvas: Canvas, x: number, y: number, radius: number, colour: Colour): void {
  const [cx, cy, r] = [Math.round(x), Math.round(y), Math.round(radius)];
  for (let row = -r; row <= r; row++) {
    const half = Math.floor(Math.sqrt(r * r - row * row));
    rectangle(canvas, cx - half, cy + row, 2 * half + 1, 1, colour);
  }
}
