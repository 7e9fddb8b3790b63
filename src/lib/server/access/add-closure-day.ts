import { addClosureInput, refuseClosure, sayClosure } from '../../reablement/closure-days.ts'
import type { AddClosureInput, ClosureDay } from '../../reablement/closure-days.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import type { Desk } from '../storage/desk.ts'
import { closureDay, settingChange } from '../storage/setting-schema.ts'
import type { Follow } from './change-setting.ts'
import { parse } from './parse.ts'
import { perform } from './perform.ts'
import { signedIn } from './signed-in.ts'

/**
 * Makes a day to come a closure day: from now on nothing is promised for it and no huddle is prepared for it. What was
 * promised for it stays.
 * @throws Problem 'bad-input' naming the field, or perform's.
 */
export async function addClosureDay(
  desk: Desk,
  who: Colleague | null,
  input: AddClosureInput,
  follow: Follow = () => undefined,
): Promise<ClosureDay> {
  const closure = parse(addClosureInput, input)
  return perform(desk, who, {
    act: 'change settings',
    thing: () => ({ kind: 'service', id: 'closure day' }),
    work: (tx, at) => {
      const known = tx.select().from(closureDay).all()
      const refused = refuseClosure(closure.date, londonDate(new Date(at)), known)
      if (refused !== null) throw new Problem('bad-input', { field: 'date', detail: refused })
      tx.insert(closureDay).values(closure).run()
      const after = `added: ${sayClosure(closure)}`
      tx.insert(settingChange)
        .values({ at, colleague: signedIn(who).id, name: 'closure day', before: null, after })
        .run()
      follow(tx, at)
      return closure
    },
    detail: { date: closure.date },
  })
}
