import { randomUUID } from 'node:crypto'
import { and, asc, eq, inArray, isNotNull, isNull, sql } from 'drizzle-orm'
import { actionLine, openStates } from '../../reablement/action.ts'
import type { AgreeInput } from '../../reablement/action.ts'
import type { Colleague } from '../../reablement/colleague.ts'
import { askCollectionInput } from '../../reablement/commitments.ts'
import type { AskCollectionInput } from '../../reablement/commitments.ts'
import { londonDate } from '../../reablement/dates.ts'
import type { LocalDate } from '../../reablement/dates.ts'
import { Problem } from '../../reablement/problem.ts'
import { isWorkingDay, nextWorkingDay } from '../../reablement/working-days.ts'
import { parse } from '../access/parse.ts'
import { perform } from '../access/perform.ts'
import { signedIn } from '../access/signed-in.ts'
import { leaving, personChip } from '../storage/chip-schema.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { action, catalogueItem, huddle } from '../storage/schema.ts'
import { closureDays } from '../storage/service-settings.ts'
import { personOf, refuseUnlessLive, stayOf } from './about-person.ts'
import { dropChip, leavingOf, putChip, putLeaving } from './chips.ts'

/** Agrees an action in this transaction: the register's, handed in because parts do not know each other. */
export type Agree = (tx: Transaction, at: string, action: AgreeInput) => unknown

/** One team's things to collect, in words. */
interface ToCollect {
  team: string
  things: string[]
}

/**
 * Asks for what was delivered and comes back to be collected: one action for each team that gave something, in its
 * queue, due on the day the episode ends. A team that declined it, or whose action was cancelled or is done, is asked
 * again. With nothing on loan it says so. `ask: false` takes that back.
 * @throws Problem 'huddle-not-live', 'not-found', 'wrong-state' when every team is asked already, what `agree` throws, perform's.
 */
export async function askCollection(
  desk: Desk,
  who: Colleague | null,
  input: AskCollectionInput,
  agree: Agree,
): Promise<void> {
  const asked = parse(askCollectionInput, input)
  const { episode } = asked
  return perform(desk, who, {
    act: 'plan leaving',
    thing: (tx) => personOf(tx, episode),
    work: (tx, at) => {
      refuseUnlessLive(tx, asked.huddle)
      const where = { huddle: asked.huddle, episode, kind: 'collection' } as const
      const waiting = stillAsked(tx, episode)
      const collect = onLoan(tx, episode).filter(({ team }) => !waiting.some((one) => one.team === team))
      if (waiting.length > 0 && (!asked.ask || collect.length === 0))
        throw new Problem('wrong-state', { detail: 'Its collection is asked for: see the actions.' })
      if (!asked.ask) {
        putLeaving(tx, episode, { collection: null })
        return dropChip(tx, where)
      }
      const actions = actionsFor(episode, collect, dueOn(tx, episode, londonDate(new Date(at))))
      for (const one of actions) agree(tx, at, one)
      const collection = actions.length ? 'asked' : 'nothing to collect'
      const all = [...waiting, ...actions]
      putLeaving(tx, episode, { collection, collectionActions: JSON.stringify(all.map(({ id }) => id)) })
      const words = actions.length ? sayAsked(all.map(({ team }) => team).sort()) : 'Nothing to collect'
      putChip(tx, { ...where, words, colleague: signedIn(who).id, at })
    },
    detail: { episode, ask: asked.ask },
  })
}

/** What asks for it and is still open, with whose it is. */
export function stillAsked(tx: Transaction, episode: string): { id: string; team: string }[] {
  const ids = JSON.parse(leavingOf(tx, episode)?.collectionActions ?? '[]') as string[]
  return tx
    .select({ id: action.id, team: action.team })
    .from(action)
    .where(and(inArray(action.id, ids), inArray(action.state, [...openStates])))
    .all()
}

/** 'Collection asked of CT and OT' */
function sayAsked(teams: readonly string[]): string {
  return `Collection asked of ${teams.join(' and ')}`
}

/** What was delivered of the catalogue and comes back at the end, by the team that has it in its list. */
function onLoan(tx: Transaction, episode: string): ToCollect[] {
  const { title, quantity } = action
  const rows = tx
    .select({ title, quantity, room: sql<null>`null`, team: action.team })
    .from(action)
    .innerJoin(catalogueItem, eq(catalogueItem.code, action.item))
    .where(
      and(
        eq(action.episode, episode),
        isNotNull(action.deliveredOn),
        isNull(action.collectedOn),
        isNull(action.staysSince),
        eq(catalogueItem.returnable, true),
      ),
    )
    .orderBy(asc(action.team), asc(action.agreedAt), asc(action.id))
    .all()
  const byTeam = Map.groupBy(rows, ({ team }) => team)
  return [...byTeam].map(([team, things]) => ({ team, things: things.map(actionLine) }))
}

/** The actions that ask each team for its things. */
export function actionsFor(episode: string, collect: readonly ToCollect[], due: LocalDate): AgreeInput[] {
  return collect.map(({ team, things }) => ({
    ...{ id: randomUUID(), episode, kind: 'task', title: 'Collect what is on loan', quantity: 1 },
    ...{ detail: listed(things), team, owner: null, due },
  }))
}

/** As many as a detail has room for. */
function listed(things: readonly string[]): string {
  const all = things.join(', ')
  return all.length <= 300 ? all : `${all.slice(0, 299)}…`
}

/** The day it ends, or the first working day after it or after today. [choice] */
function dueOn(tx: Transaction, episode: string, today: LocalDate): LocalDate {
  const end = leavingOf(tx, episode)?.endsOn ?? stayOf(tx, episode).plannedEnd
  const closures = closureDays(tx)
  if (end === null || end < today) return nextWorkingDay(today, closures)
  return isWorkingDay(end, closures) ? end : nextWorkingDay(end, closures)
}

/**
 * An action was undone: what it asked to collect is not asked for any more. For the transaction of the undoing. Returns
 * whose collection changed, or null.
 */
export function uncollect(tx: Transaction, undone: string): string | null {
  const row = tx
    .select()
    .from(leaving)
    .where(sql`instr(${leaving.collectionActions}, ${undone}) > 0`)
    .get()
  if (!row) return null
  const left = (JSON.parse(row.collectionActions) as string[]).filter((one) => one !== undone)
  const collection = left.length ? row.collection : null
  putLeaving(tx, row.episode, { collection, collectionActions: JSON.stringify(left) })
  sayLess(tx, row.episode, left)
  return row.episode
}

/** In the huddle that runs; a sealed record stays as it is. */
function sayLess(tx: Transaction, episode: string, left: readonly string[]): void {
  const open = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
  if (!open) return
  const where = { huddle: open.id, episode, kind: 'collection' } as const
  if (left.length === 0) return dropChip(tx, where)
  const teams = tx
    .select({ team: action.team })
    .from(action)
    .where(inArray(action.id, [...left]))
    .all()
  tx.update(personChip)
    .set({ words: sayAsked(teams.map(({ team }) => team).sort()) })
    .where(
      and(eq(personChip.huddle, open.id), eq(personChip.episode, episode), eq(personChip.kind, 'collection')),
    )
    .run()
}
