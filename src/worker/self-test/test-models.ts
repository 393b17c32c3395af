import type { SelfTestResult, SelfTestTask } from "../../shared/worker-protocol.ts";
import { loadModel } from "../models/load-model.ts";
import type { TaskControl } from "../task-control.ts";
import { TaskFailure } from "../task-failure.ts";

/** Has every model compute its stored vectors; one that fails does not keep the others from it. @throws TaskCancelled */
export async function testModels(task: SelfTestTask, control: TaskControl): Promise<SelfTestResult[]> {
  const results: SelfTestResult[] = [];
  for (const reference of task.models) {
    const { modelId } = reference;
    try {
      const { session, provider, notice, selfTest } = await loadModel(reference, task.providers);
      await session.release();
      const { maxDifference = null, tolerance = null } = selfTest ?? {};
      results.push({ modelId, provider, maxDifference, tolerance, notice, failure: null });
    } catch (error) {
      if (!(error instanceof TaskFailure)) throw error;
      const nothing = { provider: null, maxDifference: null, tolerance: null, notice: null };
      results.push({ modelId, ...nothing, failure: error.message });
    }
    await control.breathe();
  }
  return results;
}
