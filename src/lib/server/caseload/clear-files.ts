import { and, isNotNull, isNull, lt, or } from 'drizzle-orm'
import { fileKeptDays } from '../../reablement/caseload-runs.ts'
import { performAsService } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { heldFile } from '../storage/file-schema.ts'
import { importRun } from '../storage/ledger-schema.ts'

/** How long a file somebody only looked at is kept, in milliseconds. [choice] */
const lookedAtFor = 12 * 3_600_000

/**
 * Empties what caseload files still say of people once its time is over: the errors of a run, a file that waits for
 * somebody, and one that somebody only looked at. A run and its counts stay. The act is the service's own, written down
 * when there is something to empty. Returns how many of them went.
 */
export async function clearCaseloadFiles(desk: Desk): Promise<number> {
  const now = desk.clock().getTime()
  const since = new Date(now - fileKeptDays * 86_400_000).toISOString()
  const looked = new Date(now - lookedAtFor).toISOString()
  const oldErrors = and(isNotNull(importRun.errors), lt(importRun.at, since))
  const oldFiles = or(lt(heldFile.at, since), and(isNull(heldFile.why), lt(heldFile.at, looked)))
  const errors = desk.storage.select({ id: importRun.id }).from(importRun).where(oldErrors).all().length
  const files = desk.storage.select({ id: heldFile.id }).from(heldFile).where(oldFiles).all().length
  if (errors + files === 0) return 0
  await performAsService(desk, {
    act: 'clear caseload files',
    thing: () => ({ kind: 'caseload' }),
    work: (tx) => {
      tx.update(importRun).set({ errors: null }).where(oldErrors).run()
      tx.delete(heldFile).where(oldFiles).run()
    },
    detail: { errors, files },
  })
  return errors + files
}
