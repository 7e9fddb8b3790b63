import { eq } from 'drizzle-orm'
import { removeClosureInput, sayClosure } from '../../reablement/closure-days.ts'
import type { ClosureDay, RemoveClosureInput } from '../../reablement/closure-days.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate, sayLongDay } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { closureDay, settingChange } from '../storage/setting-schema.ts'
import type { Follow } from './change-setting.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import { signedIn } from './signed-in.ts'

/**
 * Makes a closure day an ordinary one again; one that has passed stays, because waits were counted without it. [choice]
 * @throws Problem 'not-found', 'bad-input' naming the field, or perform's.
 */
export async function removeClosureDay(
  desk: Desk,
  who: Colleague | null,
  input: RemoveClosureInput,
  follow: Follow = () => undefined,
): Promise<ClosureDay> {
  const { date } = parse(removeClosureInput, input)
  return perform(desk, who, {
    act: 'change settings',
    thing: () => ({ kind: 'service', id: 'closure day' }),
    work: (tx, at) => {
      const closure = tx.select().from(closureDay).where(eq(closureDay.date, date)).get()
      if (!closure) throw new Problem('not-found', { field: 'date' })
      if (date < londonDate(new Date(at))) {
        const detail = `${sayLongDay(date)} has passed: what was counted by it stays.`
        throw new Problem('bad-input', { field: 'date', detail })
      }
      tx.delete(closureDay).where(eq(closureDay.date, date)).run()
      const words = { before: sayClosure(closure), after: `removed: ${sayClosure(closure)}` }
      tx.insert(settingChange)
        .values({ at, colleague: signedIn(who).id, name: 'closure day', ...words })
        .run()
      follow(tx, at)
      return closure
    },
    detail: { date },
  })
}
