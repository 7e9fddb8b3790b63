import { compareEpisode, withKnownCapitals } from '../../reablement/caseload-checks.ts'
import { caseloadColumns } from '../../reablement/caseload-columns.ts'
import type { CaseloadField } from '../../reablement/caseload-columns.ts'
import type { Said } from '../../reablement/caseload-decisions.ts'
import type { CaseloadFacts, CaseloadRow } from '../../reablement/caseload-facts.ts'
import { twoWayDifferences } from '../../reablement/caseload-two-way.ts'
import type { Before, ChangedHere, TwoWayDifference } from '../../reablement/caseload-two-way.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { factsOf } from './known-people.ts'
import type { KnownPerson, LineChoice } from './known-people.ts'

/** A difference with the side that is taken, and who chose it, if anybody did. */
export interface Settled extends TwoWayDifference {
  side: 'file' | 'board'
  choice: LineChoice | null
}

/** What a row and the board say differently, settled by rule, by what somebody chose, or not yet. */
export interface SettledRow {
  /** What is written: the file’s facts, but the board’s where those stay. */
  row: CaseloadRow
  differences: Settled[]
  /** What to remember that the file said: of what is still being asked, what it said before. */
  said: Said
}

const callFields = ['callsPerDay', 'minutes', 'carers'] as const
const perDayOf = { callsPerDay: 'perDay', minutes: 'minutes', carers: 'carers' } as const

/** Lays a row beside the board, going by what the last file said and what was changed here since. */
export function settleTwoWays(read: CaseloadRow, known: KnownPerson, today: LocalDate): SettledRow {
  const board = factsOf(known)
  const capitals = withKnownCapitals(read, board)
  const before = beforeOf(board, known)
  const differences = twoWayDifferences(board, capitals, before, today).map((one): Settled => {
    const choice = known.choices.find((made) => holds(made, one)) ?? null
    const side = one.standing === 'locked' ? 'board' : (choice?.choice ?? one.taken ?? 'board')
    return { ...one, side, choice: one.standing === 'locked' ? null : choice }
  })
  const kept = differences.filter(({ side }) => side === 'board').map(({ field }) => [field, board[field]])
  const asked = differences
    .filter(({ standing, choice }) => standing === 'both' && choice === null)
    .map(({ field }) => [field, before.lastFile?.[field] ?? null])
  return {
    row: { ...capitals, ...(Object.fromEntries(kept) as Partial<CaseloadFacts>) },
    differences,
    said: { ...saidIn(read, before.lastFile), ...(Object.fromEntries(asked) as Partial<Said>) },
  }
}

/** What a file says of somebody, as it is remembered; an empty cell says nothing, so what was said before holds. */
export function saidIn(row: CaseloadFacts, before: Said | null): Said {
  const fields = caseloadColumns.map(({ field }) => [field, row[field] ?? before?.[field] ?? null])
  return Object.fromEntries(fields) as Said
}

/** A choice holds while the file says what it said then; one for the file also wants the board unchanged. */
function holds(made: LineChoice, { field, was, now }: TwoWayDifference): boolean {
  return made.field === field && made.file === now && (made.choice === 'board' || made.board === was)
}

/** Without a memory of the file, its last calls are what it said. */
function beforeOf(board: CaseloadFacts, known: KnownPerson): Before {
  const { fileCalls, said } = known
  const called = fileCalls && {
    callsPerDay: fileCalls.perDay,
    minutes: fileCalls.minutes,
    carers: fileCalls.carers,
  }
  const lastFile = said ?? (called ? { ...board, ...called } : null)
  return { lastFile, changedHere: { ...detailsChangedHere(board, said), ...callsChangedHere(known) } }
}

type Changed = Partial<Record<CaseloadField, ChangedHere>>

/** What the board says otherwise than the last file, calls aside: nobody kept the day. */
function detailsChangedHere(board: CaseloadFacts, said: Said | null): Changed {
  if (said === null) return {}
  const differing = compareEpisode(board, { ...board, ...withoutGaps(said) })
  const details = differing.filter(({ field }) => !callFields.some((call) => call === field))
  return Object.fromEntries(details.map(({ field }) => [field, { on: null, by: null }]))
}

/** A file that has said the same since has heard of the change: then only what it says next is new. */
function callsChangedHere({ calls, fileCalls, said }: KnownPerson): Changed {
  if (calls?.changedBy == null) return {}
  const here = { on: londonDate(new Date(calls.at)), by: null }
  const before = (field: (typeof callFields)[number]) =>
    said === null ? fileCalls?.[perDayOf[field]] : said[field]
  const fields = callFields.filter((field) => calls[perDayOf[field]] !== before(field))
  return Object.fromEntries(fields.map((field) => [field, here]))
}

function withoutGaps(said: Said): Partial<CaseloadFacts> {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null))
}
