import { CsvError, parse } from 'csv-parse/sync'
import { decode } from './decode.ts'
import type { Encoding } from './decode.ts'
import { guessSeparator, separatorSaid } from './separator.ts'
import type { Separator } from './separator.ts'
import { unusable } from './unusable.ts'

export { unusable } from './unusable.ts'

/** One row as it stands in the file. */
export interface FileRow {
  /** The line it begins on, counted from 1 as an editor counts. */
  line: number
  cells: string[]
}

export interface FileRows {
  delimiter: Separator
  encoding: Encoding
  headings: string[]
  /** The rows under the headings, in their order; empty lines are left out. */
  rows: FileRow[]
}

/** The largest file: a caseload of 113 is 28 kB; and the widest row, since one of a million cells stops everybody. [choice] */
export const fileLimits = { bytes: 5 * 1024 * 1024, rows: 10_000, columns: 200, letters: 50_000 }

/**
 * The bytes of a CSV file as rows of cells with their true line numbers. UTF-8 with or without its mark, or
 * Windows-1252; commas, semicolons or tabs. Cells are as written, not trimmed. `what`: what the file is of, for the words.
 * @throws Problem 'unusable-file' saying in words what is wrong with the file as a whole.
 */
export function readFile(bytes: Uint8Array, what = 'caseload'): FileRows {
  if (bytes.length > fileLimits.bytes)
    throw unusable(`It is larger than 5 MB. A ${what} is far smaller: is it the right file?`)
  const { text, encoding } = decode(bytes, what)
  if (text.trim() === '') throw unusable('It is empty.')
  const said = separatorSaid(text)
  // The line that said it stays as an empty one, so that the others keep their numbers.
  const body = text.slice(said?.letters ?? 0)
  const delimiter = said?.separator ?? guessSeparator(body)
  const [headings, ...rows] = parsed(body, delimiter)
  if (!headings) throw unusable('It is empty.')
  if (rows.length === 0) throw unusable('It has headings but nothing under them.')
  if (rows.length > fileLimits.rows) throw unusable('It has more than 10,000 rows. Is it the right file?')
  return { delimiter, encoding, headings: headings.cells, rows }
}

function parsed(text: string, delimiter: Separator): FileRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
      max_record_size: fileLimits.letters,
      on_record: refuseWide,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: true,
    }) as unknown as { record: string[]; info: { lines: number } }[]
    return records
      .map(({ record, info }) => ({ line: info.lines - breaksIn(record), cells: record }))
      .filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  } catch (error) {
    throw error instanceof CsvError ? unusable(inWords(error)) : error
  }
}

/** As soon as it is read: the rest is not looked at. */
function refuseWide<Row>(row: Row): Row {
  const { record } = row as { record: string[] }
  if (record.length > fileLimits.columns)
    throw unusable('A row of it has more than 200 columns. Is it the right file?')
  return row
}

/** The parser names the line a row ends on; cells may hold line breaks. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((total, cell) => total + cell.split(/\r\n|\r|\n/).length - 1, 0)
}

function inWords(error: CsvError): string {
  if (error.code === 'CSV_MAX_RECORD_SIZE')
    return 'A row of it is longer than 50,000 letters. Is a quotation mark opened and never closed?'
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quotation mark is opened and never closed, so rows cannot be told apart.'
    : 'Its rows cannot be told apart. Is it CSV?'
}
