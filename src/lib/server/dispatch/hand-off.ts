import { mkdirSync, realpathSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { isAbsolute, join, resolve, sep } from 'node:path'
import { cellOf } from '../../reablement/outgoing.ts'
import type { FileColumn, Outgoing } from '../../reablement/outgoing.ts'
import type { FileSettings } from './channels.ts'
import { NotSent } from './not-sent.ts'

/** Where hand-off files may be put. */
export interface HandOffRoots {
  /** Under the data folder: a plain name is a folder in here. */
  inside: string
  /** The folder outside that the server’s settings allow, or null. */
  outside: string | null
}

/** Writes a table as CSV without a formula in it; handed in by the service. */
export type CsvText = (headings: readonly string[], rows: readonly (string | number | null)[][]) => string

/** What is wrong with a folder, in words; null when files may be put there. */
export function refusedFolder(folder: string, roots: HandOffRoots): string | null {
  if (!isAbsolute(folder))
    return /^[\w-]+(?:\/[\w-]+){0,3}$/.test(folder)
      ? null
      : 'Give a plain name, as “orders”: letters, digits and dashes.'
  if (roots.outside === null)
    return 'A folder outside Perch’s own needs PERCH_HANDOFF in the server’s settings. Give a plain name instead.'
  return isUnder(resolve(folder), resolve(roots.outside)) ? null : `It must lie under ${roots.outside}.`
}

function isUnder(path: string, root: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)
}

/**
 * Puts one action into the folder, in each format that is wanted. A file appears whole: it is written beside and
 * renamed. Its name is made of the instant and the delivery, so that writing it again puts the same one there.
 */
export async function handOff(
  outgoing: Outgoing,
  { settings, id, roots, csv }: { settings: FileSettings; id: string; roots: HandOffRoots; csv: CsvText },
): Promise<string> {
  const refused = refusedFolder(settings.folder, roots)
  if (refused) throw new NotSent(`its folder is not allowed: ${refused}`, { final: true })
  try {
    const folder = openFolder(settings.folder, roots)
    const name = join(folder, `${outgoing.at.slice(0, 19).replaceAll(':', '-')}-${id}`)
    if (settings.json) await putFile(`${name}.json`, jsonOf(outgoing, settings.columns))
    if (settings.csv) await putFile(`${name}.csv`, csvOf(outgoing, settings.columns, csv))
  } catch (error) {
    if (error instanceof NotSent) throw error
    throw new NotSent('the folder could not be written', { cause: error })
  }
  return 'written'
}

/** A link in the way may lead elsewhere: asked once the folder is there. */
function openFolder(folder: string, roots: HandOffRoots): string {
  const absolute = isAbsolute(folder)
  const root = absolute ? (roots.outside ?? '') : roots.inside
  const path = absolute ? folder : join(root, folder)
  mkdirSync(path, { recursive: true })
  const real = realpathSync(path)
  if (!isUnder(real, realpathSync(root))) throw new NotSent('its folder leads elsewhere', { final: true })
  return real
}

async function putFile(path: string, text: string): Promise<void> {
  const beside = `${path}.part`
  const file = await open(beside, 'w', 0o640)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  try {
    await rename(beside, path)
  } catch (error) {
    await rm(beside, { force: true })
    throw error
  }
}

function jsonOf(outgoing: Outgoing, columns: readonly FileColumn[]): string {
  const entries = columns.map(({ field, heading }) => [heading, cellOf(field, outgoing)] as const)
  return `${JSON.stringify(Object.fromEntries(entries), null, 2)}\n`
}

function csvOf(outgoing: Outgoing, columns: readonly FileColumn[], csv: CsvText): string {
  return csv(
    columns.map(({ heading }) => heading),
    [columns.map(({ field }) => cellOf(field, outgoing))],
  )
}
