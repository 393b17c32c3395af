import { FileInput } from "@mantine/core";

interface CsvFieldProps {
  /** The columns that the file must have. */
  readonly columns: string;
  readonly value: File | null;
  readonly onChange: (file: File | null) => void;
}

/** A CSV as Excel or a text editor writes it. */
export function CsvField({ columns, value, onChange }: CsvFieldProps): React.JSX.Element {
  return (
    <FileInput
      label="CSV file"
      description={`Columns ${columns}; comma or semicolon, UTF-8 or Windows-1252`}
      placeholder="Choose a file …"
      accept=".csv,.txt,text/csv,text/plain"
      value={value}
      onChange={onChange}
      clearable
    />
  );
}
