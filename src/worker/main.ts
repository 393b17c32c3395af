import { serveTask } from "./serve-task.ts";
import { connectToParent } from "./transport.ts";

serveTask(connectToParent());
