import { mkdir, readdir, readFile as readBytes, rename, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { and, asc, eq, isNull, lte } from 'drizzle-orm'
import { reportInWords } from '../../reablement/caseload-report.ts'
import type { FolderOutcome, ReportWords } from '../../reablement/caseload-report.ts'
import { londonDate, londonTime, sayDay } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { performAsService } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { fileReport } from '../storage/file-schema.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { colleague } from '../storage/schema.ts'
import { applyCaseload } from './apply.ts'
import type { CaseloadFile } from './check-file.ts'
import { columnQuestion, savedMaps } from './column-maps.ts'
import { dropWaiting, leaveQuestions, putHeld } from './held-files.ts'
import { theService } from './import-caseload.ts'
import { fileLimits, unusable } from './read-file.ts'

/** A file in the folder, as it stands there just now. */
export interface Arrived {
  name: string
  size: number
  changed: number
}

const endings = ['.csv', '.txt', '.tsv']

/** Exports in the folder itself, the oldest first. What begins with a dot, or is still being written under another ending, is none. */
export async function arrivedFiles(folder: string): Promise<Arrived[]> {
  const found = await readdir(folder, { withFileTypes: true })
  const files = found.filter(
    (one) => one.isFile() && !one.name.startsWith('.') && endings.includes(extname(one.name).toLowerCase()),
  )
  const arrived = await Promise.all(files.map(({ name }) => standing(folder, name)))
  return arrived.toSorted((a, b) => a.changed - b.changed || (a.name < b.name ? -1 : 1))
}

async function standing(folder: string, name: string): Promise<Arrived> {
  const { size, mtimeMs } = await stat(join(folder, name))
  return { name, size, changed: mtimeMs }
}

/** A file was used, and could not be moved out of the folder: it must not be used again. */
export class NotPutAway extends Error {}

/** Still the same: nobody has written it since. */
export function sameFile(a: Arrived, b: Arrived | undefined): boolean {
  return a.size === b?.size && a.changed === b.changed
}

/**
 * Uses a complete file of the folder as the service: what has no questions is applied, the rest waits for somebody; the
 * file goes to done or refused. `mailed`: a report is written for the managers. Returns null when it was written
 * meanwhile. @throws NotPutAway; anything else that is no Problem is tried again.
 */
export async function takeFile(
  desk: Desk,
  folder: string,
  one: Arrived,
  { mailed }: { mailed: boolean },
): Promise<FolderOutcome | null> {
  const bytes = one.size > fileLimits.bytes ? null : await readBytes(join(folder, one.name))
  if (!sameFile(await standing(folder, one.name), one)) return null
  const outcome = await use(desk, bytes && { name: one.name, bytes: new Uint8Array(bytes) }, mailed)
  await putAway(desk, folder, one.name, outcome.kind === 'used' ? 'done' : 'refused')
  return outcome
}

async function use(desk: Desk, file: CaseloadFile | null, mailed: boolean): Promise<FolderOutcome> {
  const report = (tx: Transaction, at: string, outcome: FolderOutcome) => {
    if (mailed) putReport(tx, at, outcome)
  }
  try {
    if (!file) throw unusable('It is larger than 5 MB. A caseload is far smaller: is it the right file?')
    const today = londonDate(desk.clock())
    const question = columnQuestion(file, savedMaps(desk.storage), { today, held: '' })
    if (question) return await waits(desk, file, question.file.rows, report)
    const summary = await applyCaseload(desk, theService, file, { how: 'folder' }, (tx, at, applied) => {
      leaveQuestions(tx, at, file, applied.questions)
      report(tx, at, { kind: 'used', summary: applied })
    })
    return { kind: 'used', summary }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const outcome: FolderOutcome = { kind: 'refused', why: error.detail ?? error.message }
    await asService(desk, 'refused', (tx, at) => report(tx, at, outcome))
    return outcome
  }
}

async function waits(
  desk: Desk,
  file: CaseloadFile,
  rows: number,
  report: (tx: Transaction, at: string, outcome: FolderOutcome) => void,
): Promise<FolderOutcome> {
  return asService(desk, 'waits', (tx, at) => {
    const outcome: FolderOutcome = { kind: 'waits', rows }
    dropWaiting(tx)
    putHeld(tx, file, { at, heldBy: null, why: 'its columns are new or have changed' })
    report(tx, at, outcome)
    return outcome
  })
}

function asService<T>(desk: Desk, folder: string, work: (tx: Transaction, at: string) => T): Promise<T> {
  const thing = () => ({ kind: 'caseload' as const })
  return performAsService(desk, { act: 'import caseload', thing, work, detail: { folder } })
}

function putReport(tx: Transaction, at: string, outcome: FolderOutcome): void {
  const now = new Date(at)
  const words = reportInWords(outcome, `${sayDay(londonDate(now))}, ${londonTime(now)}`)
  tx.insert(fileReport)
    .values({ id: newId(), at, words: JSON.stringify(words), nextAt: at })
    .run()
}

/** Under its own name with the instant in front, so that yesterday's is never overwritten. */
async function putAway(desk: Desk, folder: string, name: string, where: 'done' | 'refused'): Promise<void> {
  const stamp = desk.clock().toISOString().replace(/[:.]/g, '-')
  try {
    await mkdir(join(folder, where), { recursive: true })
    await rename(join(folder, name), join(folder, where, `${stamp} ${name}`))
  } catch (cause) {
    throw new NotPutAway(`a file could not be moved to “${where}”`, { cause })
  }
}

/** How long a mail is tried, and the longest pause between two tries, in milliseconds. [choice] */
const trying = { longest: 24 * 3_600_000, pause: 3_600_000 }

type Send = (words: ReportWords, to: readonly string[], id: string) => Promise<unknown>

/** Mails the reports that are due to every manager who may sign in. What the mail server does not take is tried again for a day. */
export async function sendReports(desk: Desk, send: Send): Promise<void> {
  const now = desk.clock()
  const due = desk.storage
    .select()
    .from(fileReport)
    .where(and(isNull(fileReport.sentAt), lte(fileReport.nextAt, now.toISOString())))
    .orderBy(asc(fileReport.at))
    .all()
    .filter(({ at }) => now.getTime() - Date.parse(at) < trying.longest)
  if (due.length === 0) return
  const to = desk.storage
    .select({ email: colleague.email })
    .from(colleague)
    .where(and(eq(colleague.role, 'manager'), eq(colleague.active, true)))
    .all()
    .map(({ email }) => email)
  if (to.length === 0) return
  for (const { id, words, tries } of due) {
    const sent = await send(JSON.parse(words) as ReportWords, to, id).then(
      () => true,
      () => false,
    )
    const pause = Math.min(60_000 * 2 ** tries, trying.pause)
    const nextAt = new Date(now.getTime() + pause).toISOString()
    desk.storage
      .update(fileReport)
      .set(sent ? { sentAt: now.toISOString(), tries: tries + 1 } : { tries: tries + 1, nextAt })
      .where(eq(fileReport.id, id))
      .run()
  }
}
