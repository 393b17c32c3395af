import type { BuildReport } from "../built-report.ts";
import { framed } from "../frame.ts";

export const buildActionUnits: BuildReport = (tables, options) => ({
  document: framed("action-units", tables, options, {
    notices: [],
    missing: "This study holds no data for this report.",
    flow: { sentence: "", lines: [] },
    sections: [],
    methods: [],
    choices: [],
    definitions: [],
    references: [],
    numbers: [],
  }),
  data: [],
});
