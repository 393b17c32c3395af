import type { AgreementInput } from "../../src/core/agreement/compute-agreement.ts";
/** The reference study as the agreement's input. */
export declare function goldenAgreementInput(): AgreementInput;
