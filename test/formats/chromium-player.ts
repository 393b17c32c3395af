import { createServer, type Server } from "node:http";
import { type Browser, chromium, type Page } from "@playwright/test";
import { serveVideo } from "../../src/core/media/serve-video.ts";
import { chromiumLaunch } from "../support/chromium-launch.ts";

/** A picture as Chromium shows it. */
export interface ShownPicture {
  /** Presentation time that Chromium states for it, in ms. */
  readonly timeMs: number;
  /** Brightness 0..255 at the places that were asked for. */
  readonly brightness: readonly number[];
}

/** How Chromium plays a file; null when it does not. */
export type Played = {
  readonly width: number;
  readonly height: number;
  readonly pictures: readonly ShownPicture[];
  /** True when it went on by itself. */
  readonly runs: boolean;
} | null;

/** Shares of the displayed picture. */
type Place = { readonly x: number; readonly y: number };

/** Headless Chromium with a page that plays files, served as the program serves them. */
export class ChromiumPlayer {
  readonly #server: Server;
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #files: string[] = [];

  private constructor(server: Server, browser: Browser, page: Page) {
    this.#server = server;
    this.#browser = browser;
    this.#page = page;
    server.on("request", (request, response) => {
      const path = this.#files[Number(/^\/(\d+)$/.exec(request.url ?? "")?.[1] ?? Number.NaN)];
      if (path === undefined) response.setHeader("Content-Type", "text/html").end("<title>player</title>");
      else serveVideo(request, response, { path });
    });
  }

  static async start(): Promise<ChromiumPlayer> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const browser = await chromium.launch(await chromiumLaunch());
    const player = new ChromiumPlayer(server, browser, await browser.newPage());
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("A listening server has a port.");
    await player.#page.goto(`http://127.0.0.1:${address.port}/`);
    return player;
  }

  /** Opens a file, goes to each of the times and looks at the picture, then lets it run. */
  async play(path: string, timesMs: readonly number[], places: readonly Place[]): Promise<Played> {
    const address = `/${this.#files.push(path) - 1}`;
    return this.#page.evaluate(playInPage, { address, timesMs: [...timesMs], places: [...places] });
  }

  async close(): Promise<void> {
    await this.#browser.close();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }
}

/** Runs in the page. */
async function playInPage(input: {
  address: string;
  timesMs: number[];
  places: { x: number; y: number }[];
}): Promise<Played> {
  const video = document.createElement("video");
  video.muted = true;
  video.preload = "auto";
  video.src = input.address;
  document.body.append(video);
  const loaded = await new Promise<boolean>((resolve) => {
    video.addEventListener("loadeddata", () => resolve(true));
    video.addEventListener("error", () => resolve(false));
    setTimeout(() => resolve(false), 8000);
  });
  if (!loaded || video.videoWidth === 0) {
    video.remove();
    return null;
  }
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  const drawing = canvas.getContext("2d", { willReadFrequently: true });
  if (drawing === null) throw new Error("There is no canvas.");
  const pictures: { timeMs: number; brightness: number[] }[] = [];
  for (const timeMs of input.timesMs) {
    const shown = new Promise<number>((resolve, reject) => {
      video.requestVideoFrameCallback((_now, { mediaTime }) => resolve(mediaTime * 1000));
      setTimeout(() => reject(new Error(`No picture at ${timeMs} ms of ${input.address}.`)), 8000);
    });
    video.currentTime = timeMs / 1000;
    const shownMs = await shown;
    drawing.drawImage(video, 0, 0);
    const brightness = input.places.map(({ x, y }) => {
      const [red = 0, green = 0, blue = 0] = drawing.getImageData(
        Math.floor(x * canvas.width),
        Math.floor(y * canvas.height),
        1,
        1,
      ).data;
      return 0.299 * red + 0.587 * green + 0.114 * blue;
    });
    pictures.push({ timeMs: shownMs, brightness });
  }
  video.currentTime = 0;
  await video.play();
  await new Promise((resolve) => setTimeout(resolve, 600));
  const runs = video.currentTime > 0.1;
  const { videoWidth: width, videoHeight: height } = video;
  video.pause();
  video.removeAttribute("src");
  video.load();
  video.remove();
  return { width, height, pictures, runs };
}
