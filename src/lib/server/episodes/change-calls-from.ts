import { asc, eq } from 'drizzle-orm'
import { changeCallsFromInput } from '../../reablement/about-inputs.ts'
import type { ChangeCallsFromInput } from '../../reablement/about-inputs.ts'
import { enteredLate, plannedAhead, samePattern, sayPattern } from '../../reablement/calls-change.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { addDays, londonDate, sayDay } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import { newId } from '../storage/id.ts'
import type { Transaction } from '../storage/open.ts'
import { callPattern } from '../storage/schema.ts'
import { personOf } from './about-person.ts'
import { refuseCodes, refuseDay } from './own-words.ts'

/**
 * Changes somebody's calls from a day on, in a huddle or not: a new row with who and why. Rows that are there stay as they
 * are, and are the story of the calls. Whether it is a step up or down follows from them.
 * @throws Problem 'bad-input', 'key-safe-code', 'not-found', perform's.
 */
export async function changeCallsFrom(
  desk: Desk,
  who: Colleague | null,
  input: ChangeCallsFromInput,
): Promise<void> {
  const asked = parse(changeCallsFromInput, input)
  const { episode, from, perDay, minutes, carers, why } = asked
  return perform(desk, who, {
    act: 'change calls',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseCodes({ why })
      refuseFrom(tx, asked, londonDate(new Date(at)))
      const row = { id: newId(), episode, from, perDay, minutes, carers, why }
      tx.insert(callPattern)
        .values({ ...row, changedBy: signedIn(who).id, at })
        .run()
    },
    detail: { episode, from, perDay, minutes, carers },
  })
}

function refuseFrom(tx: Transaction, next: ChangeCallsFromInput, today: LocalDate): void {
  const { episode, from } = next
  const rows = tx
    .select()
    .from(callPattern)
    .where(eq(callPattern.episode, episode))
    .orderBy(asc(callPattern.from), asc(callPattern.at))
    .all()
  const wrong = (field: string, detail: string) => new Problem('bad-input', { field, detail })
  refuseDay(from, 'from', {
    ...{ from: addDays(today, -enteredLate), until: addDays(today, plannedAhead), today },
  })
  const [first] = rows
  if (first && from < first.from) {
    const begin = sayDay(first.from, today)
    throw wrong('from', `The calls begin on ${begin}. Choose that day or a later one.`)
  }
  const before = rows.filter((row) => row.from <= from).at(-1)
  if (before && samePattern(before, next))
    throw wrong('perDay', `That is what holds on that day already: ${sayPattern(before)}. Change a number.`)
}
