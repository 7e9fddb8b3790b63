import { and, eq, gte, sql } from 'drizzle-orm'
import { isAskedFor } from '../../reablement/agenda-reasons.ts'
import { agendaSections } from '../../reablement/huddle.ts'
import type { AgendaItem } from '../../reablement/huddle.ts'
import type { Marks } from '../../reablement/marks.ts'
import { hasTile, raisedInLook } from '../../reablement/quick-look.ts'
import type { Desk } from '../storage/desk.ts'
import type { Transaction } from '../storage/open.ts'
import { openRaises } from '../storage/raises.ts'
import { agendaItem, huddle } from '../storage/schema.ts'
import { freshAgenda, storedAgenda } from './agenda.ts'
import type { AllMarks } from './agenda-facts.ts'
import { findHuddle } from './steering.ts'

/**
 * A mark raised somebody while the huddle runs: they come to the end of the raised people, with the reasons added. While
 * the meeting is at the tiles of the quick look, whoever has one keeps it with the reasons on it: no tile changes its
 * letter under somebody's finger. Other reasons that arise meanwhile (somebody new by file, an action declined) wait for
 * the next agenda.
 * An outcome they have stays; a mark taken back lowers nobody. Returns whether the agenda changed.
 */
export function raiseLate(desk: Desk, huddleId: string, episode: string, marks: Marks): boolean {
  return desk.storage.transaction((tx) => raise(tx, huddleId, episode, marks), { behavior: 'immediate' })
}

/**
 * The same for everybody on the page at once: whose raising a restart or a close would otherwise overtake. Returns
 * whether the agenda changed; without a running huddle nothing happens and `marksNow` is not asked.
 */
export function raiseEverybodyLate(desk: Desk, huddleId: string, marksNow: () => AllMarks): boolean {
  const row = desk.storage.select().from(huddle).where(eq(huddle.id, huddleId)).get()
  if (row?.state !== 'live') return false
  const marks = marksNow()
  return desk.storage.transaction(
    (tx) => {
      const stood = new Set(
        storedAgenda(tx, huddleId).flatMap((item) => (item.section === 'raised' ? [item.episode] : [])),
      )
      const raises = openRaises(tx)
      const late = freshAgenda(tx, row.date, marks).filter(
        ({ episode }) =>
          (isAskedFor(marks.get(episode) ?? { teams: {} }) || raises.has(episode)) && !stood.has(episode),
      )
      for (const { episode } of late) raise(tx, huddleId, episode, marks.get(episode) ?? { teams: {} })
      return late.length > 0
    },
    { behavior: 'immediate' },
  )
}

/** In the transaction of an act: somebody was raised who may not be asked for on the page at all. */
export function raiseIn(tx: Transaction, huddleId: string, episode: string): boolean {
  return raise(tx, huddleId, episode, { teams: {} })
}

/**
 * A raise was taken back while the huddle runs: as with a mark nobody is lowered, but the words go. Returns whether the
 * agenda changed.
 */
export function withdrawIn(tx: Transaction, episode: string, was: string, is: string): boolean {
  const live = tx.select({ id: huddle.id }).from(huddle).where(eq(huddle.state, 'live')).get()
  const item = live && storedAgenda(tx, live.id).find((one) => one.episode === episode)
  if (!item?.reasons.includes(was)) return false
  const reasons = item.reasons.map((reason) => (reason === was ? is : reason))
  tx.update(agendaItem)
    .set({ reasons: JSON.stringify(reasons) })
    .where(itemIs(live?.id ?? '', episode))
    .run()
  return true
}

function raise(tx: Transaction, huddleId: string, episode: string, marks: Marks): boolean {
  const { state, date, current } = findHuddle(tx, huddleId)
  if (state !== 'live' || !(isAskedFor(marks) || openRaises(tx, episode).size > 0)) return false
  const [fresh] = freshAgenda(tx, date, new Map([[episode, marks]]), episode)
  if (!fresh) return false
  const agenda = storedAgenda(tx, huddleId)
  const before = agenda.find((item) => item.episode === episode)
  const reasons = [...new Set([...fresh.reasons, ...(before?.reasons ?? [])])]
  const keepsTile = before?.section === 'quick look' && isAtLook(agenda, current)
  const section = keepsTile ? before.section : 'raised'
  if (before?.section === section && before.reasons.length === reasons.length) return false
  place(tx, huddleId, agenda, before, { ...fresh, section, reasons })
  return true
}

/** At the tiles, or with somebody talked about from among them. */
function isAtLook(agenda: readonly AgendaItem[], current: string | null): boolean {
  return agenda.some((item) => item.episode === current && hasTile(item))
}

function place(
  tx: Transaction,
  huddleId: string,
  agenda: readonly AgendaItem[],
  before: AgendaItem | undefined,
  { episode, section, reasons }: AgendaItem,
): void {
  const raised = { section, reasons: JSON.stringify(reasons) }
  const position = before?.section === section ? null : makeRoom(tx, huddleId, agenda)
  tx.insert(agendaItem)
    .values({ huddle: huddleId, episode, position: position ?? 0, ...raised })
    .onConflictDoUpdate({
      target: [agendaItem.huddle, agendaItem.episode],
      set: position === null ? raised : { ...raised, position },
    })
    .run()
}

/**
 * The free position behind the last raised person (with nobody raised: behind the sections before); everybody after
 * moves down by one. Who was raised in the quick look stands among the tiles and is passed over.
 */
export function makeRoom(tx: Transaction, huddleId: string, agenda: readonly AgendaItem[]): number {
  const raised = agendaSections.indexOf('raised')
  const last = agenda.findLast(
    ({ section, reasons }) => agendaSections.indexOf(section) <= raised && !reasons.includes(raisedInLook),
  )
  const row = last && tx.select().from(agendaItem).where(itemIs(huddleId, last.episode)).get()
  const position = row ? row.position + 1 : 0
  tx.update(agendaItem)
    .set({ position: sql`${agendaItem.position} + 1` })
    .where(and(eq(agendaItem.huddle, huddleId), gte(agendaItem.position, position)))
    .run()
  return position
}

function itemIs(huddleId: string, episode: string) {
  return and(eq(agendaItem.huddle, huddleId), eq(agendaItem.episode, episode))
}
