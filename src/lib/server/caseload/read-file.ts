import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import { Problem } from '../../reablement/problem.ts'

/** One row as it stands in the file. */
export interface FileRow {
  /** The line it begins on, counted from 1 as an editor counts. */
  line: number
  cells: string[]
}

export interface FileRows {
  delimiter: Delimiter
  headings: string[]
  /** The rows under the headings, in their order; empty lines are left out. */
  rows: FileRow[]
}

const delimiters = [',', ';', '\t'] as const
export type Delimiter = (typeof delimiters)[number]

/** The largest file: a caseload of 113 is 28 kB. [choice] */
export const fileLimits = { bytes: 5 * 1024 * 1024, rows: 10_000 }

const newLine = 0x0a
const exportAgain = 'Export it again as “CSV UTF-8”.'

/** First bytes of what people upload by mistake. */
const otherKinds: [start: string, words: string][] = [
  [
    '504b0304',
    'It is an Excel workbook or a zip file, not CSV. Open it in Excel and save it as “CSV UTF-8”.',
  ],
  ['d0cf11e0', 'It is an old Excel or Word file, not CSV. Open it and save it as “CSV UTF-8”.'],
  ['25504446', 'It is a PDF, not CSV. Ask for the CSV export of it.'],
  ['fffe', `It is UTF-16, not UTF-8. ${exportAgain}`],
  ['feff', `It is UTF-16, not UTF-8. ${exportAgain}`],
]

export function unusable(detail: string): Problem {
  return new Problem('unusable-file', { field: 'file', detail })
}

/**
 * The bytes of a CSV file as rows of cells with their true line numbers. UTF-8 with or without its mark;
 * commas, semicolons or tabs. Cells are as written, not trimmed. `what`: what the file is of, for the words.
 * @throws Problem 'unusable-file' saying in words what is wrong with the file as a whole.
 */
export function readFile(bytes: Uint8Array, what = 'caseload'): FileRows {
  if (bytes.length > fileLimits.bytes)
    throw unusable(`It is larger than 5 MB. A ${what} is far smaller: is it the right file?`)
  const text = textOf(bytes, what)
  if (text.trim() === '') throw unusable('It is empty.')
  const delimiter = delimiterOf(text)
  const [headings, ...rows] = parsed(text, delimiter)
  if (!headings) throw unusable('It is empty.')
  if (rows.length === 0) throw unusable('It has headings but nothing under them.')
  if (rows.length > fileLimits.rows) throw unusable('It has more than 10,000 rows. Is it the right file?')
  return { delimiter, headings: headings.cells, rows }
}

function textOf(bytes: Uint8Array, what: string): string {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const other = otherKinds.find(([magic]) => start.startsWith(magic))
  if (other) throw unusable(other[1])
  const nul = bytes.indexOf(0)
  if (nul !== -1) {
    const wide = nul < 2 && bytes.length > 3
    throw unusable(
      wide
        ? `It is UTF-16, not UTF-8. ${exportAgain}`
        : `It is not text. Ask for the CSV export of the ${what}.`,
    )
  }
  if (!isUtf8(bytes)) throw unusable(`It is not UTF-8 (line ${String(firstBadLine(bytes))}). ${exportAgain}`)
  return new TextDecoder('utf-8').decode(bytes)
}

/** A line break is never part of another UTF-8 character, so lines can be tried one by one. */
function firstBadLine(bytes: Uint8Array): number {
  let line = 1
  let from = 0
  for (;;) {
    const end = bytes.indexOf(newLine, from)
    if (end === -1 || !isUtf8(bytes.subarray(from, end))) return line
    from = end + 1
    line += 1
  }
}

/** The one most seen in the first line that has text, outside quotation marks. */
function delimiterOf(text: string): Delimiter {
  const first = text.split(/\r\n|\r|\n/).find((line) => line.trim() !== '') ?? ''
  const bare = first.replace(/"[^"]*"/g, '')
  const seen = (delimiter: Delimiter) => bare.split(delimiter).length
  return delimiters.reduce((best, delimiter) => (seen(delimiter) > seen(best) ? delimiter : best))
}

function parsed(text: string, delimiter: Delimiter): FileRow[] {
  try {
    const records = parse(text, {
      delimiter,
      info: true,
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

/** The parser names the line a row ends on; cells may hold line breaks. */
function breaksIn(record: readonly string[]): number {
  return record.reduce((total, cell) => total + cell.split(/\r\n|\r|\n/).length - 1, 0)
}

function inWords(error: CsvError): string {
  return error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? 'A quotation mark is opened and never closed, so rows cannot be told apart.'
    : 'Its rows cannot be told apart. Is it CSV?'
}
