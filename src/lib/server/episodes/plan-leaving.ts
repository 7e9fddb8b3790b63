import type { Colleague } from '../../reablement/colleague.ts'
import {
  exitOutcomeWords,
  exitOutcomes,
  planLeavingInput,
  sayLaterChecks,
} from '../../reablement/commitments.ts'
import type { ExitOutcome, LaterChecks, PlanLeavingInput } from '../../reablement/commitments.ts'
import { londonDate } from '../../reablement/dates.ts'
import { anchorDay, checksOf } from '../../reablement/later-check.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { settingsOf } from '../storage/service-settings.ts'
import { personOf, refuseUnlessLive, stayOf } from './about-person.ts'
import { chipOf, dropChip, leavingOf, putChip, putLeaving } from './chips.ts'
import type { LeavingRow } from './chips.ts'
import { endingRow, saidOf } from './ending-around.ts'

/** What one press plans, where, by whom and when. */
interface Planning {
  huddle: string
  episode: string
  by: string
  at: string
}

/**
 * Plans what comes of somebody when they leave: the expected outcome, one of the council's four groups (null: back to
 * what it was before this huddle), and whether the later checks are dated (false: back to what they were before it).
 * @throws Problem 'bad-input', 'huddle-not-live', 'not-found', perform's.
 */
export async function planLeaving(desk: Desk, who: Colleague | null, input: PlanLeavingInput): Promise<void> {
  const { huddle, episode, outcome, laterChecks: dated } = parse(planLeavingInput, input)
  return perform(desk, who, {
    act: 'plan leaving',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseUnlessLive(tx, huddle)
      const planning = { huddle, episode, by: signedIn(who).id, at }
      if (outcome !== undefined) expect(tx, planning, outcome)
      if (dated !== undefined) dateChecks(tx, planning, dated)
    },
    detail: {
      episode,
      ...(outcome === undefined ? {} : { outcome }),
      ...(dated === undefined ? {} : { laterChecks: dated }),
    },
  })
}

function expect(tx: Transaction, { huddle, episode, by, at }: Planning, outcome: ExitOutcome | null): void {
  const where = { huddle, episode, kind: 'outcome' } as const
  const chip = chipOf(tx, where)
  const was = chip ? chip.was : (leavingOf(tx, episode)?.outcome ?? null)
  if (outcome === null) {
    if (chip) putLeaving(tx, episode, { outcome: exitOutcomes.find((one) => one === was) ?? null })
    return dropChip(tx, where)
  }
  putLeaving(tx, episode, { outcome })
  putChip(tx, { ...where, words: `Expected: ${exitOutcomeWords[outcome]}`, colleague: by, at, was })
}

function dateChecks(tx: Transaction, { huddle, episode, by, at }: Planning, dated: boolean): void {
  const where = { huddle, episode, kind: 'later check' } as const
  const chip = chipOf(tx, where)
  if (!dated) {
    // What an earlier huddle dated is not this one's to wipe.
    if (!chip) return
    const [firstCheck = null, secondCheck = null] = chip.was?.split(' ') ?? []
    putLeaving(tx, episode, { firstCheck, secondCheck })
    return dropChip(tx, where)
  }
  const was = chip ? chip.was : datesBefore(leavingOf(tx, episode))
  const checks = checksFor(tx, episode)
  putLeaving(tx, episode, { firstCheck: checks.first, secondCheck: checks.second })
  const words = sayLaterChecks(checks, londonDate(new Date(at)))
  putChip(tx, { ...where, words, colleague: by, at, was })
}

/** Counted from the anchor the administrator chose. @throws Problem 'wrong-state' when there are none, or nothing to count from yet. */
function checksFor(tx: Transaction, episode: string): LaterChecks {
  const { kind, start, plannedEnd } = stayOf(tx, episode)
  const { dischargedOn = null } = saidOf(endingRow(tx, episode))
  const endedOn = leavingOf(tx, episode)?.endsOn ?? plannedEnd
  const { anchor } = settingsOf(tx)
  const anchoredOn = anchorDay({ dischargedOn, startedOn: start, endedOn }, anchor)
  const checks = checksOf({ kind, hasDied: false, anchoredOn })
  if (checks !== null) return checks
  const detail =
    kind === 'reablement'
      ? 'Say on which day they end first: the later checks are counted from it.'
      : 'Only reablement has later checks.'
  throw new Problem('wrong-state', { field: 'laterChecks', detail })
}

/** Both days, as the chip keeps them; null when none were dated. */
function datesBefore(row: LeavingRow | null): string | null {
  return row?.firstCheck && row.secondCheck ? `${row.firstCheck} ${row.secondCheck}` : null
}
