import { z } from 'zod/mini'
import { isLocalDate } from './dates.ts'
import { followOns, nationalOutcomes } from './national-outcomes.ts'
import { endings } from './outcomes.ts'

const id = z.string().check(z.minLength(1), z.maxLength(40))
const day = z
  .string()
  .check(z.refine((text) => isLocalDate(text), 'There is no such day. Write it as 2026-11-26.'))
const words = z.string().check(z.maxLength(200, 'At most 200 letters.'))
const answer = z.nullable(z.union([z.object({ done: z.literal(true) }), z.object({ notNeeded: words })]))
const settled = z.nullable(
  z.discriminatedUnion('how', [
    z.object({ how: z.literal('closed'), why: words }),
    z.object({ how: z.literal('kept'), why: words }),
    z.object({ how: z.literal('handed over'), to: words }),
  ]),
)
const goalState = z.nullable(z.enum(['not started', 'working on it', 'met', 'changed']))

/** What can be said on the checklist for ending, each part for itself; null takes it back, what is not named stays. */
export const endingPatch = z.object({
  endedOn: z.optional(z.nullable(day)),
  ending: z.optional(z.nullable(z.enum(endings))),
  national: z.optional(z.nullable(z.enum(nationalOutcomes))),
  followOn: z.optional(z.nullable(z.enum(followOns))),
  dischargedOn: z.optional(z.nullable(day)),
  dated: z.optional(z.boolean()),
  stepDown: z.optional(answer),
  servicesTold: z.optional(answer),
  copy: z.optional(answer),
  goals: z.optional(z.record(id, goalState)),
  items: z.optional(z.record(id, z.nullable(z.enum(['collect', 'stays'])))),
  actions: z.optional(z.record(id, settled)),
})
export type EndingPatch = z.infer<typeof endingPatch>
/** Everything said so far. */
export type EndingSaid = EndingPatch

export const saveEndingInput = z.object({ episode: id, change: endingPatch })
export const endEpisodeInput = z.object({ episode: id })
export const undoEndInput = z.object({
  episode: id,
  why: z.string().check(z.trim(), z.minLength(1, 'Say why: it is kept.'), z.maxLength(300)),
})
export type SaveEndingInput = z.infer<typeof saveEndingInput>
export type EndEpisodeInput = z.infer<typeof endEpisodeInput>
export type UndoEndInput = z.infer<typeof undoEndInput>
