import { isUtf8 } from 'node:buffer'
import { unusable } from './unusable.ts'

/** How a file's letters were written. */
export type Encoding = 'UTF-8' | 'Windows-1252'

const newLine = 0x0a
const exportAgain = 'Export it again as “CSV UTF-8”.'
const wide = `It is UTF-16, not UTF-8. ${exportAgain}`

/** First bytes of what people upload by mistake. */
const otherKinds: [start: string, words: string][] = [
  [
    '504b0304',
    'It is an Excel workbook or a zip file, not CSV. Open it in Excel and save it as “CSV UTF-8”.',
  ],
  ['d0cf11e0', 'It is an old Excel or Word file, not CSV. Open it and save it as “CSV UTF-8”.'],
  ['25504446', 'It is a PDF, not CSV. Ask for the CSV export of it.'],
  ['fffe', wide],
  ['feff', wide],
]

/**
 * Windows-1252 from 0x80 to 0x9f, where it is not Latin 1; a dot stands for the five bytes it leaves unused. Our own
 * table: TextDecoder lets those five through, and reads this range as Latin 1 in some builds of Node.
 */
const between80And9f = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'
const unused: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

/**
 * The text of a file, and how it was written. UTF-8 with or without its mark; whatever is not valid UTF-8 is
 * Windows-1252, as Excel saves plain “CSV” in England. `what`: what the file is of, for the words.
 * @throws Problem 'unusable-file' for UTF-16, for what is no text, and for a file that mixes the two.
 */
export function decode(bytes: Uint8Array, what: string): { text: string; encoding: Encoding } {
  const start = Buffer.from(bytes.subarray(0, 4)).toString('hex')
  const other = otherKinds.find(([magic]) => start.startsWith(magic))
  if (other) throw unusable(other[1])
  const nul = bytes.indexOf(0)
  if (nul !== -1) {
    const isWide = nul < 2 && bytes.length > 3
    throw unusable(isWide ? wide : `It is not text. Ask for the CSV export of the ${what}.`)
  }
  if (isUtf8(bytes)) return { text: new TextDecoder('utf-8').decode(bytes), encoding: 'UTF-8' }
  refuseMixed(bytes, start.startsWith('efbbbf'))
  return { text: fromWindows1252(bytes), encoding: 'Windows-1252' }
}

/** Two exports pasted together: read either way, half the names would be wrong. */
function refuseMixed(bytes: Uint8Array, marked: boolean): void {
  const lines = linesOf(bytes).filter(({ part }) => part.some((byte) => byte > 0x7f))
  const bad = lines.find(({ part }) => !isUtf8(part))
  const good = lines.find(({ line, part }) => isUtf8(part) && (line > 1 || !marked))
  if (!bad || !(marked || good)) return
  const beside = good ? `, and line ${String(good.line)} is` : ', though it begins as UTF-8 does'
  throw unusable(`It is not UTF-8 in line ${String(bad.line)}${beside}. ${exportAgain}`)
}

/** A line break is never part of another character in either, so lines can be tried one by one. */
function linesOf(bytes: Uint8Array): { line: number; part: Uint8Array }[] {
  const lines: { line: number; part: Uint8Array }[] = []
  let from = 0
  while (from <= bytes.length) {
    const end = bytes.indexOf(newLine, from)
    const to = end === -1 ? bytes.length : end
    lines.push({ line: lines.length + 1, part: bytes.subarray(from, to) })
    from = to + 1
  }
  return lines
}

function fromWindows1252(bytes: Uint8Array): string {
  const at = bytes.findIndex((byte) => unused.has(byte))
  if (at !== -1) {
    const line = linesOf(bytes.subarray(0, at)).length
    throw unusable(`Line ${String(line)} is neither UTF-8 nor Windows-1252. ${exportAgain}`)
  }
  const latin = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  return latin.replace(/[\x80-\x9f]/g, (letter) => between80And9f.charAt(letter.charCodeAt(0) - 0x80))
}
