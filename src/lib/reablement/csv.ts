/** Says UTF-8 to Excel, which otherwise reads “é” as two letters. */
const byteOrderMark = '\uFEFF'

/**
 * What a spreadsheet may take for a formula: =, +, -, @ or their full-width kin first, or behind spaces, control or
 * invisible characters; or a tab or line break first.
 */
const formula =
  /^[\s\u0000-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2060-\u2064\uFEFF]*[=+\-@＝＋－＠﹢﹣﹦﹫−]|^[\t\r\n]/

/** One cell: never a formula, quoted where RFC 4180 asks for it. */
export function csvCell(value: string | number | null): string {
  if (typeof value === 'number') return String(value)
  const text = value ?? ''
  const harmless = formula.test(bare(text)) ? `'${text}` : text
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A cell as it was before `csvCell` made it harmless. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && formula.test(bare(cell)) ? cell.slice(1) : cell
}

/** Without apostrophes in front: a text that has its own gets one more, so that it comes back as it was. */
function bare(text: string): string {
  return text.replace(/^'+/, '')
}

type Cells = readonly (string | number | null)[]

/** A whole file piece by piece, so that it need never be in memory at once: RFC 4180 with CRLF, headings first. */
export function* csvPieces(headings: readonly string[], rows: Iterable<Cells>): Generator<string> {
  yield `${byteOrderMark}${lineOf(headings)}`
  for (const row of rows) yield lineOf(row)
}

/** A whole file at once. */
export function csvText(headings: readonly string[], rows: Iterable<Cells>): string {
  return [...csvPieces(headings, rows)].join('')
}

function lineOf(cells: Cells): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}
