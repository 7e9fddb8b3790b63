import { addDays, instantOf, londonDate } from './dates.ts'

/**
 * What a shared screen's code is made of. It is read across a room and typed on a desk, so nothing that looks like
 * something else is in it: no 0 O Q, 1 I L, 2 Z, 5 S, 6 G, 8 B, U V. [choice]
 */
export const codeAlphabet = '3479ACDEFHJKMNPRTWXY'
/** Six of them are 64 million codes; a colleague has five tries (access/pair-screen.ts). */
const codeLength = 6

/** How long a code on a screen can be used, in milliseconds; then the screen shows another. [choice] */
export const codeLasts = 10 * 60_000

/** A new code. `pick` gives a whole number from 0 up to, not including, its argument, and must not be guessable. */
export function makeCode(pick: (below: number) => number): string {
  return Array.from({ length: codeLength }, () => codeAlphabet.charAt(pick(codeAlphabet.length))).join('')
}

/** What somebody typed as a code: "ac3 w9k" and "AC3-W9K" are AC3W9K. Null when it cannot be one. */
export function readCode(typed: string): string | null {
  const letters = typed.toUpperCase().replace(/[\s.·-]/g, '')
  const fits = letters.length === codeLength && [...letters].every((one) => codeAlphabet.includes(one))
  return fits ? letters : null
}

/** In two halves, as people read it aloud: "AC3 W9K". */
export function sayCode(code: string): string {
  return `${code.slice(0, codeLength / 2)} ${code.slice(codeLength / 2)}`
}

/** How long a screen may be paired. [choice] */
export const pairedFor = ['today', '1 week', '12 weeks'] as const
export type PairedFor = (typeof pairedFor)[number]

const days: Record<PairedFor, number> = { today: 0, '1 week': 7, '12 weeks': 84 }
/** When the last day of a pairing is over, London time, and the latest that "today" can mean. [choice] */
const [dayEnds, dayEndsAtLatest] = ['18:00', '23:59']

/** Until when a screen paired now shows the huddle: six in the evening, London time, of its last day. */
export function pairedUntil(choice: PairedFor, now: Date): Date {
  const date = addDays(londonDate(now), days[choice])
  const until = instantOf(date, dayEnds)
  return until > now ? until : instantOf(date, dayEndsAtLatest)
}
