import { existsSync, readFileSync, statSync } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { Problem } from '../../reablement/problem.ts'
import { isBusy } from '../storage/busy.ts'
import type { Desk } from '../storage/desk.ts'
import { openStorage } from '../storage/open.ts'
import { applyCaseload } from './apply.ts'
import type { CaseloadFile } from './check-file.ts'
import { leaveQuestions } from './held-files.ts'
import { theService } from './import-caseload.ts'
import { previewInWords, summaryInWords } from './in-words.ts'
import { previewCaseload } from './preview.ts'
import { fileLimits, unusable } from './read-file.ts'

export interface ImportOrder {
  /** The file's path. */
  file: string
  apply: boolean
  json: boolean
}

/** How long to wait for a server that is writing, in milliseconds. */
const patience = { longest: 5_000, between: 50 }

/**
 * The nightly import: preview, or apply, on the database file of a Perch that may be running.
 * Returns what to print and the exit code: 0 done, 1 nothing was changed and why.
 */
export async function importFromCommand(
  order: ImportOrder,
  { database, clock }: { database: string; clock: () => Date },
): Promise<{ code: 0 | 1; text: string }> {
  try {
    const file = readGiven(order.file)
    const result = await onDatabase(database, clock, async (desk) =>
      order.apply ? applied(desk, file) : previewed(desk, file),
    )
    return { code: result.code, text: order.json ? JSON.stringify(result.facts, null, 2) : result.words }
  } catch (error) {
    if (!(error instanceof Problem) && !isBusy(error)) throw error
    const problem = error instanceof Problem ? error : new Problem('storage-trouble')
    const facts = { code: problem.code, words: problem.message }
    return { code: 1, text: order.json ? JSON.stringify({ problem: facts }, null, 2) : problem.message }
  }
}

interface Result {
  code: 0 | 1
  words: string
  facts: object
}

async function previewed(desk: Desk, file: CaseloadFile): Promise<Result> {
  const preview = await previewCaseload(desk, theService, file)
  return {
    code: preview.good > 0 ? 0 : 1,
    words: previewInWords(preview),
    facts: { applied: false, ...preview },
  }
}

async function applied(desk: Desk, file: CaseloadFile): Promise<Result> {
  const summary = await applyCaseload(desk, theService, file, {}, (tx, at, { questions }) =>
    leaveQuestions(tx, at, file, questions),
  )
  return { code: 0, words: summaryInWords(file.name, summary), facts: { applied: true, ...summary } }
}

function readGiven(path: string): CaseloadFile {
  const found = statSync(path, { throwIfNoEntry: false })
  if (!found?.isFile()) throw unusable(`There is no file ${path}.`)
  if (found.size > fileLimits.bytes)
    throw unusable('It is larger than 5 MB. A caseload is far smaller: is it the right file?')
  try {
    return { name: basename(path), bytes: readFileSync(path) }
  } catch {
    throw unusable(`${path} cannot be read.`)
  }
}

/** Never makes a database: an import into the wrong folder must not look like a success. */
async function onDatabase<T>(
  database: string,
  clock: () => Date,
  work: (desk: Desk) => Promise<T>,
): Promise<T> {
  if (!existsSync(database)) {
    throw unusable(
      `There is no Perch database at ${database}. Start Perch once, or set PERCH_DATA to its folder.`,
    )
  }
  const storage = await patiently(() => openStorage(database))
  try {
    return await patiently(() => work({ storage, clock }))
  } finally {
    storage.$client.close()
  }
}

/** The server’s transactions are short, so a busy database is tried again; each try is all or nothing. */
async function patiently<T>(attempt: () => T | Promise<T>): Promise<T> {
  const until = performance.now() + patience.longest
  for (;;) {
    try {
      return await attempt()
    } catch (error) {
      if (!isBusy(error) || performance.now() > until) throw error
      await after(patience.between)
    }
  }
}
