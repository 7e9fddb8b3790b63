import { and, eq, inArray } from 'drizzle-orm'
import type { AgreeInput } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { nextWorkingDay } from '../../reablement/working-days.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, colleague, huddle } from '../storage/schema.ts'
import { closureDays } from '../storage/service-settings.ts'
import { following } from './agenda.ts'
import { parkInput } from './inputs.ts'
import type { ParkInput } from './inputs.ts'
import { steer } from './steer.ts'

/** Agrees an action in this transaction: the register's, handed in because parts do not know each other. */
export type Agree = (tx: Transaction, at: string, action: AgreeInput) => unknown

/**
 * Takes this person out of the meeting, to be sorted out elsewhere by somebody named, and on. The owner gets an action
 * in the same act, due on the next working day; until it is done the person is on every agenda as "taken offline".
 * @throws Problem 'no-owner', whatever `agree` throws, or steer's.
 */
export async function parkPerson(
  desk: Desk,
  who: Colleague | null,
  input: ParkInput,
  agree: Agree,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(parkInput, input)
  return steer(desk, who, { ...asked, here }, (tx, row, agenda, at) => {
    agree(tx, at, actionFor(tx, asked, londonDate(new Date(at))))
    tx.update(agendaItem)
      .set({ outcome: 'parked', parkedAction: asked.action })
      .where(and(eq(agendaItem.huddle, row.id), eq(agendaItem.episode, asked.from)))
      .run()
    return following(agenda, asked.from)
  })
}

function actionFor(tx: Transaction, { action, from, owner, about }: ParkInput, today: string): AgreeInput {
  const row = tx.select({ team: colleague.team }).from(colleague).where(eq(colleague.id, owner)).get()
  if (!row) throw new Problem('no-owner', { field: 'owner' })
  const title = about ? `Sort out offline: ${about}` : 'Sort out offline'
  const what = { id: action, episode: from, kind: 'task', title, quantity: 1 } as const
  return { ...what, team: row.team, owner, due: nextWorkingDay(today, closureDays(tx)) }
}

/**
 * The action was undone at once: who was taken offline for it has no outcome again, while the huddle runs. For the
 * transaction of the undoing. Returns whether an agenda changed.
 */
export function unpark(tx: Transaction, action: string): boolean {
  const live = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live'))
  return (
    tx
      .update(agendaItem)
      .set({ outcome: null, parkedAction: null })
      .where(and(eq(agendaItem.parkedAction, action), inArray(agendaItem.huddle, live)))
      .run().changes > 0
  )
}
