import { Modal } from "@mantine/core";
import { ImportManifestForm } from "./import-manifest-form.tsx";
import { ImportRatingsForm } from "./import-ratings-form.tsx";
import { ImportTablesForm } from "./import-tables-form.tsx";
import { ImportVideoForm } from "./import-video-form.tsx";

export type ImportKind = "video" | "manifest" | "ratings" | "tables";

const TITLES: Readonly<Record<ImportKind, string>> = {
  video: "Add a session with its video",
  manifest: "Add sessions from a CSV",
  ratings: "Add ratings from a CSV",
  tables: "Add a table from a CSV",
};

/** One of the ways in. */
export function ImportDialog(props: {
  readonly kind: ImportKind | null;
  readonly onClose: () => void;
}): React.JSX.Element {
  const { kind, onClose } = props;
  return (
    <Modal opened={kind !== null} onClose={onClose} size={600} title={kind && TITLES[kind]}>
      {kind === "video" && <ImportVideoForm onClose={onClose} />}
      {kind === "manifest" && <ImportManifestForm onClose={onClose} />}
      {kind === "ratings" && <ImportRatingsForm onClose={onClose} />}
      {kind === "tables" && <ImportTablesForm onClose={onClose} />}
    </Modal>
  );
}
