import { z } from 'zod/mini'
import { actionKinds, isRequest } from './catalogue.ts'
import type { ActionKind } from './catalogue.ts'
import { daysBetween, sayDay, sayDue } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { openStates } from './action-steps.ts'
import type { ActionState } from './action-steps.ts'
import type { ActionFacts } from './request.ts'
import { teamCode } from './team.ts'
import type { TeamCode } from './team.ts'
import { sayWaits } from './tiers.ts'
import type { Waits } from './telling.ts'

export { actionActs, actionStates, openStates } from './action-steps.ts'
export type { ActionAct, ActionState } from './action-steps.ts'

export const declineReasons = [
  'no capacity',
  'not appropriate',
  'not enough information',
  'duplicate',
  'other',
] as const
export type DeclineReason = (typeof declineReasons)[number]

/** How long an agreed action can be undone by whoever agreed it, in milliseconds. [choice] */
export const undoWithin = 10_000

const id = z.string().check(z.minLength(1), z.maxLength(40))
const words = (longest: number) => z.string().check(z.trim(), z.maxLength(longest))
const date = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-11-25.'))

/**
 * What a screen sends to agree an action. `owner` is a colleague's id, or null for the team's queue. A request names its
 * item: who may ask for it, and what is measured of it, stand with the item.
 */
export const agreeInput = z
  .object({
    /** Made by the screen; the same id twice agrees once. */
    id: z.string().check(z.uuid()),
    episode: id,
    kind: z.enum(actionKinds),
    /** Catalogue code; a plain task has none, a referral may do without. */
    item: z.optional(id),
    title: words(120).check(z.minLength(1, 'Say what is to be done.')),
    quantity: z.int().check(z.gte(1), z.lte(20)),
    room: z.optional(words(40)),
    detail: z.optional(words(300)),
    team: teamCode,
    owner: z.nullable(id),
    due: date,
    urgent: z.optional(z.boolean()),
    /** Why: 'lives alone'. */
    because: z.optional(words(200)),
    /** What is measured already, in the unit of the catalogue's measurement. */
    measures: z.optional(z.array(z.object({ name: words(80), value: words(80) })).check(z.maxLength(12))),
    /** Where the asker may not ask for the item outright: it waits for sign-off instead of being refused. */
    signOff: z.optional(z.boolean()),
  })
  .check(
    z.refine(({ kind, item }) => item !== undefined || !isRequest(kind), {
      error: 'Choose the item in the catalogue. What is not in it is agreed as a plain task.',
      path: ['item'],
    }),
  )
export type AgreeInput = z.infer<typeof agreeInput>

export const declineInput = z.object({ action: id, reason: z.enum(declineReasons), words: words(300) })
export const undoInput = z.object({ action: id })
/** Promises made again: for another day, to another owner (null: the team's queue), to those who lead, no longer wanted. */
export const reDateInput = z.object({ action: id, due: date })
export const reAssignInput = z.object({ action: id, team: teamCode, owner: z.nullable(id) })
export const escalateInput = z.object({ action: id })
export const settleInput = z.object({ action: id })
/** What waits for sign-off: signed off, or returned with the words why. */
export const signOffInput = z.object({ action: id })
export const returnInput = z.object({
  action: id,
  words: words(300).check(z.minLength(1, 'Say why it is returned.')),
})

/** An agreed action as screens show it. No surname, address or number of the person: those stay with the row. */
export interface ActionView extends Partial<ActionFacts> {
  id: string
  episode: string
  kind: ActionKind
  item: string | null
  title: string
  quantity: number
  room: string | null
  detail: string | null
  team: TeamCode
  /** null: in the team's queue. */
  owner: { id: string; name: string } | null
  /** Local date, YYYY-MM-DD. */
  due: string
  state: ActionState
  /** Instant, ISO UTC. */
  agreedAt: string
  agreedBy: { id: string; name: string }
  /** The last word about it: why declined, what was done. */
  lastNote: string | null
  /** Date of the huddle it was agreed for, YYYY-MM-DD. */
  huddle: string
  /** Since when those who lead look after it (instant, ISO UTC); null when nobody asked them to. */
  escalated?: string | null
  /** Since when a declined one is settled (instant, ISO UTC), nothing more being wanted; else null. */
  settled?: string | null
  urgent?: boolean
  /** Why it is asked for; null when nobody said. */
  because?: string | null
  /** It is on loan and its time is up: it is collected, whether or not somebody has shown it. Known on a team's list. */
  toCollect?: boolean
  /** How long it waits and who was told of it; null of what is over. */
  waits?: Waits | null
}

/** Still open and its day has passed. Due today is not overdue. */
export function isOverdue(view: Pick<ActionView, 'state' | 'due'>, today: LocalDate): boolean {
  return openStates.includes(view.state) && daysBetween(view.due, today) > 0
}

/** As much of an action as its state's words need. */
export type Said = Pick<ActionView, 'state' | 'due' | 'lastNote'> &
  Partial<Pick<ActionView, 'kind' | 'bookedFor' | 'tier'>>

/** What a team puts in itself is fitted, everything else delivered. */
export function isFitted({ kind }: { kind?: ActionView['kind'] | undefined }): boolean {
  return kind === 'adaptation' || kind === 'care technology'
}

/** Where an open action stands, in words: 'ordered', 'fitted, not shown', 'booked for Thu 26 Nov'. */
function sayOpen(view: Said, today: LocalDate): string {
  if (view.state === 'delivered') return isFitted(view) ? 'fitted, not shown' : 'delivered, not shown'
  if (view.state === 'shown') return 'shown and working'
  if (view.state === 'booked' && view.bookedFor) return `booked for ${sayDay(view.bookedFor, today)}`
  return view.state
}

/**
 * An action's state for a chip: 'due today', '1 day late', 'accepted', 'ordered, 1 day late', 'delivered, not shown',
 * 'done', 'declined: no capacity', 'cancelled'. Lateness alone stands for 'agreed' and 'accepted'. `lastNote` of a
 * declined action is its reason.
 */
export function sayState(view: Said, today: LocalDate): string {
  const late = isOverdue(view, today)
  switch (view.state) {
    case 'agreed':
      return late ? sayDue(view.due, today) : `due ${sayDue(view.due, today)}`
    case 'accepted':
      return late ? sayDue(view.due, today) : 'accepted'
    case 'declined':
      return view.lastNote ? `declined: ${view.lastNote}` : 'declined'
    case 'done':
    case 'collected':
    case 'cancelled':
      return view.state
    case 'to sign off':
      return sayWaits(view.tier)
    case 'booked':
    case 'measured':
    case 'ordered':
    case 'delivered':
    case 'shown':
      return late ? `${sayOpen(view, today)}, ${sayDue(view.due, today)}` : sayOpen(view, today)
  }
}

/** What was agreed, on one line: 'Grab rail, short × 2 · Bathroom'. One of something has no number. */
export function actionLine(view: Pick<ActionView, 'title' | 'quantity' | 'room'>): string {
  const what = view.quantity === 1 ? view.title : `${view.title} × ${String(view.quantity)}`
  return view.room ? `${what} · ${view.room}` : what
}
