import { and, asc, eq } from 'drizzle-orm'
import { dueOnInput } from '../../reablement/closure-days.ts'
import type { DueOn, DueOnInput } from '../../reablement/closure-days.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import { action, person } from '../storage/schema.ts'
import { isOpen } from './filters.ts'
import { actionsWithPeople, asRegisterRow, seen } from './people.ts'

/**
 * What is promised for one day and still open, by person: what a closure day on it leaves to be dated anew. One query.
 * @throws Problem 'bad-input' naming the day, or perform's.
 */
export async function readDueOn(desk: Desk, who: Colleague | null, input: DueOnInput): Promise<DueOn[]> {
  const { date } = parse(dueOnInput, input)
  const detail: Record<string, string | number> = { date }
  return perform(desk, who, {
    act: 'view settings',
    thing: () => ({ kind: 'service', id: 'closure day' }),
    work: (tx) => {
      const where = and(isOpen, eq(action.due, date))
      const order = [asc(person.surname), asc(person.forename), asc(action.title)]
      const rows = actionsWithPeople(tx, { where, order }).map(asRegisterRow)
      Object.assign(detail, seen(rows))
      return rows.map(({ id, episode, title, team, person: whose }) => ({
        ...{ id, episode, title, team },
        person: whose,
      }))
    },
    detail,
  })
}
