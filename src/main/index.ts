import { join } from "node:path";
import { app, dialog, protocol } from "electron";
import { terminalWords } from "../core/terminal-words.ts";
import { userDataFolder } from "../core/user-data-folder.ts";
import { APP_SCHEME } from "./app-address.ts";
import { openDesktop } from "./desktop.ts";

// Chromium's own files stay apart from the list of studies and the log.
app.setPath("userData", join(userDataFolder(), "window"));
app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);

if (app.requestSingleInstanceLock()) {
  app
    .whenReady()
    .then(openDesktop)
    .catch((error: unknown) => {
      dialog.showErrorBox("Minutewise could not start", terminalWords(error).join("\n"));
      app.exit(1);
    });
} else {
  app.quit();
}
