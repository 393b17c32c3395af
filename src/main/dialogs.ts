import { type BrowserWindow, dialog, type OpenDialogOptions } from "electron";
import type { PathPurpose } from "../shared/contract/system.ts";

/** The system's dialog for each purpose. A new study's or report's folder can be made in the dialog itself. */
function dialogOptions(purpose: PathPurpose): OpenDialogOptions {
  switch (purpose) {
    case "video":
      return {
        title: "Choose the session's video",
        properties: ["openFile"],
        filters: [
          {
            name: "Videos",
            extensions: ["mp4", "m4v", "mov", "mkv", "webm", "avi", "mpg", "mpeg", "mts", "m2ts", "wmv"],
          },
          { name: "All files", extensions: ["*"] },
        ],
      };
    case "model-card":
      return {
        title: "Choose the model card",
        properties: ["openFile"],
        filters: [{ name: "Model cards", extensions: ["json"] }],
      };
    case "model-file":
      return {
        title: "Choose the model",
        properties: ["openFile"],
        filters: [{ name: "ONNX models", extensions: ["onnx"] }],
      };
    case "study":
      return { title: "Open a study", buttonLabel: "Open study", properties: ["openDirectory"] };
    case "new-study":
      return {
        title: "Choose a folder for the new study",
        buttonLabel: "Create study here",
        properties: ["openDirectory", "createDirectory", "promptToCreate"],
      };
    case "report":
      return {
        title: "Choose a folder for the report",
        buttonLabel: "Write report here",
        properties: ["openDirectory", "createDirectory", "promptToCreate"],
      };
  }
}

/** Shows the dialog on the window; null when it is closed without a choice. */
export async function choosePath(window: BrowserWindow | null, purpose: PathPurpose): Promise<string | null> {
  const options = dialogOptions(purpose);
  const { filePaths } =
    window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options);
  return filePaths[0] ?? null;
}
