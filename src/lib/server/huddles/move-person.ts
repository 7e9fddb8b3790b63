import { and, eq } from 'drizzle-orm'
import type { Colleague } from '../../reablement/colleague.ts'
import { isListed } from '../../reablement/huddle.ts'
import type { AgendaItem, Steering } from '../../reablement/huddle.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem } from '../storage/schema.ts'
import { following, storedAgenda } from './agenda.ts'
import { moveOnAgendaInput } from './inputs.ts'
import type { MoveOnAgendaInput } from './inputs.ts'
import { steer } from './steer.ts'

/**
 * Gives somebody who waits another place among the turns: before `before`, or behind everybody when that is null. They
 * keep their section and reasons. Whoever has the turn is left, without an outcome, and comes again at the new place.
 * @throws Problem 'not-found' when either has no turn, or steer's.
 */
export async function movePerson(
  desk: Desk,
  who: Colleague | null,
  input: MoveOnAgendaInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(moveOnAgendaInput, input)
  return steer(desk, who, { huddle: asked.huddle, here }, (tx, row, agenda) => {
    const order = moved(agenda, asked.episode, asked.before)
    order.forEach(({ episode }, position) => {
      tx.update(agendaItem)
        .set({ position })
        .where(and(eq(agendaItem.huddle, row.id), eq(agendaItem.episode, episode)))
        .run()
    })
    return row.current === asked.episode ? afterLeaving(tx, row.id, agenda, asked.episode) : undefined
  })
}

/** Whoever came next at the old place; with nobody else waiting the turn stays where it is. */
function afterLeaving(tx: Transaction, huddle: string, before: readonly AgendaItem[], left: string): string {
  return following(before, left) ?? following(storedAgenda(tx, huddle), null) ?? left
}

/** The agenda with `episode` put before `before`, or behind the last turn. */
function moved(agenda: readonly AgendaItem[], episode: string, before: string | null): AgendaItem[] {
  const item = agenda.find((one) => one.episode === episode)
  const others = agenda.filter((one) => one !== item)
  const last = others.findLastIndex(isListed)
  const place = before === null ? last + 1 : others.findIndex((one) => one.episode === before)
  if (!item || !isListed(item)) throw new Problem('not-found', { field: 'episode' })
  if (place === -1 || place > last + 1) throw new Problem('not-found', { field: 'before' })
  return [...others.slice(0, place), item, ...others.slice(place)]
}
