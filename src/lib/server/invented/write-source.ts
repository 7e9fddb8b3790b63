import { asc, eq } from 'drizzle-orm'
import type { CaseloadField } from '../../reablement/caseload-columns.ts'
import { columnMap, fileSaid } from '../storage/file-schema.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern, episode, person } from '../storage/schema.ts'
import { idFor } from './chance.ts'
import { inBatches } from './write-batches.ts'

/** The evening list of the case system, as somebody said once what its columns are. */
const eveningList: [heading: string, field: CaseloadField | null][] = [
  ['LL person id', 'reference'],
  ['Name, last', 'surname'],
  ['Name, first', 'forename'],
  ['Birth', 'born'],
  ['NHS', 'nhsNumber'],
  ['Package type', 'kind'],
  ['Package from', 'start'],
  ['Package to', 'plannedEnd'],
  ['Visits', 'callsPerDay'],
  ['Allocated worker', null],
]

/** A source Perch can read already. */
export function writeSource(tx: Transaction, at: string): void {
  const columns = JSON.stringify(eveningList.map(([heading, field]) => ({ heading, field })))
  const savedBy = idFor('colleague', 'Sandra Beck')
  tx.insert(columnMap).values({ source: 'Liquidlogic, evening list', columns, savedBy, savedAt: at }).run()
}

/** What this morning's file said of everybody: just what stands on the board, so that only the next one says anything new. */
export function writeSaid(tx: Transaction): void {
  const calls = new Map(
    tx
      .select()
      .from(callPattern)
      .orderBy(asc(callPattern.from), asc(callPattern.at))
      .all()
      .map((row) => [row.episode, row]),
  )
  const rows = tx.select().from(person).innerJoin(episode, eq(episode.person, person.id)).all()
  const said = rows.map(({ person: { id, birthDate: born, ...who }, episode: stay }) => {
    const { kind, start, plannedEnd, source: referralSource, ward, reason } = stay
    const { perDay: callsPerDay, minutes, carers } = calls.get(stay.id) ?? {}
    const facts = { ...who, born, kind, start, plannedEnd, referralSource, ward, reason }
    return { person: id, facts: JSON.stringify({ ...facts, callsPerDay, minutes, carers }) }
  })
  inBatches(said, (some) => {
    tx.insert(fileSaid).values(some).run()
  })
}
