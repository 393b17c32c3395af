import { EventEmitter } from "node:events";
import { MessageChannel, type MessagePort } from "node:worker_threads";

/**
 * Stands in for the `electron` module: it records what the program asks for and lets a test play the window's page.
 * Only what the program uses is here.
 */

class StandInApp extends EventEmitter {
  isPackaged = false;
  readonly paths = new Map<string, string>();
  readonly calls: string[] = [];
  singleInstance = true;
  getVersion(): string {
    return "0.0.0-test";
  }
  setPath(name: string, path: string): void {
    this.paths.set(name, path);
  }
  enableSandbox(): void {
    this.calls.push("enableSandbox");
  }
  requestSingleInstanceLock(): boolean {
    return this.singleInstance;
  }
  whenReady(): Promise<void> {
    return Promise.resolve();
  }
  /** As Electron does it: listeners of "will-quit" may keep the program alive. */
  quit(): void {
    this.calls.push("quit");
    let prevented = false;
    this.emit("will-quit", {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) this.calls.push("ended");
  }
  exit(code: number): void {
    this.calls.push(`exit ${code}`);
  }
}
export const app = new StandInApp();

export class MessagePortMain extends EventEmitter {
  readonly port: MessagePort;
  constructor(port: MessagePort) {
    super();
    this.port = port;
    port.on("close", () => this.emit("close"));
  }
  start(): void {
    this.port.on("message", (data: unknown) => this.emit("message", { data, ports: [] }));
  }
  postMessage(message: unknown): void {
    this.port.postMessage(message);
  }
  close(): void {
    this.port.close();
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;
  constructor() {
    const { port1, port2 } = new MessageChannel();
    this.port1 = new MessagePortMain(port1);
    this.port2 = new MessagePortMain(port2);
  }
}

export class StandInFrame {
  url = "about:blank";
  readonly received: { channel: string; message: unknown; ports: MessagePortMain[] }[] = [];
  postMessage(channel: string, message: unknown, ports: MessagePortMain[]): void {
    this.received.push({ channel, message, ports });
  }
}

type PermissionCallback = (granted: boolean) => void;

class StandInSession extends EventEmitter {
  requestHandler: (
    contents: unknown,
    permission: string,
    callback: PermissionCallback,
    details: { requestingUrl: string },
  ) => void = () => {};
  checkHandler: (contents: unknown, permission: string, origin: string) => boolean = () => true;
  deviceHandler: () => boolean = () => true;
  setPermissionRequestHandler(handler: StandInSession["requestHandler"]): void {
    this.requestHandler = handler;
  }
  setPermissionCheckHandler(handler: StandInSession["checkHandler"]): void {
    this.checkHandler = handler;
  }
  setDevicePermissionHandler(handler: StandInSession["deviceHandler"]): void {
    this.deviceHandler = handler;
  }
}
export const session = { defaultSession: new StandInSession() };

class StandInWebContents extends EventEmitter {
  readonly mainFrame = new StandInFrame();
  readonly session = session.defaultSession;
  readonly input: unknown[] = [];
  windowOpenHandler: (details: { url: string }) => { action: string } = () => ({ action: "allow" });
  setWindowOpenHandler(handler: StandInWebContents["windowOpenHandler"]): void {
    this.windowOpenHandler = handler;
  }
  sendInputEvent(event: unknown): void {
    this.input.push(event);
  }
}

interface StandInOptions {
  readonly webPreferences: Readonly<Record<string, unknown>>;
}

export class BrowserWindow extends EventEmitter {
  static readonly all: BrowserWindow[] = [];
  readonly webContents = new StandInWebContents();
  readonly options: StandInOptions;
  readonly loaded: string[] = [];
  readonly calls: string[] = [];
  destroyed = false;
  constructor(options: StandInOptions) {
    super();
    this.options = options;
    BrowserWindow.all.push(this);
  }
  loadURL(url: string): Promise<void> {
    this.loaded.push(url);
    this.webContents.mainFrame.url = url;
    return Promise.resolve();
  }
  isDestroyed(): boolean {
    return this.destroyed;
  }
  isMinimized(): boolean {
    return true;
  }
  show(): void {
    this.calls.push("show");
  }
  restore(): void {
    this.calls.push("restore");
  }
  focus(): void {
    this.calls.push("focus");
  }
}

export const ipcMain = new EventEmitter();

export const protocol = {
  privileged: [] as unknown[],
  handlers: new Map<string, (request: Request) => Promise<Response>>(),
  registerSchemesAsPrivileged(schemes: unknown[]): void {
    protocol.privileged.push(...schemes);
  },
  handle(scheme: string, handler: (request: Request) => Promise<Response>): void {
    protocol.handlers.set(scheme, handler);
  },
};

export interface StandInMenuItem {
  readonly label?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly submenu?: readonly StandInMenuItem[];
  readonly click?: () => void;
}

export const Menu = {
  current: [] as readonly StandInMenuItem[],
  buildFromTemplate: (template: readonly StandInMenuItem[]) => template,
  setApplicationMenu(menu: readonly StandInMenuItem[]): void {
    Menu.current = menu;
  },
};

export const dialog = {
  /** What the person chooses next; empty: the dialog is closed. */
  choice: [] as string[],
  asked: [] as unknown[],
  told: [] as { message: string; detail: string }[],
  errors: [] as string[],
  showOpenDialog(...args: unknown[]): Promise<{ filePaths: string[] }> {
    dialog.asked.push(args.at(-1));
    return Promise.resolve({ filePaths: dialog.choice });
  },
  showMessageBox(_window: unknown, options: { message: string; detail: string }): Promise<void> {
    dialog.told.push(options);
    return Promise.resolve();
  },
  showErrorBox(title: string, content: string): void {
    dialog.errors.push(`${title}: ${content}`);
  },
};

export const shell = {
  shown: [] as string[],
  showItemInFolder(path: string): void {
    shell.shown.push(path);
  },
};

export class StandInUtilityProcess extends EventEmitter {
  pid: number | undefined = 4242;
  readonly stderr = new EventEmitter();
  readonly sent: unknown[] = [];
  readonly calls: string[] = [];
  postMessage(message: unknown): void {
    this.sent.push(message);
  }
  kill(): boolean {
    this.calls.push("kill");
    return true;
  }
}

export const utilityProcess = {
  forked: [] as { entry: string; child: StandInUtilityProcess }[],
  fork(entry: string): StandInUtilityProcess {
    const child = new StandInUtilityProcess();
    utilityProcess.forked.push({ entry, child });
    return child;
  },
};

/** The preload's side. */
export const ipcRenderer = Object.assign(new EventEmitter(), {
  sent: [] as string[],
  send(channel: string): void {
    ipcRenderer.sent.push(channel);
  },
});
