import { z } from 'zod/mini'
import { carerWishes, readableAs } from './communication.ts'
import { isLocalDate } from './dates.ts'
import { goalStates } from './goal-hints.ts'
import { careActOutcomes } from './in-place.ts'
import { riskQuestions } from './risk-answers.ts'

/** What a screen sends about a person outside a huddle: each act with its fields, and the words that say what is wrong. */

const id = z.string().check(z.minLength(1), z.maxLength(40))
const day = z
  .string()
  .check(z.refine((text) => isLocalDate(text), 'There is no such day. Write it as 2026-11-26.'))
const words = (longest: number, empty: string) =>
  z
    .string()
    .check(
      z.trim(),
      z.minLength(1, empty),
      z.maxLength(longest, `That is too long. Say it in ${String(longest)} letters.`),
    )
/** Words that may be left out: empty is null. */
const maybe = (longest: number) =>
  z.pipe(
    z.nullable(
      z
        .string()
        .check(z.trim(), z.maxLength(longest, `That is too long. Say it in ${String(longest)} letters.`)),
    ),
    z.transform((text: string | null) => text || null),
  )
const number = (least: number, most: number, wrong: string) =>
  z.int(wrong).check(z.gte(least, wrong), z.lte(most, wrong))

export const changeCallsFromInput = z.object({
  ...{ episode: id, from: day },
  perDay: number(0, 12, 'Say how many calls a day: a number from 0 to 12.'),
  minutes: number(10, 240, 'Say how long one call takes: 10 to 240 minutes.'),
  carers: number(1, 2, 'Say how many carers come: 1 or 2.'),
  why: words(200, 'Say why the calls change.'),
})

export const setGoalInput = z.object({
  episode: id,
  what: words(200, 'Write what they want to be able to do, in their own words.'),
  by: z.nullable(day),
})
export const rewordGoalInput = z.object({
  ...{ episode: id, goal: id, by: z.nullable(day) },
  what: words(200, 'Write what they want to be able to do, in their own words.'),
})
export const reviewGoalInput = z.object({
  ...{ episode: id, goal: id, on: day },
  state: z.enum(goalStates, 'Choose where the goal stands.'),
  said: words(300, 'Write what was said about it.'),
})

export const sayWhatMattersInput = z.object({
  episode: id,
  words: words(600, 'Write what matters to them, in their own words.'),
})

export const answerRiskInput = z.object({
  ...{ episode: id, question: z.enum(riskQuestions), value: z.nullable(z.enum(['yes', 'no'])) },
  words: maybe(400),
})
/** What they said when they were asked whether we may refer them. */
export const fireConsentInput = z.object({
  ...{ episode: id, given: z.boolean('Say whether they said yes or no.'), on: day },
})
/** `action`: a new id, so that a press sent twice refers once. */
export const referToFireInput = z.object({ episode: id, action: z.string().check(z.uuid()) })

const letters = /^[\p{L}\p{M} ()'’.-]*$/u
export const communicationInput = z.object({
  episode: id,
  language: z.pipe(
    z.nullable(
      z
        .string()
        .check(
          z.trim(),
          z.maxLength(40, 'Name the language in 40 letters.'),
          z.regex(letters, 'Name a language, in letters: Punjabi.'),
        ),
    ),
    z.transform((text: string | null) => text || null),
  ),
  ...{ interpreter: z.nullable(z.boolean()), bsl: z.nullable(z.boolean()) },
  formats: z.array(z.enum(readableAs)).check(z.maxLength(readableAs.length)),
  ...{ support: maybe(200), carers: z.nullable(z.enum(carerWishes)), culture: maybe(200) },
})

/** Where a copy of a plan is and when it was seen are said when one is in place. */
export const respectInput = z.object({
  ...{ episode: id, inPlace: z.boolean('Say whether a plan is in place.') },
  ...{ where: maybe(120), seenOn: z.nullable(day) },
})

/** A reference, and nothing one could tell a story in: it holds a digit, and no run of more than six letters. [choice] */
const reference = /^(?=.*\d)(?!.*[A-Z]{7})(?!(?:.*[A-Z]+[ ]){3})[A-Z\d/ -]{3,24}$/
/** No field takes words. [seed] no narrative */
export const safeguardingInput = z.object({
  ...{ episode: id, raised: z.boolean('Say whether a concern was raised.'), raisedOn: z.nullable(day) },
  reference: z.nullable(
    z
      .string()
      .check(
        z.trim(),
        z.toUpperCase(),
        z.regex(reference, 'Write the reference alone, such as SG-2026-0417. Nothing else is kept here.'),
      ),
  ),
  owner: z.nullable(id),
})

/** By whom an assessment is done, for when it is booked, and what came of it, as far as it is known. */
export const careActInput = z.object({
  ...{ episode: id, raisedOn: day, owner: z.nullable(id), bookedFor: z.nullable(day) },
  outcome: z.nullable(z.enum(careActOutcomes)),
})

export type ChangeCallsFromInput = z.infer<typeof changeCallsFromInput>
export type SetGoalInput = z.infer<typeof setGoalInput>
export type RewordGoalInput = z.infer<typeof rewordGoalInput>
export type ReviewGoalInput = z.infer<typeof reviewGoalInput>
export type SayWhatMattersInput = z.infer<typeof sayWhatMattersInput>
export type AnswerRiskInput = z.infer<typeof answerRiskInput>
export type FireConsentInput = z.infer<typeof fireConsentInput>
export type ReferToFireInput = z.infer<typeof referToFireInput>
export type CommunicationInput = z.infer<typeof communicationInput>
export type RespectInput = z.infer<typeof respectInput>
export type SafeguardingInput = z.infer<typeof safeguardingInput>
export type CareActInput = z.infer<typeof careActInput>
