import { inArray } from 'drizzle-orm'
import type { Transaction } from '../storage/open.ts'
import { actionMeasure } from '../storage/request-schema.ts'
import { action, actionEvent, agendaItem, attendance, huddle, huddleNote } from '../storage/schema.ts'
import type { InventedAction } from './agreed.ts'
import { between, idFor, pick } from './chance.ts'
import type { InventedHuddle, InventedTurn } from './history.ts'
import type { Catalogue, Invention } from './invent.ts'
import { wayOf } from './ways.ts'
import type { Way, WayStep } from './ways.ts'
import { inBatches } from './write-batches.ts'

const instant = (at: number) => new Date(at).toISOString()

/** The past huddles with who was there, the agenda and its outcomes, and each person’s record; `closeHuddles` seals them. */
export function writeHuddles(tx: Transaction, { huddles }: Invention): void {
  for (const one of huddles) {
    const id = idFor('huddle', one.date)
    const { date, started, closed, chair } = one
    const instants = { startedAt: instant(started), closedAt: instant(closed) }
    tx.insert(huddle)
      .values({ id, date, state: 'live', ...instants, chair: chair.id })
      .run()
    tx.insert(attendance)
      .values(one.present.map((there) => attendanceRow(id, there.id, one)))
      .run()
    const reached = one.turns.filter(({ outcome }) => outcome !== 'not reached')
    inBatches(one.turns, (some) => {
      const position = one.turns.indexOf(some[0] as InventedTurn)
      tx.insert(agendaItem)
        .values(
          some.map((turn, place) => ({
            ...agendaRow(id, turn, position + place),
            turn: reached.indexOf(turn) + 1 || null,
          })),
        )
        .run()
    })
    inBatches(
      one.turns.filter(({ note }) => note !== null),
      (some) => {
        tx.insert(huddleNote)
          .values(some.map((turn) => noteRow(id, turn)))
          .run()
      },
    )
  }
}

/** Seals the past: nothing can be written to its huddles from now on. */
export function closeHuddles(tx: Transaction, { huddles }: Invention): void {
  const ids = huddles.map(({ date }) => idFor('huddle', date))
  tx.update(huddle).set({ state: 'closed' }).where(inArray(huddle.id, ids)).run()
}

function attendanceRow(id: string, colleagueId: string, { started, chair }: InventedHuddle) {
  const after = chair.id === colleagueId ? 0 : between(0, 240, 'seen', id, colleagueId)
  return { huddle: id, colleague: colleagueId, firstSeenAt: instant(started + after * 1000) }
}

function agendaRow(
  id: string,
  { person, section, reasons, outcome, seconds }: InventedTurn,
  position: number,
) {
  return {
    huddle: id,
    episode: person.episode,
    position,
    section,
    reasons: JSON.stringify(reasons),
    outcome,
    seconds,
  }
}

function noteRow(id: string, turn: InventedTurn) {
  const { person, how, howBy, raised, teams, authors, note } = turn
  return {
    huddle: id,
    episode: person.episode,
    text: note ?? '',
    how,
    howBy: howBy.name,
    raised,
    teams: JSON.stringify(teams),
    authors: JSON.stringify(authors.map(({ name }) => name)),
  }
}

/** The agreed actions and each step they took. Nothing waits in the outbox: it left long ago. */
export function writeActions(tx: Transaction, { actions, calendar }: Invention, catalogue: Catalogue): void {
  inBatches(actions, (some) => {
    const ways = some.map((one) => ({ one, way: wayIn(one, catalogue, calendar.latest) }))
    const measures = ways.flatMap(({ one, way }) => measureRows(one, way))
    tx.insert(action)
      .values(ways.map(({ one, way }) => actionRow(one, catalogue, way)))
      .run()
    tx.insert(actionEvent)
      .values(ways.flatMap(({ one, way }) => way.steps.map((step) => eventRow(one, step))))
      .run()
    if (measures.length > 0) tx.insert(actionMeasure).values(measures).run()
  })
}

/** How far an action came by `latest`, in milliseconds. */
export function wayIn(one: InventedAction, catalogue: Catalogue, latest: number): Way {
  return wayOf(one, one.ask.item === null ? undefined : catalogue.get(one.ask.item), latest)
}

/** The action as it stands now. */
export function actionRow(one: InventedAction, catalogue: Catalogue, way: Way): typeof action.$inferInsert {
  const { ask, key } = one
  const entry = ask.item === null ? undefined : catalogue.get(ask.item)
  return {
    id: idFor('action', key),
    episode: one.person.episode,
    huddle: idFor('huddle', one.date),
    kind: entry?.kind ?? 'task',
    item: ask.item,
    title: entry?.name ?? ask.title ?? ask.group,
    quantity: ask.quantity ?? 1,
    room: ask.rooms ? pick(ask.rooms, 'room', key) : null,
    detail: ask.details ? pick(ask.details, 'detail', key) : null,
    team: one.team,
    owner: one.owner?.id ?? null,
    due: one.due,
    state: way.steps.at(-1)?.to ?? 'agreed',
    agreedAt: instant(one.agreedAt),
    agreedBy: one.agreedBy.id,
    endedAt: one.endedAt === null ? null : instant(one.endedAt),
    lastNote: one.note,
    ...way.facts,
  }
}

function eventRow(one: InventedAction, step: WayStep): typeof actionEvent.$inferInsert {
  const { act, from, to, at, note, facts } = step
  return {
    ...{
      id: idFor('event', one.key, act),
      action: idFor('action', one.key),
      at: instant(at),
      from,
      to,
      note,
      act,
    },
    colleague: act === 'agree' ? one.agreedBy.id : one.acceptedBy.id,
    detail: Object.keys(facts).length === 0 ? null : JSON.stringify({ facts }),
  }
}

function measureRows(one: InventedAction, { measures, steps }: Way): (typeof actionMeasure.$inferInsert)[] {
  const at = instant(steps.find(({ act }) => act === 'measure')?.at ?? one.agreedAt)
  const about = { action: idFor('action', one.key), colleague: one.acceptedBy.id, at }
  return measures.map((each) => ({ ...about, ...each }))
}
