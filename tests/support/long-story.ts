import { addDays } from '#lib/reablement/dates.ts'
import { tellStory } from '#lib/server/episodes/tell-story.ts'
import type { Desk } from '#lib/server/storage/desk.ts'
import { hospitalStay } from '#lib/server/storage/course-schema.ts'
import type { Transaction } from '#lib/server/storage/open.ts'
import { action, actionEvent, callPattern, huddle, huddleNote } from '#lib/server/storage/schema.ts'
import { rewritingThePast } from './builders.ts'

interface Length {
  notes: number
  actions: number
}

/** Whose story, by whom it was written, and from which day on. */
interface Whose {
  episode: string
  by: { id: string; name: string }
  first: string
}

const steps = ['agreed', 'accepted', 'ordered', 'delivered', 'shown', 'done'] as const
const hows = ['ok', 'watch', 'concern'] as const
const said = [
  'Walked to the gate and back with one stick; tired afterwards. Daughter rang, pleased.',
  'Managing a wash at the basin standing.\nBreakfast made without help for the third day.',
  'Two near-falls on the step. Rail asked for.',
]

/** A long past for one stay: huddles with notes day by day, actions with every step, calls, stays in hospital, acts. */
export function lengthen(desk: Desk, episode: string, by: Whose['by'], { notes, actions }: Length): void {
  const whose = { episode, by, first: addDays('2026-11-19', -notes) }
  rewritingThePast(desk, () =>
    desk.storage.transaction((tx) => {
      const held = huddlesOf(tx, whose, notes)
      for (let n = 0; n < notes; n++) addNote(tx, whose, held[n] ?? '', n)
      for (let n = 0; n < actions; n++) addSteps(tx, whose, held[n % notes] ?? '', n, n % notes)
      for (let n = 0; n < notes; n += 30) addChange(tx, whose, n)
    }),
  )
}

/** One a day, those that were held already among them; their ids. */
function huddlesOf(tx: Transaction, { first }: Whose, notes: number): string[] {
  const dates = Array.from({ length: notes }, (_, n) => addDays(first, n))
  for (const date of dates) {
    const at = `${date}T09:30:00.000Z`
    tx.insert(huddle)
      .values({ id: `long-${date}`, date, state: 'closed', startedAt: at, closedAt: at })
      .onConflictDoNothing()
      .run()
  }
  const ids = new Map(
    tx
      .select()
      .from(huddle)
      .all()
      .map(({ id, date }) => [date, id]),
  )
  return dates.map((date) => ids.get(date) ?? '')
}

function addNote(tx: Transaction, { episode, by }: Whose, held: string, n: number): void {
  const marks = { how: hows[n % 3] ?? 'ok', howBy: by.name, teams: '{"OT":"ask"}' }
  const words = { text: said[n % said.length] ?? '', raised: n % 7 ? null : 'fell at night' }
  tx.insert(huddleNote)
    .values({ huddle: held, episode, ...words, ...marks, authors: JSON.stringify([by.name]) })
    .onConflictDoNothing()
    .run()
}

/** Every sixth is still open. */
function addSteps(
  tx: Transaction,
  { episode, by, first }: Whose,
  held: string,
  n: number,
  after: number,
): void {
  const [date, id, over] = [addDays(first, after), `long-action-${String(n)}`, n % 6 !== 0]
  const what = {
    kind: 'equipment',
    title: `Rail ${String(n + 1)}`,
    quantity: 1,
    room: 'Hall',
    team: 'OT',
  } as const
  const agreed = { agreedAt: `${date}T09:41:00.000Z`, agreedBy: by.id, due: addDays(date, 2) }
  const stands = {
    state: over ? 'done' : 'accepted',
    endedAt: over ? `${date}T16:00:00.000Z` : null,
  } as const
  tx.insert(action)
    .values({ ...what, ...agreed, ...stands, id, episode, huddle: held })
    .run()
  for (const [place, to] of (over ? steps : steps.slice(0, 2)).entries()) {
    const step = { from: steps[place - 1] ?? null, to, note: to === 'done' ? 'fits well' : null }
    tx.insert(actionEvent)
      .values({
        ...{ id: `${id}-${String(place)}`, action: id, at: `${date}T1${String(place)}:05:00.000Z` },
        ...{ ...step, colleague: by.id },
      })
      .run()
  }
}

/** The calls change, they are in hospital for two nights, and their goals are looked at. */
function addChange(tx: Transaction, { episode, by, first }: Whose, n: number): void {
  const [from, id] = [addDays(first, n), `long-${String(n)}`]
  const [wentOn, step] = [addDays(from, 5), n / 30]
  const calls = {
    perDay: 4 - (step % 3),
    minutes: 30,
    carers: 1 + (step % 2),
    why: 'Manages breakfast alone',
  }
  tx.insert(callPattern)
    .values({ id, episode, from, ...calls, changedBy: by.id, at: `${from}T10:00:00.000Z` })
    .run()
  tx.insert(hospitalStay)
    .values({ id, episode, wentOn, backOn: addDays(wentOn, 2), saidBy: by.id, at: `${wentOn}T12:00:00.000Z` })
    .run()
  tellStory(tx, {
    ...{ episode, at: `${from}T11:00:00.000Z`, colleague: by.id, kind: 'review', on: from },
    ...{ words: 'Goals looked at again', why: 'steadier now' },
  })
}
