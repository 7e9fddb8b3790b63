import { eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { raised } from '../storage/raised-schema.ts'
import type { KeptPhoto, PhotoFiles } from './photo-files.ts'

/** One photo, for colleagues. @throws Problem 'not-found' when there is none, or it is no longer what was kept; perform's. */
export async function viewPhoto(
  desk: Desk,
  who: Colleague | null,
  id: string,
  files: PhotoFiles,
): Promise<Buffer> {
  const kept = await perform(desk, who, {
    act: 'view photo',
    thing: (tx) => ({ kind: 'raise', id: find(tx, id).raise }),
    work: (tx) => find(tx, id),
  })
  return there(await files.read(kept))
}

/**
 * The photo the chair shows just now, for a shared screen; it names none. `shown` says which, in the act's transaction.
 * @throws Problem 'not-found' when none is shown, perform's.
 */
export async function viewShownPhoto(
  desk: Desk,
  who: Colleague | null,
  shown: (tx: Transaction) => { photo: string } | null,
  files: PhotoFiles,
): Promise<Buffer> {
  const now = (tx: Transaction) => find(tx, shown(tx)?.photo ?? null)
  const kept = await perform(desk, who, {
    act: 'view shown photo',
    // A colleague is refused before it is looked whether there is one.
    thing: () => ({ kind: 'page' }),
    work: now,
  })
  return there(await files.read(kept))
}

function find(tx: Transaction, photo: string | null): KeptPhoto & { raise: string } {
  const row = photo === null ? null : tx.select().from(raised).where(eq(raised.photo, photo)).get()
  if (!row?.photo || !row.photoSha256) throw new Problem('not-found')
  return { raise: row.id, photo: row.photo, sha256: row.photoSha256 }
}

function there(bytes: Buffer | null): Buffer {
  if (!bytes) throw new Problem('not-found')
  return bytes
}
