import { ipcRenderer } from "electron";

const PORT_CHANNEL = "minutewise:port";

// The page's scripts have run by then and listen. "/" stands for the page's own origin.
ipcRenderer.on(PORT_CHANNEL, (event) => window.postMessage(PORT_CHANNEL, "/", [...event.ports]));
window.addEventListener("DOMContentLoaded", () => ipcRenderer.send(PORT_CHANNEL));
