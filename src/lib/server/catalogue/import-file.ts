import { createHash } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { findColumns, readCatalogueRows } from '../../reablement/catalogue-file.ts'
import type { Beside, CatalogueRead, GoodLine } from '../../reablement/catalogue-file.ts'
import type { CatalogueFileSummary, KitSummary } from '../../reablement/catalogue-preview.ts'
import { itemTitle } from '../../reablement/catalogue.ts'
import { changesOf } from '../../reablement/catalogue-item.ts'
import type { FieldChange, WholeItem } from '../../reablement/catalogue-item.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { plainLines, sayTexts } from '../../reablement/how-to-use.ts'
import { kitInput } from '../../reablement/kits.ts'
import { Problem } from '../../reablement/problem.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { besideItems } from './export-file.ts'
import { putHowTo } from './how-to-use.ts'
import { putItem } from './save-item.ts'
import { putKit } from './save-kit.ts'
import { teamCodes, wholeItems } from './whole-items.ts'

/** A file as it was uploaded. */
export interface CatalogueFile {
  name: string
  bytes: Uint8Array
}

/** Bytes as rows with their line numbers; the caseload's part reads CSV, and parts do not know each other. @throws Problem 'unusable-file'. */
export type ReadRows = (bytes: Uint8Array) => {
  headings: string[]
  rows: { line: number; cells: string[] }[]
}

interface Importing {
  file: CatalogueFile
  /** True: only says what it would do. */
  preview: boolean
  /** True: kits whose order breaks what must come first are put in order. */
  inOrder?: boolean
  readRows: ReadRows
}

/**
 * Says what a catalogue file would do, or does it: all of its good rows in one transaction, the bad ones left out.
 * @throws Problem 'unusable-file' (no good row is one too when it is applied), or perform's.
 */
export async function importCatalogue(
  desk: Desk,
  who: Colleague | null,
  { file, preview, inOrder = false, readRows }: Importing,
): Promise<CatalogueFileSummary> {
  const sha256 = createHash('sha256').update(file.bytes).digest('hex')
  return perform(desk, who, {
    act: 'import catalogue',
    thing: () => ({ kind: 'catalogue' }),
    work: (tx, at) => {
      const { headings, rows } = readRows(file.bytes)
      if (!findColumns(headings).has('code')) throw unusable('Its first line has no column “code”.')
      const items = wholeItems(tx)
      const around = { items, teams: teamCodes(tx), ...besideItems(tx) }
      const found = readCatalogueRows(headings, rows, around)
      const read = inOrder ? withKitsInOrder(found) : found
      if (!preview && read.good.length === 0) throw unusable('Not one of its rows can be used.')
      const absent = items.filter(({ code }) => !read.mentioned.has(code)).length
      if (!preview) apply(tx, { read, around }, { at, by: signedIn(who).id })
      return summaryOf({ name: file.name, rows: rows.length }, absent, { read, around })
    },
    detail: { preview, sha256, inOrder },
  })
}

function unusable(detail: string): Problem {
  return new Problem('unusable-file', { field: 'file', detail })
}

function withKitsInOrder(read: CatalogueRead): CatalogueRead {
  const changes = read.kits.changes.map((kit) =>
    kit.ordered ? { ...kit, now: kit.ordered, order: [], ordered: null } : kit,
  )
  return { ...read, kits: { ...read.kits, changes } }
}

interface Around extends Beside {
  items: readonly WholeItem[]
}

function summaryOf(
  file: CatalogueFileSummary['file'],
  absent: number,
  { read, around }: { read: CatalogueRead; around: Around },
): CatalogueFileSummary {
  const lines = read.good.map((one) => ({
    ...{ line: one.line, code: one.item.code, name: one.item.name, isNew: one.known === null },
    changes: [...changesOf(one.known, one.item), ...howToChanges(one, around.howTo)],
  }))
  const known = lines.filter(({ isNew }) => !isNew)
  return {
    file,
    ...{ columns: read.columns, faults: read.faults },
    added: lines.filter(({ isNew }) => isNew).map(({ line, code, name }) => ({ line, code, name })),
    changed: known
      .filter(({ changes }) => changes.length > 0)
      .map(({ line, code, name, changes }) => ({ line, code, name, changes })),
    kits: kitsOf(read, around.items),
    kitsStay: read.kits.stay,
    same: known.filter(({ changes }) => changes.length === 0).length,
    absent,
  }
}

function howToChanges({ item, howTo }: GoodLine, here: Around['howTo']): FieldChange[] {
  const was = here.get(item.code) ?? ''
  if (howTo === null || plainLines(was) === howTo) return []
  return [{ field: 'howTo', heading: 'How to use', ...sayTexts(was, howTo) }]
}

function kitsOf({ good, kits }: CatalogueRead, items: readonly WholeItem[]): KitSummary[] {
  const names = new Map([...items, ...good.map(({ item }) => item)].map(({ code, name }) => [code, name]))
  const titles = (codes: readonly string[]) => codes.map((code) => itemTitle(names.get(code) ?? code))
  return kits.changes.map(({ id, name, key, was, now, order, ordered }) => ({
    ...{ name, key, isNew: id === null, was: titles(was), now: titles(now) },
    ...{ order, ordered: ordered && titles(ordered) },
  }))
}

function apply(
  tx: Transaction,
  { read: { good, kits }, around }: { read: CatalogueRead; around: Around },
  by: { at: string; by: string },
): void {
  // What comes first may stand further down: asked when everything is in.
  tx.run(sql`PRAGMA defer_foreign_keys = ON`)
  for (const { item, known } of good) if (changesOf(known, item).length > 0) putItem(tx, known, item, by)
  for (const one of good)
    if (one.howTo !== null && howToChanges(one, around.howTo).length > 0)
      putHowTo(tx, { item: one.item.code, language: 'en', text: one.howTo }, by)
  for (const { id, name, key, now } of kits.changes)
    putKit(tx, kitInput.parse({ ...(id === null ? {} : { id }), name, key, items: now }), by)
}
