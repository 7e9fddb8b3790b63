import { and, asc, eq, ne } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { changeCallsInput, sayStepDown } from '../../reablement/commitments.ts'
import type { ChangeCallsInput } from '../../reablement/commitments.ts'
import { addDays, londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern } from '../storage/schema.ts'
import { personOf, refuseUnlessLive } from './about-person.ts'
import { chipOf, dropChip, putChip } from './chips.ts'
import type { ChipRow } from './chips.ts'

type CallRow = typeof callPattern.$inferSelect

/**
 * Steps somebody down: so many calls a day from tomorrow on, as long and with as many carers as before; the same huddle
 * says it anew with a new number, and takes it back with null. `perDay` says where it leads, so that two colleagues who
 * press at once take away one call.
 * @throws Problem 'bad-input', 'huddle-not-live', 'not-found', 'wrong-state' when there is nothing to take away, perform's.
 */
export async function changeCalls(desk: Desk, who: Colleague | null, input: ChangeCallsInput): Promise<void> {
  const asked = parse(changeCallsInput, input)
  const { episode, perDay } = asked
  return perform(desk, who, {
    act: 'change calls',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseUnlessLive(tx, asked.huddle)
      const where = { huddle: asked.huddle, episode, kind: 'step down' } as const
      const before = chipOf(tx, where)
      const calls = callsBefore(tx, episode, before, addDays(londonDate(new Date(at)), 1))
      if (perDay === null) {
        dropChip(tx, where)
        return takeBack(tx, before)
      }
      refuseStepUp(calls.now.perDay, perDay)
      takeBack(tx, before)
      const by = signedIn(who).id
      const row = { id: newId(), episode, from: calls.from, perDay, why, changedBy: by, at }
      tx.insert(callPattern)
        .values({ ...row, minutes: calls.now.minutes, carers: calls.now.carers })
        .run()
      putChip(tx, { ...where, words: sayStepDown(perDay, calls.from), colleague: by, at, calls: row.id })
    },
    detail: { episode, perDay },
  })
}

const why = 'Step down, agreed in the huddle'

/**
 * The calls in force from tomorrow on without what this huddle said, and from when others can begin: never before the
 * row they replace, or that one would come into force again on its own day.
 */
function callsBefore(
  tx: Transaction,
  episode: string,
  chip: ChipRow | null,
  tomorrow: LocalDate,
): { now: CallRow; from: LocalDate } {
  const others = chip?.calls ? ne(callPattern.id, chip.calls) : undefined
  const rows = tx
    .select()
    .from(callPattern)
    .where(and(eq(callPattern.episode, episode), others))
    .orderBy(asc(callPattern.from), asc(callPattern.at))
    .all()
  const begun = rows.filter(({ from }) => from <= tomorrow)
  const now = (begun.length > 0 ? begun : rows.filter(({ from }) => from === rows[0]?.from)).at(-1)
  if (!now)
    throw new Problem('wrong-state', { detail: 'No calls are known yet: a caseload file brings them.' })
  return { now, from: now.from > tomorrow ? now.from : tomorrow }
}

function refuseStepUp(now: number, perDay: number): void {
  if (now === 0) throw new Problem('wrong-state', { detail: 'There are no calls left to take away.' })
  if (perDay >= now) {
    const detail = `That is no step down: there are ${String(now)} calls a day.`
    throw new Problem('bad-input', { field: 'perDay', detail })
  }
}

function takeBack(tx: Transaction, chip: ChipRow | null): void {
  if (chip?.calls) tx.delete(callPattern).where(eq(callPattern.id, chip.calls)).run()
}
