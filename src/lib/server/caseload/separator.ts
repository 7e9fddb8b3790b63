const separators = [',', ';', '\t'] as const

/** What parts the cells of a line. */
export type Separator = (typeof separators)[number]

/** How much of a file is looked at: enough rows to tell, and no more than a moment's work. */
const sample = { rows: 200, letters: 200_000 }

/** What Excel understands as its own first line, and some exports write: “sep=;”. */
const saidOutright = /^\uFEFF?"?sep=([,;\t])"?[ \t]*(?=\r\n|\r|\n)/i

/** Whether the file says its separator in a first line, and how many letters it says so in, the line break left out. */
export function separatorSaid(text: string): { separator: Separator; letters: number } | null {
  const said = saidOutright.exec(text)
  const separator = separators.find((one) => one === said?.[1])
  return said && separator ? { separator, letters: said[0].length } : null
}

/**
 * The separator that most rows agree on: it parts them into as many cells as the first row, and more than one. Between
 * equals, the one that makes more cells. A comma in an address, or a line break in quotation marks, misleads it not.
 */
export function guessSeparator(text: string): Separator {
  const start = text.slice(0, sample.letters)
  const cut = start.length < text.length
  const tried = separators.map((separator) => {
    const widths = widthsOf(start, separator, cut)
    const [first = 1] = widths
    const agree = widths.filter((width) => width === first).length / Math.max(1, widths.length)
    return { separator, first, agree: first > 1 ? agree : 0 }
  })
  const best = tried.reduce((a, b) =>
    b.agree > a.agree || (b.agree === a.agree && b.first > a.first) ? b : a,
  )
  return best.separator
}

/** How many cells each row has, empty rows left out; a row the sample cuts short is left out too. */
function widthsOf(text: string, separator: Separator, cut: boolean): number[] {
  const widths: number[] = []
  let width = 1
  let empty = true
  let quoted = false
  let cellBegins = true
  const endRow = () => {
    if (!empty) widths.push(width)
    width = 1
    empty = true
    cellBegins = true
  }
  for (let at = 0; at < text.length && widths.length < sample.rows; at += 1) {
    const letter = text.charAt(at)
    if (quoted) {
      if (letter !== '"') continue
      if (text.charAt(at + 1) === '"') at += 1
      else quoted = false
    } else if (letter === '\n' || letter === '\r') endRow()
    else if (letter === separator) {
      width += 1
      cellBegins = true
    } else {
      if (letter === '"' && cellBegins) quoted = true
      if (letter.trim() !== '') {
        empty = false
        cellBegins = false
      }
    }
  }
  if (!cut && widths.length < sample.rows) endRow()
  return widths
}
