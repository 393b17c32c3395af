import { describe, expect, it } from "vitest";
import { TaskCancelled, TaskControl } from "./task-control.ts";

describe("TaskControl", () => {
  it("lets three minutes run ahead of what is stored, then waits", async () => {
    const control = new TaskControl(2);
    await control.waitForRoom(5);
    let sent = false;
    const waiting = control.waitForRoom(6).then(() => {
      sent = true;
    });
    await control.breathe();
    expect(sent).toBe(false);
    control.markStored(3);
    await waiting;
    expect(sent).toBe(true);
  });

  it("ends waiting and computing when the task is cancelled", async () => {
    const control = new TaskControl();
    const waiting = control.waitForRoom(10);
    control.cancel();
    await expect(waiting).rejects.toBeInstanceOf(TaskCancelled);
    await expect(control.breathe()).rejects.toBeInstanceOf(TaskCancelled);
    expect(() => control.check()).toThrow(TaskCancelled);
  });
});
