/** The reading of the machine's side: a network, its calibrated form or the blend of several. */
export interface ReadingDescription {
  readonly modelId: string;
  readonly name: string;
  /** Of the network's weights; null where several networks are blended: see `parts`. */
  readonly sha256: string | null;
  readonly temperature: number;
  readonly parts: readonly {
    readonly modelId: string;
    readonly name: string;
    readonly sha256: string;
    readonly weight: number;
  }[];
}

export interface CodebookName {
  readonly key: string;
  readonly version: number;
  readonly title: string;
}
