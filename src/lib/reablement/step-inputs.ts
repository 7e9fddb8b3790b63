import { z } from 'zod/mini'
import { connections } from './request.ts'

/** What a screen sends for each step on the way of an action. Days are local, 2026-11-25. */

const id = z.string().check(z.minLength(1), z.maxLength(40))
const words = (longest: number) => z.string().check(z.trim(), z.maxLength(longest))
const said = (longest: number, ask: string) => words(longest).check(z.minLength(1, ask))
const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-11-25.'))
const reference = z.optional(words(60))
const note = z.optional(words(300))

/** `byUs`: collected, fitted and shown by whoever accepts. */
export const acceptInput = z.object({ action: id, byUs: z.optional(z.boolean()) })

/** What was measured, by the measurement's name, in any unit `readMeasure` knows. */
export const measureInput = z.object({
  action: id,
  measures: z
    .array(z.object({ name: words(80), value: words(80) }))
    .check(z.minLength(1, 'Say what was measured.'), z.maxLength(12)),
})
/** "Measure at visit": who will, and when. */
export const planMeasuringInput = z.object({ action: id, by: id, on: day })
/** Who takes it from the store, fits and shows it; null: nobody of us, it is ordered after all. */
export const fitInput = z.object({ action: id, by: z.nullable(id) })
/** The day of the visit or appointment; of an alarm with its connection and the day it is tested. */
export const bookInput = z.object({
  action: id,
  on: day,
  reference,
  connection: z.optional(z.enum(connections)),
  testOn: z.optional(day),
})
export const orderInput = z.object({
  action: id,
  reference: said(60, 'Give the order’s reference.'),
  expected: z.optional(day),
})
/** It is there, since that day. `opens`: of an alarm that no key safe lets anybody in to, that somebody can open. */
export const deliverInput = z.object({ action: id, on: day, note, opens: z.optional(z.literal(true)) })
/** Who showed how it works (absent: whoever says so), and that it does. */
export const showInput = z.object({
  action: id,
  by: z.optional(id),
  works: z.literal(true, 'It is shown when it works. If it does not, correct it or say so in a note.'),
  note,
})
export const finishInput = z.object({ action: id, note: words(300) })
export const collectInput = z.object({ action: id, on: z.optional(day) })
export const cancelInput = z.object({ action: id, reason: said(300, 'Say why it is cancelled.') })
export const correctInput = z.object({ action: id, reason: said(300, 'Say what was wrong.') })

/** Several actions one step on, all or none. */
const many = z
  .array(id)
  .check(z.minLength(1, 'Choose at least one.'), z.maxLength(100, 'Choose a hundred at most.'))
export const stepManyInput = z.discriminatedUnion('step', [
  z.object({ step: z.literal('accept'), actions: many }),
  z.object({
    step: z.literal('order'),
    actions: many,
    reference: orderInput.shape.reference,
    expected: orderInput.shape.expected,
  }),
  z.object({ step: z.literal('deliver'), actions: many, on: day, note }),
  z.object({
    step: z.literal('show'),
    actions: many,
    by: z.optional(id),
    works: showInput.shape.works,
    note,
  }),
])
export type StepManyInput = z.infer<typeof stepManyInput>
