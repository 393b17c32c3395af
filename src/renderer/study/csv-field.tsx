import { FileInput } from "@mantine/core";
import { FileChangedError } from "../app/failure.ts";

interface CsvFieldProps {
  readonly label?: string;
  /** The columns that the file must have. */
  readonly columns: string;
  readonly value: File | null;
  readonly onChange: (file: File | null) => void;
}

/** A CSV as Excel or a text editor writes it; the first field of its dialog. */
export function CsvField({ label = "CSV file", columns, value, onChange }: CsvFieldProps): React.JSX.Element {
  return (
    <FileInput
      label={label}
      description={`Columns ${columns}; comma or semicolon, UTF-8 or Windows-1252`}
      placeholder="Choose a file …"
      accept=".csv,.txt,text/csv,text/plain"
      value={value}
      onChange={onChange}
      fileInputProps={{
        // A browser does not report that the same file was chosen again, as one does after correcting it.
        onClick: (event) => {
          event.currentTarget.value = "";
        },
      }}
      data-autofocus
      clearable
    />
  );
}

/**
 * The file as it is now.
 * @throws FileChangedError when it has changed or gone since it was chosen.
 */
export async function readChosen(file: File): Promise<File> {
  try {
    return new File([await file.arrayBuffer()], file.name, { type: file.type });
  } catch (cause) {
    throw new FileChangedError(file.name, { cause });
  }
}
