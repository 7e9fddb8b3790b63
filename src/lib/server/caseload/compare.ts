import { withKnownCapitals } from '../../reablement/caseload-checks.ts'
import type { Difference } from '../../reablement/caseload-checks.ts'
import type { CaseloadField } from '../../reablement/caseload-columns.ts'
import type { Said } from '../../reablement/caseload-decisions.ts'
import type { CaseloadRow, RowError } from '../../reablement/caseload-facts.ts'
import type { TwinQuestion } from '../../reablement/caseload-preview.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import type { Transaction } from '../storage/open.ts'
import { twinDecision } from '../storage/file-schema.ts'
import type { CheckedFile } from './check-file.ts'
import { factsOf, knownPeople } from './known-people.ts'
import type { KnownPerson } from './known-people.ts'
import { settleTwins } from './twins.ts'
import { saidIn, settleTwoWays } from './two-ways.ts'
import type { Settled } from './two-ways.ts'

/** What one good row means for what Perch has. */
export interface Update {
  /** With the board’s own facts where those stay. */
  row: CaseloadRow
  known: KnownPerson
  calls: boolean
  details: Difference[]
  /** Said otherwise by the file and left as Perch has it, or taken because somebody chose so. */
  kept: Settled[]
  /** Was marked as not in the file and is in it again. */
  back: boolean
  said: Said
}

export interface Comparison {
  /** Nobody by that reference, or only a stay that has ended and an admission that began after it. */
  arrivals: { row: CaseloadRow; known: KnownPerson | null; said: Said }[]
  updates: Update[]
  /** Accepted, not over, and not in this file. */
  missing: KnownPerson[]
  /** Every row left out, and why, by line. */
  errors: RowError[]
  /** How many rows can be used. */
  used: number
  /** Entries that may be one person, and nobody has decided. */
  twins: TwinQuestion[]
}

const callFields: readonly CaseloadField[] = ['callsPerDay', 'minutes', 'carers']
const gone = ['ended', 'declined']

/** Compares a checked file with what Perch has. Changes nothing. */
export function compare(tx: Transaction, checked: CheckedFile, today: LocalDate): Comparison {
  const known = knownPeople(tx, today)
  const byReference = new Map(known.map((one) => [one.person.reference.toUpperCase(), one]))
  const decided = new Map(
    tx
      .select()
      .from(twinDecision)
      .all()
      .map((one) => [one.key, one]),
  )
  const { rows, open, errors, aliases } = settleTwins(checked, known.map(factsOf), decided)
  const alone = checked.errors.filter((error) => !checked.repeats.includes(error))
  const result: Comparison = {
    ...{ arrivals: [], updates: [], twins: open, used: rows.length },
    missing: missingFrom(checked, known, aliases),
    errors: [...alone, ...errors].sort((a, b) => a.line - b.line),
  }
  for (const row of rows) {
    const one = byReference.get(row.reference.toUpperCase()) ?? null
    if (!one) result.arrivals.push({ row, known: null, said: saidIn(row, null) })
    else if (startsAnew(row, one)) {
      const capitals = withKnownCapitals(row, factsOf(one))
      result.arrivals.push({ row: capitals, known: one, said: saidIn(row, one.said) })
    } else if (!gone.includes(one.stay.state)) result.updates.push(updateOf(row, one, today))
  }
  return result
}

/** A referral nobody has accepted is in no caseload yet, so nothing is missing. [choice] */
function missingFrom(
  { mentioned }: CheckedFile,
  known: readonly KnownPerson[],
  aliases: ReadonlyMap<string, string>,
): KnownPerson[] {
  const also = [...mentioned.references].map((reference) => aliases.get(reference)?.toUpperCase())
  const references = new Set([...mentioned.references, ...also])
  return known.filter(({ person, stay }) => {
    const named = references.has(person.reference.toUpperCase())
    const numbered = person.nhsNumber !== null && mentioned.nhsNumbers.has(person.nhsNumber)
    return !named && !numbered && stay.state !== 'referred' && !gone.includes(stay.state)
  })
}

/**
 * A file that lags behind still names people whose stay has ended: only a later start is a new stay, later than ours and
 * than the one the file itself said while it lasted, where ours was corrected or the first visit came sooner. [choice]
 */
function startsAnew(row: CaseloadRow, { stay, said }: KnownPerson): boolean {
  return gone.includes(stay.state) && row.start > stay.start && row.start !== said?.start
}

function updateOf(read: CaseloadRow, known: KnownPerson, today: LocalDate): Update {
  const { row, differences, said } = settleTwoWays(read, known, today)
  const taken = differences.filter(({ side }) => side === 'file')
  return {
    row,
    known,
    said,
    calls: taken.some(({ field }) => callFields.includes(field)),
    details: taken.filter(({ field }) => !callFields.includes(field)),
    kept: differences.filter(({ standing, choice }) => standing !== 'file' || choice !== null),
    back: known.stay.missingSince !== null,
  }
}
