import { archiveName, csvOf, indexPath, jsonOf, pathsOf, photoPath } from '../../reablement/archive.ts'
import type { ArchivePhoto, ArchiveRow } from '../../reablement/archive.ts'
import { archivePage } from '../../reablement/archive-page.ts'
import { archiveTables } from '../../reablement/archive-tables.ts'
import type { ArchiveTable } from '../../reablement/archive-tables.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { serviceName } from '../access/colleagues.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { readAside } from '../storage/read-aside.ts'
import type { Aside } from '../storage/read-aside.ts'
import { patiently } from './patiently.ts'
import { zipped } from './zip.ts'
import type { Zipping } from './zip.ts'

/** How long whoever takes an archive may read nothing of it, in milliseconds: it holds the database as it was. [choice] */
const patience = 120_000

/** The whole service as a zip, packed while it is read. */
export interface ArchiveOut {
  name: string
  body: ReadableStream<Uint8Array>
}

/** A photo's bytes; null when they are gone, or no longer what was kept. */
export type ReadPhoto = (kept: { photo: string; sha256: string }) => Promise<Uint8Array | null>

/**
 * The whole service, as it stands at this moment, as an archive anyone can open. Read through a connection of its own:
 * nobody waits for it, and what is changed meanwhile is not in it; of photos those that are still there when their turn
 * comes. Administrators only; audited before the first byte.
 * @throws Problem 'not-signed-in', 'not-allowed'.
 */
export async function exportArchive(
  desk: Desk,
  who: Colleague | null,
  { photo, wait = patience }: { photo: ReadPhoto; wait?: number },
): Promise<ArchiveOut> {
  const about = await perform(desk, who, {
    act: 'export archive',
    thing: () => ({ kind: 'service' }),
    work: (tx, at) => {
      const today = londonDate(new Date(at))
      return { service: serviceName(tx), by: signedIn(who).name, at, today }
    },
  })
  return { name: archiveName(about.today), body: patiently(() => archiveBytes(desk, about, photo), wait) }
}

type About = Omit<Parameters<typeof archivePage>[0], 'rows' | 'photos'>

async function* archiveBytes(desk: Desk, about: About, photo: ReadPhoto): AsyncGenerator<Uint8Array> {
  const aside = readAside(desk.storage)
  try {
    yield* zipped(filesOf(aside, about, photo), new Date(about.at))
  } finally {
    aside.close()
  }
}

/**
 * Each table's two files, each read anew: the same rows in the same order. Then the database is let go, and the photos
 * follow, one in memory at a time. The page that explains it all comes last: only then is it known which were there.
 */
async function* filesOf(aside: Aside, about: About, photo: ReadPhoto): AsyncGenerator<Zipping> {
  const rows = Object.fromEntries(archiveTables.map(({ table }) => [table, aside.count(table)]))
  for (const table of archiveTables) {
    const { csv, json } = pathsOf(table)
    yield { path: csv, pieces: csvOf(table, rowsOf(aside, table)) }
    yield { path: json, pieces: jsonOf(table, rowsOf(aside, table)) }
  }
  const kept = keptPhotos(aside)
  aside.close()
  const photos: ArchivePhoto[] = []
  for (const { raised, at, ...file } of kept) {
    const bytes = await photo(file)
    photos.push({ raised, at, there: bytes !== null })
    if (bytes) yield { path: photoPath(raised), bytes }
  }
  yield { path: indexPath, pieces: [archivePage({ ...about, rows, photos })] }
}

interface Kept {
  raised: string
  at: string
  photo: string
  sha256: string
}

/** Which rows have a photo, and what it must be like. A name of a file goes no further than to whoever reads it. */
function keptPhotos(aside: Aside): Kept[] {
  const found: Kept[] = []
  for (const { id, at, photo, photo_sha256: sha256 } of aside.rows('raised', photoColumns))
    if (photo && sha256)
      found.push({ raised: String(id), at: String(at), photo: String(photo), sha256: String(sha256) })
  return found
}

const photoColumns = ['id', 'at', 'photo', 'photo_sha256']

/** Only the planned columns are asked for: what stays inside is never read. */
function rowsOf(aside: Aside, { table, columns }: ArchiveTable): Iterable<ArchiveRow> {
  return aside.rows(table, Object.keys(columns))
}
