import { createHash } from 'node:crypto'
import { eq, getTableColumns, getTableName, sql } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Said } from '../../reablement/caseload-decisions.ts'
import { fileSaid, importChange } from '../storage/file-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, episode, person } from '../storage/schema.ts'

type PersonRow = typeof person.$inferInsert
type StayRow = typeof episode.$inferInsert
type CallRow = typeof callPattern.$inferInsert
type Table = (typeof importChange.$inferSelect)['table']
type Values = Record<string, unknown>

interface Logged {
  table: Table
  row: string
  before: string | null
  after: string
}

/** What one run writes: gathered, written at once, and kept with the values before, so that it can be undone. */
export class Changes {
  readonly #made: { person: PersonRow[]; episode: StayRow[]; call_pattern: CallRow[] } = {
    ...{ person: [], episode: [], call_pattern: [] },
  }
  readonly #said: { person: string; facts: string }[] = []
  readonly #log: Logged[] = []

  makePerson(row: PersonRow): void {
    this.#make('person', row)
  }

  makeStay(row: StayRow): void {
    this.#make('episode', row)
  }

  makeCalls(row: CallRow): void {
    this.#make('call_pattern', row)
  }

  #make(table: 'person' | 'episode' | 'call_pattern', row: PersonRow | StayRow | CallRow): void {
    const rows: object[] = this.#made[table]
    rows.push(row)
    this.#log.push({ table, row: row.id, before: null, after: printOf(row) })
  }

  changePerson(tx: Transaction, was: PersonRow, set: Partial<PersonRow>): void {
    const changed = this.#differing('person', was.id, was, set)
    if (changed) tx.update(person).set(changed).where(eq(person.id, was.id)).run()
  }

  changeStay(tx: Transaction, was: StayRow, set: Partial<StayRow>): void {
    const changed = this.#differing('episode', was.id, was, set)
    if (changed) tx.update(episode).set(changed).where(eq(episode.id, was.id)).run()
  }

  #differing(table: Table, row: string, was: object, set: object): Values | null {
    const now = Object.entries(set).filter(([key, value]) => value !== (was as Values)[key])
    if (now.length === 0) return null
    const before = JSON.stringify(Object.fromEntries(now.map(([key]) => [key, (was as Values)[key] ?? null])))
    const after = Object.fromEntries(now)
    this.#log.push({ table, row, before, after: JSON.stringify(after) })
    return after
  }

  /** What the file said of somebody, and what it said before. */
  remember(id: string, said: Said, before: Said | null): void {
    const [facts, was] = [JSON.stringify(said), before && JSON.stringify(before)]
    if (before !== null && printOf(said) === printOf(before)) return
    this.#said.push({ person: id, facts })
    this.#log.push({
      table: 'file_said',
      row: id,
      before: was === null ? null : JSON.stringify({ facts: was }),
      after: was === null ? printOf({ person: id, facts }) : JSON.stringify({ facts }),
    })
  }

  /** Writes everything gathered; the run itself stands already. */
  write(tx: Transaction, run: string): void {
    insertAll(tx, person, this.#made.person)
    insertAll(tx, episode, this.#made.episode)
    insertAll(tx, callPattern, this.#made.call_pattern)
    insertAll(tx, fileSaid, this.#said, sql` ON CONFLICT (person) DO UPDATE SET facts = excluded.facts`)
    insertAll(
      tx,
      importChange,
      this.#log.map((one) => ({ run, ...one })),
    )
  }
}

/** A row's fingerprint, so that no second copy of somebody is kept; empty columns count not, later ones may be added. */
export function printOf(row: object): string {
  const filled = Object.entries(row).filter(([, value]) => value !== null && value !== undefined)
  const sorted = filled.toSorted(([a], [b]) => (a < b ? -1 : 1))
  return createHash('sha256').update(JSON.stringify(sorted)).digest('base64url').slice(0, 22)
}

/** All rows in one statement: a statement for each of 5,000 people held everybody up for seconds. */
function insertAll(tx: Transaction, table: SQLiteTable, rows: readonly object[], then = sql``): void {
  if (rows.length === 0) return
  const given = new Set(rows.flatMap((row) => Object.keys(row)))
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => given.has(key))
  const names = columns.map(([, { name }]) => sql.identifier(name))
  const values = columns.map(([key]) => sql.raw(`value ->> '$.${key}'`))
  tx.run(
    sql`INSERT INTO ${sql.identifier(getTableName(table))} (${sql.join(names, sql`, `)}) SELECT ${sql.join(
      values,
      sql`, `,
    )} FROM json_each(${JSON.stringify(rows)}) WHERE true${then}`,
  )
}
