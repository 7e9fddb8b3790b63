import { and, desc, eq, isNotNull, isNull } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { heldFile as heldFiles } from '../storage/file-schema.ts'
import { newId } from '../storage/id.ts'
import type { Storage, Transaction } from '../storage/open.ts'
import type { CaseloadFile } from './check-file.ts'
import { fileLimits, unusable } from './read-file.ts'

/** Keeps a file while somebody looks at it, so that it is chosen and sent once. @throws Problem 'unusable-file', perform's. */
export async function holdFile(desk: Desk, who: Colleague | null, file: CaseloadFile): Promise<string> {
  return perform(desk, who, {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx, at) => {
      if (file.bytes.length > fileLimits.bytes)
        throw unusable('It is larger than 5 MB. A caseload is far smaller: is it the right file?')
      // One at a time: whoever chooses another file has done with the one before.
      const mine = and(isNull(heldFiles.why), eq(heldFiles.heldBy, signedIn(who).id))
      tx.delete(heldFiles).where(mine).run()
      return putHeld(tx, file, { at, heldBy: signedIn(who).id, why: null })
    },
    detail: { held: true },
  })
}

/** Writes one down; `why`: what it waits for, in words without anybody's name. */
export function putHeld(
  tx: Transaction,
  { name, bytes }: CaseloadFile,
  how: { at: string; heldBy: string | null; why: string | null },
): string {
  const id = newId()
  tx.insert(heldFiles)
    .values({ id, name, bytes: Buffer.from(bytes), ...how })
    .run()
  return id
}

/** Keeps a file that was used by itself while it has questions; a newer one puts those of an older one anew. */
export function leaveQuestions(tx: Transaction, at: string, file: CaseloadFile, questions: number): void {
  dropWaiting(tx)
  const many = questions === 1 ? '1 question' : `${String(questions)} questions`
  if (questions > 0) putHeld(tx, file, { at, heldBy: null, why: `${many}, the rest is applied` })
}

/** A newer file says what there is: what waited before is let go. */
export function dropWaiting(tx: Transaction): void {
  tx.delete(heldFiles)
    .where(and(isNotNull(heldFiles.why), isNull(heldFiles.heldBy)))
    .run()
}

/** A file under way. @throws Problem 'not-found' when it was used, left, or is too old. */
export function heldFile(reader: Pick<Storage, 'select'>, id: string): CaseloadFile {
  const row = reader.select().from(heldFiles).where(eq(heldFiles.id, id)).get()
  if (!row) throw new Problem('not-found', { detail: 'Choose the file again.' })
  return { name: row.name, bytes: new Uint8Array(row.bytes) }
}

/** Done with: used, or left as it is. */
export async function leaveFile(desk: Desk, who: Colleague | null, id: string): Promise<void> {
  return perform(desk, who, {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx) => {
      tx.delete(heldFiles).where(eq(heldFiles.id, id)).run()
    },
    detail: { held: false },
  })
}

/** Files that came by themselves and wait for somebody, the newest first. */
export function waitingFiles(reader: Pick<Storage, 'select'>) {
  return reader
    .select({ id: heldFiles.id, name: heldFiles.name, at: heldFiles.at, why: heldFiles.why })
    .from(heldFiles)
    .where(isNotNull(heldFiles.why))
    .orderBy(desc(heldFiles.at))
    .all()
}
