import { asc, eq } from 'drizzle-orm'
import { columnsInput } from '../../reablement/caseload-decisions.ts'
import type { ColumnQuestion, ColumnsInput } from '../../reablement/caseload-decisions.ts'
import { caseloadColumns, recogniseColumns } from '../../reablement/caseload-columns.ts'
import { guessColumns } from '../../reablement/caseload-guess.ts'
import { columnMapSchema, matchMap, withSaved } from '../../reablement/caseload-map.ts'
import type { ColumnMap, Matched } from '../../reablement/caseload-map.ts'
import { shownSample } from '../../reablement/caseload-sample.ts'
import { bare } from '../../reablement/caseload-words.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { columnMap } from '../storage/file-schema.ts'
import type { Storage } from '../storage/open.ts'
import type { CaseloadFile } from './check-file.ts'
import { heldFile } from './held-files.ts'
import { readFile } from './read-file.ts'

/** The saved maps, by source. What can no longer be read is asked for again. */
export function savedMaps(storage: Pick<Storage, 'select'>): ColumnMap[] {
  return storage
    .select()
    .from(columnMap)
    .orderBy(asc(columnMap.source))
    .all()
    .flatMap(({ source, columns }) => {
      const parsed = columnMapSchema.safeParse({ source, columns: JSON.parse(columns) as unknown })
      return parsed.success ? [parsed.data] : []
    })
}

/** What has to be asked about a file's columns before it can be read; null when it can be. @throws Problem 'unusable-file'. */
export function columnQuestion(
  file: CaseloadFile,
  saved: readonly ColumnMap[],
  { today, held }: { today: LocalDate; held: string },
): ColumnQuestion | null {
  const { headings, rows } = readFile(file.bytes)
  const matched = matchMap(saved, headings)
  const { missing, width } = recogniseColumns(headings)
  if (matched.how === 'same' || (matched.how === 'none' && missing.length === 0)) return null
  const required = caseloadColumns.filter((column) => column.required).length
  // Fewer columns than must be there: no correction by hand makes it a caseload.
  if (width < required) return null
  const proposal = guessColumns(
    headings,
    rows.map(({ cells }) => cells),
    today,
  )
  const before = matched.how === 'nearly' ? withSaved(proposal, matched.map).columns : proposal.columns
  const known = new Set(matched.how === 'nearly' ? matched.map.columns.map((one) => bare(one.heading)) : [])
  return {
    held,
    file: { name: file.name, rows: rows.length },
    source: matched.how === 'nearly' ? matched.map.source : '',
    columns: proposal.columns.map(({ heading, why, examples }, place) => {
      const field = before[place]?.field ?? null
      const sure = known.has(bare(heading)) ? null : why
      const said = rows.map(({ cells }) => cells[place]?.trim() ?? '').filter(Boolean)
      return {
        ...{ heading, field, why: sure, examples: examples.map((cell) => shownSample(cell, field)) },
        ...{ filled: said.length, different: new Set(said).size },
      }
    }),
    missing: caseloadColumns
      .filter((column) => column.required && !before.some(({ field }) => field === column.field))
      .map(({ field }) => field),
    clashes: matched.how === 'nearly' ? [] : proposal.clashes.map(({ words }) => words),
    changed: changedOf(matched),
  }
}

function changedOf(matched: Matched): ColumnQuestion['changed'] {
  return matched.how === 'nearly' ? { came: matched.came, went: matched.went } : null
}

/**
 * Saves how the columns of a file under way are read, for every next file of its source; another map of that name is
 * replaced. @throws Problem 'bad-input' naming what is missing or twice, 'not-found', perform's.
 */
export async function saveMap(desk: Desk, who: Colleague | null, input: ColumnsInput): Promise<ColumnMap> {
  const { held, source, fields } = parse(columnsInput, input)
  return perform(desk, who, {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx, at) => {
      const { headings } = readFile(heldFile(tx, held).bytes)
      const { width } = recogniseColumns(headings)
      if (fields.length !== width)
        throw new Problem('bad-input', { field: 'columns', detail: 'Say of every column what it is.' })
      const columns = headings.slice(0, width).map((heading, place) => ({
        heading: heading.trim(),
        field: fields[place] ?? null,
      }))
      const map = parse(columnMapSchema, { source, columns })
      const row = { columns: JSON.stringify(map.columns), savedBy: signedIn(who).id, savedAt: at }
      tx.insert(columnMap)
        .values({ source: map.source, ...row })
        .onConflictDoUpdate({ target: columnMap.source, set: row })
        .run()
      return map
    },
    detail: { map: 'saved' },
  })
}

/** Forgets how a source is read: its next file is asked about again. @throws Problem 'not-found', perform's. */
export async function forgetMap(desk: Desk, who: Colleague | null, source: string): Promise<void> {
  return perform(desk, who, {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx) => {
      const { changes } = tx.delete(columnMap).where(eq(columnMap.source, source)).run()
      if (changes === 0) throw new Problem('not-found')
    },
    detail: { map: 'forgotten' },
  })
}

/** The question about a held file; null: it can be read. @throws Problem 'not-found', 'unusable-file', perform's. */
export async function askColumns(
  desk: Desk,
  who: Colleague | null,
  held: string,
): Promise<{ file: CaseloadFile; question: ColumnQuestion | null }> {
  return perform(desk, who, {
    act: 'import caseload',
    thing: () => ({ kind: 'caseload' }),
    work: (tx, at) => {
      const file = heldFile(tx, held)
      const today = londonDate(new Date(at))
      return { file, question: columnQuestion(file, savedMaps(tx), { today, held }) }
    },
    detail: { map: 'looked at' },
  })
}
