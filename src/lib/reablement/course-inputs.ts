import { z } from 'zod/mini'
import { isLocalDate } from './dates.ts'

/** What is said with each act of an episode’s course. Days are local. */
const id = z.string().check(z.minLength(1), z.maxLength(40))
const day = z
  .string()
  .check(
    z.refine((text) => isLocalDate(text), 'There is no such day. Choose one, or write it as 2026-11-26.'),
  )
const why = z
  .string()
  .check(z.trim(), z.minLength(1, 'Say why: it is kept.'), z.maxLength(300, 'Say it in 300 letters.'))

/** `on`: the day it was accepted; left out: today. */
export const acceptReferralInput = z.object({ episode: id, on: z.optional(day) })
export const declineReferralInput = z.object({ episode: id, why })
/** `on`: the day of the first visit. */
export const startEpisodeInput = z.object({ episode: id, on: day })
/** `until`: the last day of it. */
export const extendEpisodeInput = z.object({ episode: id, until: day, why })
/** The days as they really were; `backOn` null while they are there. */
export const correctStayInput = z.object({ episode: id, stay: id, wentOn: day, backOn: z.nullable(day) })

/** The day of the first visit as it really was; why is asked for by the act, which says what another start does. */
export const correctStartInput = z.object({
  episode: id,
  start: day,
  reason: z.string().check(z.trim(), z.maxLength(200, 'Say it in 200 letters.')),
})

export type AcceptReferralInput = z.infer<typeof acceptReferralInput>
export type DeclineReferralInput = z.infer<typeof declineReferralInput>
export type StartEpisodeInput = z.infer<typeof startEpisodeInput>
export type ExtendEpisodeInput = z.infer<typeof extendEpisodeInput>
export type CorrectStayInput = z.infer<typeof correctStayInput>
export type CorrectStartInput = z.infer<typeof correctStartInput>
