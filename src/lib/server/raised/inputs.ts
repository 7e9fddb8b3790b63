import { z } from 'zod'
import { raisedLongest } from '../../reablement/raised.ts'

/** What a phone sends. Its own id makes one that was sent twice one. */
export const raiseInput = z.object({
  id: z.string().regex(/^[\w-]{8,40}$/, 'Load the page again, and send it once more.'),
  episode: z.string().min(1, 'Choose who it is about.').max(40),
  words: z
    .string()
    .trim()
    .min(1, 'Say in one line what the huddle should talk about.')
    .max(raisedLongest, `Say it in at most ${String(raisedLongest)} characters.`),
})
export type RaiseInput = z.infer<typeof raiseInput>

export const findInput = z.object({ typed: z.string().max(80) })
export type FindInput = z.infer<typeof findInput>

export const takeBackInput = z.object({ id: z.string().min(1).max(40) })
export type TakeBackInput = z.infer<typeof takeBackInput>
