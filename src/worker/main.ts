import { serveTask } from "./serve-task.ts";
import { connectToParent } from "./transport.ts";

// Ctrl-C in a terminal reaches this process too; the core decides what it means and tells.
process.on("SIGINT", () => {});
serveTask(connectToParent());
