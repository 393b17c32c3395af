import { NativeSelect } from "@mantine/core";
import { readingName } from "./readings.ts";

/** The readings that a run offers, and the one that is shown. */
export interface ReadingChoice {
  readonly offered: readonly string[];
  readonly modelId: string;
  readonly onModel: (modelId: string) => void;
}

/** Which model's values are shown. */
export function ReadingSelect({ offered, modelId, onModel }: ReadingChoice): React.JSX.Element {
  return (
    <NativeSelect
      size="xs"
      aria-label="Reading"
      title={`Which model's values are shown: ${modelId}`}
      value={modelId}
      onChange={(event) => onModel(event.currentTarget.value)}
      data={(offered.includes(modelId) ? offered : [modelId, ...offered]).map((id) => ({
        value: id,
        label: readingName(id),
      }))}
    />
  );
}
