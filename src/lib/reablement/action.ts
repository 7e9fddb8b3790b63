import { z } from 'zod/mini'
import { actionKinds } from './catalogue.ts'
import type { ActionKind } from './catalogue.ts'
import { daysBetween, sayDue } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { Problem } from './problem.ts'
import { teamCode } from './team.ts'
import type { TeamCode } from './team.ts'

/**
 * The states an action passes through here. `domain.md` has the fuller path of a request
 * (measured, ordered, delivered, shown); this is its spine.
 */
export const actionStates = ['agreed', 'accepted', 'declined', 'done', 'cancelled'] as const
export type ActionState = (typeof actionStates)[number]
export const openStates: readonly ActionState[] = ['agreed', 'accepted']

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

/** What a screen sends to agree an action. `owner` is a colleague's id, or null for the team's queue. */
export const agreeInput = z.object({
  /** Made by the screen; the same id twice agrees once. */
  id: z.string().check(z.uuid()),
  episode: id,
  kind: z.enum(actionKinds),
  /** Catalogue code, absent for a plain task. */
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
})
export type AgreeInput = z.infer<typeof agreeInput>

export const acceptInput = z.object({ action: id })
export const declineInput = z.object({ action: id, reason: z.enum(declineReasons), words: words(300) })
export const finishInput = z.object({ action: id, note: words(300) })
export const undoInput = z.object({ action: id })
/** Promises made again: for another day, to another owner (null: the team's queue), to those who lead, no longer wanted. */
export const reDateInput = z.object({ action: id, due: date })
export const reAssignInput = z.object({ action: id, team: teamCode, owner: z.nullable(id) })
export const escalateInput = z.object({ action: id })
export const settleInput = z.object({ action: id })

/** An agreed action as screens show it. No surname, address or number of the person: those stay with the row. */
export interface ActionView {
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
}

/** What can be done to an action once it is agreed. */
export const actionActs = [
  'accept',
  'decline',
  'finish',
  'cancel',
  'undo',
  're-date',
  're-assign',
  'escalate',
  'settle',
] as const
export type ActionAct = (typeof actionActs)[number]

/** Where each act leads from each state; what is not here is refused, with the words a person reads. [choice] */
const steps: Record<ActionState, Record<ActionAct, { to: ActionState } | { refused: string }>> = {
  agreed: {
    accept: { to: 'accepted' },
    decline: { to: 'declined' },
    finish: { to: 'done' },
    cancel: { to: 'cancelled' },
    undo: { to: 'cancelled' },
    're-date': { to: 'agreed' },
    're-assign': { to: 'agreed' },
    escalate: { to: 'agreed' },
    settle: { refused: 'Only what was declined is settled.' },
  },
  accepted: {
    accept: { refused: 'Somebody has accepted it already.' },
    decline: { to: 'declined' },
    finish: { to: 'done' },
    cancel: { to: 'cancelled' },
    undo: { refused: 'Somebody has accepted it already: cancel it with a reason instead.' },
    're-date': { to: 'accepted' },
    // Whoever gets it has promised nothing yet.
    're-assign': { to: 'agreed' },
    escalate: { to: 'accepted' },
    settle: { refused: 'Only what was declined is settled.' },
  },
  declined: {
    accept: { refused: 'It was declined. Agree it again if it is still needed.' },
    decline: { refused: 'It was declined already.' },
    finish: { refused: 'It was declined. Agree it again if it is still needed.' },
    cancel: { to: 'cancelled' },
    undo: { refused: 'It was declined already.' },
    're-date': { refused: 'It was declined. Re-assign it first.' },
    're-assign': { to: 'agreed' },
    escalate: { to: 'declined' },
    settle: { to: 'declined' },
  },
  done: {
    accept: { refused: 'It is done already.' },
    decline: { refused: 'It is done already.' },
    finish: { refused: 'It is done already.' },
    cancel: { refused: 'It is done already.' },
    undo: { refused: 'It is done already.' },
    're-date': { refused: 'It is done already.' },
    're-assign': { refused: 'It is done already.' },
    escalate: { refused: 'It is done already.' },
    settle: { refused: 'It is done already.' },
  },
  cancelled: {
    accept: { refused: 'It was cancelled.' },
    decline: { refused: 'It was cancelled.' },
    finish: { refused: 'It was cancelled.' },
    cancel: { refused: 'It was cancelled already.' },
    undo: { refused: 'It was cancelled already.' },
    're-date': { refused: 'It was cancelled.' },
    're-assign': { refused: 'It was cancelled.' },
    escalate: { refused: 'It was cancelled.' },
    settle: { refused: 'It was cancelled.' },
  },
}

/**
 * The state an act leads to. Whether it is still within `undoWithin`, and who may act, is asked elsewhere.
 * @throws Problem 'wrong-state' saying why not.
 */
export function step(state: ActionState, act: ActionAct): ActionState {
  const next = steps[state][act]
  if ('refused' in next) throw new Problem('wrong-state', { detail: next.refused })
  return next.to
}

/** Still open and its day has passed. Due today is not overdue. */
export function isOverdue(view: Pick<ActionView, 'state' | 'due'>, today: LocalDate): boolean {
  return openStates.includes(view.state) && daysBetween(view.due, today) > 0
}

/**
 * An action's state for a chip: 'due today', '1 day late', 'accepted', 'done', 'declined: no capacity', 'cancelled'.
 * Lateness wins over 'accepted'. `lastNote` of a declined action is its reason.
 */
export function sayState(view: Pick<ActionView, 'state' | 'due' | 'lastNote'>, today: LocalDate): string {
  switch (view.state) {
    case 'agreed':
      return isOverdue(view, today) ? sayDue(view.due, today) : `due ${sayDue(view.due, today)}`
    case 'accepted':
      return isOverdue(view, today) ? sayDue(view.due, today) : 'accepted'
    case 'declined':
      return view.lastNote ? `declined: ${view.lastNote}` : 'declined'
    case 'done':
    case 'cancelled':
      return view.state
  }
}

/** What was agreed, on one line: 'Grab rail, short × 2 · Bathroom'. One of something has no number. */
export function actionLine(view: Pick<ActionView, 'title' | 'quantity' | 'room'>): string {
  const what = view.quantity === 1 ? view.title : `${view.title} × ${String(view.quantity)}`
  return view.room ? `${what} · ${view.room}` : what
}
