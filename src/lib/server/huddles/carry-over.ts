import { and, eq, inArray } from 'drizzle-orm'
import { isOpen, mayCarryOver } from '../../reablement/agenda.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { Steering } from '../../reablement/huddle.ts'
import { isAtTiles } from '../../reablement/quick-look.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem } from '../storage/schema.ts'
import { storedAgenda } from './agenda.ts'
import { carryOverInput } from './inputs.ts'
import type { CarryOverInput } from './inputs.ts'
import type { HuddleRow } from './open-huddle.ts'
import { liveHuddle, setOutcome } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Says before the close of everybody whose turn has not come that they were not reached, and come back next time; `back`
 * takes it back. Whoever is talked about just now was reached. Nobody to whom a look is due is carried over.
 * Anybody may, as anybody may close. @throws Problem 'huddle-not-live', perform's.
 */
export async function carryOver(
  desk: Desk,
  who: Colleague | null,
  input: CarryOverInput,
  here: readonly string[] = [],
): Promise<Steering> {
  const asked = parse(carryOverInput, input)
  const detail = { people: 0, ...(asked.back ? { back: true } : {}) }
  return perform(desk, who, {
    act: 'carry over',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx) => {
      const row = liveHuddle(tx, asked.huddle)
      detail.people = asked.back ? takeBack(tx, row) : carry(tx, row)
      return readSteering(tx, row.id, here)
    },
    detail,
  })
}

function carry(tx: Transaction, { id, current }: HuddleRow): number {
  const agenda = storedAgenda(tx, id)
  const open = agenda.filter(isOpen)
  // As at the close: one tile of twelve is not talked about.
  const isOn = open.some(({ episode }) => episode === current) && !isAtTiles(agenda, current)
  if (isOn && current) setOutcome(tx, id, current, 'discussed', 'when none')
  const passed = open.filter((item) => mayCarryOver(item) && !(isOn && item.episode === current))
  const ids = passed.map(({ episode }) => episode)
  tx.update(agendaItem)
    .set({ outcome: 'not reached' })
    .where(and(eq(agendaItem.huddle, id), inArray(agendaItem.episode, ids)))
    .run()
  return ids.length
}

function takeBack(tx: Transaction, { id }: HuddleRow): number {
  const carried = and(eq(agendaItem.huddle, id), eq(agendaItem.outcome, 'not reached'))
  return tx.update(agendaItem).set({ outcome: null }).where(carried).run().changes
}
