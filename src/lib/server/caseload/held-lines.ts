import { asc } from 'drizzle-orm'
import { sayHeldLine } from '../../reablement/kept-file.ts'
import type { KeptField } from '../../reablement/kept.ts'
import { heldFile } from '../storage/file-schema.ts'
import type { Storage } from '../storage/open.ts'
import { decode } from './decode.ts'
import { readFile } from './read-file.ts'

/** By what a file names somebody. */
interface Named {
  reference: string
  nhsNumber: string | null
}

/**
 * Lines of the files that wait which have somebody's reference or NHS number in a cell of its own: a held file holds
 * everybody, and its columns may not be known yet, so nothing else says for sure whose a line is. `unread`: files whose
 * lines cannot be told apart.
 */
export function heldLinesOf(
  reader: Pick<Storage, 'select'>,
  named: Named,
): { lines: KeptField[][]; unread: number } {
  const found = reader
    .select({ at: heldFile.at, bytes: heldFile.bytes })
    .from(heldFile)
    .orderBy(asc(heldFile.at))
    .all()
    .map(({ at, bytes }) => linesIn(at, bytes, named))
  return {
    lines: found.flatMap((lines) => lines ?? []),
    unread: found.filter((lines) => lines === null).length,
  }
}

function linesIn(at: string, bytes: Uint8Array, named: Named): KeptField[][] | null {
  try {
    // Most files that wait are not about them: to take a large one apart holds everybody up.
    const { text } = decode(bytes, 'caseload')
    if (!mayName(text, named)) return []
    const { headings, rows } = readFile(bytes)
    return rows
      .filter(({ cells }) => cells.some((cell) => names(cell, named)))
      .map(({ cells }) => sayHeldLine(at, headings, cells))
  } catch {
    return null
  }
}

function mayName(text: string, { reference, nhsNumber }: Named): boolean {
  if (text.toUpperCase().includes(reference.toUpperCase())) return true
  return nhsNumber !== null && new RegExp([...nhsNumber].join('[^0-9A-Za-z,;\\t\\r\\n]*')).test(text)
}

function names(cell: string, { reference, nhsNumber }: Named): boolean {
  const said = cell.trim()
  if (said.toUpperCase() === reference.toUpperCase()) return true
  return nhsNumber !== null && /^[\d\s-]+$/.test(said) && said.replace(/\D/g, '') === nhsNumber
}
