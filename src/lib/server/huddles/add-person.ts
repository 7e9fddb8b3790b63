import { and, eq, inArray, max } from 'drizzle-orm'
import { leavesInRest } from '../../reablement/agenda-reasons.ts'
import { shortName } from '../../reablement/colleague.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import type { AgendaItem, Steering } from '../../reablement/huddle.ts'
import { isListed } from '../../reablement/huddle.ts'
import { holdsKeySafeCode } from '../../reablement/key-safe.ts'
import { Problem } from '../../reablement/problem.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { agendaItem, episode } from '../storage/schema.ts'
import { storedAgenda } from './agenda.ts'
import { onBoard } from './agenda-facts.ts'
import { addInput, takeOffInput } from './inputs.ts'
import type { AddInput, TakeOffInput } from './inputs.ts'
import { makeRoom } from './raise-late.ts'
import { liveHuddle } from './steer.ts'
import type { Here } from './steer.ts'
import { findHuddle, readSteering } from './steering.ts'

/**
 * Puts anybody of the board on the agenda of the huddle that runs, with the words why: they come to the end of the
 * raised people. Somebody who still waits for their turn keeps it, and has the words added. Before the huddle runs,
 * raising somebody on the board does this.
 * @throws Problem 'not-found' when they are not on the board; 'wrong-state' when they have been talked about;
 * 'key-safe-code'; 'huddle-not-live'; perform's.
 */
export async function addPerson(
  desk: Desk,
  who: Colleague | null,
  input: AddInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(addInput, input)
  if (holdsKeySafeCode(asked.why)) throw new Problem('key-safe-code', { field: 'why' })
  return perform(desk, who, {
    act: 'add to agenda',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx) => {
      const { id } = liveHuddle(tx, asked.huddle)
      refuseNotOnBoard(tx, asked.episode)
      add(tx, id, signedIn(who), asked)
      return readSteering(tx, id, here)
    },
    detail: { episode: asked.episode },
  })
}

function refuseNotOnBoard(tx: Transaction, id: string): void {
  const stays = and(eq(episode.id, id), inArray(episode.state, [...onBoard]))
  if (!tx.select({ id: episode.id }).from(episode).where(stays).get()) {
    throw new Problem('not-found', { field: 'episode' })
  }
}

function add(tx: Transaction, huddle: string, who: Colleague, { episode: id, why }: AddInput): void {
  const agenda = storedAgenda(tx, huddle)
  const before = agenda.find((item) => item.episode === id)
  if (before?.outcome && before.outcome !== 'not reached') {
    const detail = 'They have been talked about already: go back to them on the agenda.'
    throw new Problem('wrong-state', { field: 'episode', detail })
  }
  const waits = before !== undefined && isListed(before)
  const place = waits ? {} : { section: 'raised' as const, position: makeRoom(tx, huddle, agenda) }
  const reason = `${addedBy}${shortName(who.name)}`
  const reasons = JSON.stringify([...new Set([reason, ...(before?.reasons ?? [])])])
  const added = { reasons, addedBy: who.id, addedWhy: why, outcome: null }
  tx.insert(agendaItem)
    .values({ huddle, episode: id, section: 'raised', position: agenda.length, ...place, ...added })
    .onConflictDoUpdate({ target: [agendaItem.huddle, agendaItem.episode], set: { ...place, ...added } })
    .run()
}

/**
 * Takes back an addition by hand, while nothing has come of it: whoever only came on for it goes back to the rest.
 * @throws Problem 'wrong-state' when they were not added or have been talked about, 'huddle-not-live', or perform's.
 */
export async function takeOffAgenda(
  desk: Desk,
  who: Colleague | null,
  input: TakeOffInput,
  here: Here = [],
): Promise<Steering> {
  const asked = parse(takeOffInput, input)
  return perform(desk, who, {
    act: 'add to agenda',
    thing: (tx) => ({ kind: 'huddle', id: findHuddle(tx, asked.huddle).id }),
    work: (tx) => {
      const { id, current } = liveHuddle(tx, asked.huddle)
      const item = storedAgenda(tx, id).find((one) => one.episode === asked.episode)
      if (!item?.added || item.outcome || current === item.episode) throw new Problem('wrong-state')
      takeOff(tx, id, item)
      return readSteering(tx, id, here)
    },
    detail: { episode: asked.episode, off: true },
  })
}

const addedBy = 'added by '

/** Whether a reason of the agenda says that somebody put them on by hand. */
export const isAddition = (reason: string) => reason.startsWith(addedBy)

function withoutAdded(reasons: readonly string[]): string[] {
  return reasons.filter((reason) => !isAddition(reason))
}

/**
 * What remains is why they were on the agenda before. Whoever was raised by the addition alone goes back to the rest,
 * with what there was to say about them; whoever had a turn has kept its place all along.
 */
function takeOff(tx: Transaction, huddle: string, item: AgendaItem): void {
  const left = withoutAdded(item.reasons)
  const wasRest = item.section === 'raised' && left.every(leavesInRest)
  tx.update(agendaItem)
    .set({
      reasons: JSON.stringify(left),
      addedBy: null,
      addedWhy: null,
      ...(wasRest ? { section: 'rest' as const, position: restPlace(tx, huddle) } : {}),
    })
    .where(and(eq(agendaItem.huddle, huddle), eq(agendaItem.episode, item.episode)))
    .run()
}

/** Behind everybody: the rest have no turns. */
function restPlace(tx: Transaction, huddle: string): number {
  const last = tx
    .select({ at: max(agendaItem.position) })
    .from(agendaItem)
    .where(eq(agendaItem.huddle, huddle))
    .get()
  return (last?.at ?? 0) + 1
}
