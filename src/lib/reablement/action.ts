import { z } from 'zod/mini'
import { actionKinds } from './catalogue.ts'
import type { ActionKind } from './catalogue.ts'
import { teamCode } from './team.ts'
import type { TeamCode } from './team.ts'

/**
 * The states an action passes through here. `domain.md` has the fuller path of a request
 * (measured, ordered, delivered, shown); this is its spine.
 */
export const actionStates = ['agreed', 'accepted', 'declined', 'done', 'cancelled'] as const
export type ActionState = (typeof actionStates)[number]
export const openStates: readonly ActionState[] = ['agreed', 'accepted']

export const declineReasons = ['no capacity', 'not appropriate', 'not enough information', 'duplicate', 'other'] as const
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
})
export type AgreeInput = z.infer<typeof agreeInput>

export const acceptInput = z.object({ action: id })
export const declineInput = z.object({ action: id, reason: z.enum(declineReasons), words: words(300) })
export const finishInput = z.object({ action: id, note: words(300) })
export const undoInput = z.object({ action: id })

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
}
