import { compareEpisode } from '../../reablement/caseload-checks.ts'
import type { Difference } from '../../reablement/caseload-checks.ts'
import type { CaseloadField } from '../../reablement/caseload-columns.ts'
import { headingOf } from '../../reablement/caseload-columns.ts'
import type { CaseloadRow, RowError } from '../../reablement/caseload-facts.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { showNhsNumber } from '../../reablement/nhs-number.ts'
import type { Transaction } from '../storage/open.ts'
import type { CheckedFile } from './check-file.ts'
import { factsOf, knownPeople } from './known-people.ts'
import type { KnownPerson } from './known-people.ts'

/** What one good row means for what Perch has. */
export interface Update {
  row: CaseloadRow
  known: KnownPerson
  calls: boolean
  details: Difference[]
  /** Said otherwise by the file and left as Perch has it. */
  kept: Difference[]
  /** Was marked as not in the file and is in it again. */
  back: boolean
}

export interface Comparison {
  /** Nobody by that reference, or only a stay that has ended and an admission that began after it. */
  arrivals: { row: CaseloadRow; known: KnownPerson | null }[]
  updates: Update[]
  /** On the board and not in this file. */
  missing: KnownPerson[]
  /** Good rows that the file alone could not find fault with. */
  errors: RowError[]
}

const callFields: readonly CaseloadField[] = ['callsPerDay', 'minutes', 'carers']
const gone = ['ended', 'declined']

/** Compares a checked file with what Perch has. Changes nothing. */
export function compare(tx: Transaction, checked: CheckedFile, today: LocalDate): Comparison {
  const known = knownPeople(tx, today)
  const byReference = new Map(known.map((one) => [one.person.reference.toUpperCase(), one]))
  const byNumber = new Map(
    known.flatMap((one) => (one.person.nhsNumber ? [[one.person.nhsNumber, one] as const] : [])),
  )
  const result: Comparison = { arrivals: [], updates: [], missing: missingFrom(checked, known), errors: [] }
  for (const row of checked.good) {
    const one = byReference.get(row.reference.toUpperCase()) ?? null
    const sameNumber = row.nhsNumber === null ? undefined : byNumber.get(row.nhsNumber)
    if (sameNumber && sameNumber !== one) result.errors.push(numberTaken(row, sameNumber))
    else if (!one || startsAnew(row, one)) result.arrivals.push({ row, known: one })
    else if (!gone.includes(one.stay.state)) result.updates.push(updateOf(row, one))
  }
  return result
}

function missingFrom({ mentioned }: CheckedFile, known: readonly KnownPerson[]): KnownPerson[] {
  return known.filter(({ person, stay }) => {
    const named = mentioned.references.has(person.reference.toUpperCase())
    const numbered = person.nhsNumber !== null && mentioned.nhsNumbers.has(person.nhsNumber)
    return !named && !numbered && !gone.includes(stay.state)
  })
}

/** A file that lags behind still names people whose stay has ended: only a later start is a new stay. [choice] */
function startsAnew(row: CaseloadRow, { stay }: KnownPerson): boolean {
  return gone.includes(stay.state) && row.start > stay.start
}

function numberTaken({ line, reference, nhsNumber }: CaseloadRow, { person }: KnownPerson): RowError {
  const words =
    `Line ${String(line)}: the NHS number ${showNhsNumber(nhsNumber)} of ${reference} is known here as that of ` +
    `${person.reference}. If they are one person, use one reference; if not, correct the number.`
  return { line, column: headingOf('nhsNumber'), words }
}

/** The file says what the calls were before a colleague changed them in a huddle: the change stands. [choice] */
function lagsBehind({ callsPerDay, minutes, carers }: CaseloadRow, { before }: KnownPerson): boolean {
  if (!before || callsPerDay !== before.perDay) return false
  return (minutes ?? before.minutes) === before.minutes && (carers ?? before.carers) === before.carers
}

function updateOf(row: CaseloadRow, known: KnownPerson): Update {
  const all = compareEpisode(factsOf(known), row)
  const calls = all.filter(({ field }) => callFields.includes(field))
  const lags = calls.length > 0 && lagsBehind(row, known)
  return {
    row,
    known,
    calls: calls.length > 0 && !lags,
    details: all.filter(({ field }) => field !== 'start' && !callFields.includes(field)),
    kept: all.filter(({ field }) => field === 'start' || (lags && callFields.includes(field))),
    back: known.stay.missingSince !== null,
  }
}
