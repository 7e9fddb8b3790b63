import { isWalked } from './huddle.ts'
import type { Steering } from './huddle.ts'

/**
 * The clocks of a huddle. `now` is the server's clock in milliseconds. A pause stops all of them: when it ends, the
 * turn's beginning is moved on by it, and the whole is counted without it.
 */
type Clocks = Pick<
  Steering,
  | 'agenda'
  | 'current'
  | 'currentSince'
  | 'startedAt'
  | 'pausedAt'
  | 'pausedSeconds'
  | 'suggestedSeconds'
  | 'paces'
>

/** What a huddle should take, and what it must not pass, in seconds: `domain.md` "target 35 minutes, hard stop 45". [choice] */
export const huddleSeconds = { target: 35 * 60, most: 45 * 60 }

/** How a clock stands against what is suggested, as a sign, a colour and words. */
export interface Pace {
  tone: 'plain' | 'watch' | 'concern'
  words: string
}

/** The instant the clocks show: the beginning of the pause while there is one. ISO UTC. */
export function clockInstant(pausedAt: string | null, at: string): string {
  return pausedAt ?? at
}

/** Whole seconds from an ISO instant to `now` (milliseconds); never below nought. */
export function secondsSince(instant: string, now: number): number {
  return Math.max(0, Math.floor((now - Date.parse(instant)) / 1000))
}

/** What the clocks show now, in milliseconds: `now`, or the beginning of the pause. */
export function standing({ pausedAt }: Pick<Clocks, 'pausedAt'>, now: number): number {
  return pausedAt === null ? now : Date.parse(pausedAt)
}

/** Seconds of the person whose turn it is, with what they had before when they are shown again. */
export function personSeconds(clocks: Clocks, now: number): number {
  const { agenda, current, currentSince } = clocks
  const booked = agenda.find(({ episode }) => episode === current)?.seconds ?? 0
  return booked + (currentSince === null ? 0 : secondsSince(currentSince, standing(clocks, now)))
}

/** Seconds of the whole huddle without its pauses; 0 before the start. */
export function wholeSeconds(clocks: Clocks, now: number): number {
  const { startedAt, pausedSeconds } = clocks
  if (startedAt === null) return 0
  return Math.max(0, secondsSince(startedAt, standing(clocks, now)) - pausedSeconds)
}

const moved = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()

/** The instants the clocks count from, ISO UTC: of the person (null: nobody's turn) and of the whole (null: not begun). */
export function countedFrom(clocks: Clocks): { person: string | null; whole: string | null } {
  const { agenda, current, currentSince, startedAt, pausedSeconds } = clocks
  const booked = agenda.find(({ episode }) => episode === current)?.seconds ?? 0
  return {
    person: currentSince === null ? null : moved(currentSince, -booked),
    whole: startedAt === null ? null : moved(startedAt, pausedSeconds),
  }
}

/** Seconds still to come for everybody but whoever's turn it is, when they take the time people take here. */
export function othersSeconds({
  agenda,
  current,
  paces,
}: Pick<Clocks, 'agenda' | 'current' | 'paces'>): number {
  const waiting = agenda.filter((item) => isWalked(item) && item.outcome === null && item.episode !== current)
  return waiting.reduce((sum, { section, seconds }) => sum + Math.max(0, paces[section] - seconds), 0)
}

/**
 * Milliseconds until the last turn would be over, when everybody takes the time people take here: what is left of
 * this turn, and what is left of those still to come. While it is paused the end moves on with the clock.
 */
export function timeLeft(clocks: Clocks, now: number): number {
  const { current, suggestedSeconds } = clocks
  const mine = current === null ? 0 : Math.max(0, suggestedSeconds - personSeconds(clocks, now))
  return (othersSeconds(clocks) + mine) * 1000
}

/** How a time stands against what is suggested: in time, over it, half as much again over (`over`: what then). [choice] */
export function paceOf(spent: number, suggested: number, over = 'agree or take offline'): Pace {
  if (spent < suggested) return { tone: 'plain', words: '' }
  if (spent < suggested * 1.5) return { tone: 'watch', words: 'time is up' }
  return { tone: 'concern', words: over }
}

/** How the whole huddle stands: in time, past its target, past its hard stop. [choice] */
export function paceOfWhole(spent: number): Pace {
  if (spent < huddleSeconds.target) return { tone: 'plain', words: '' }
  if (spent < huddleSeconds.most) return { tone: 'watch', words: 'past 35 minutes' }
  return { tone: 'concern', words: 'past 45 minutes' }
}

/** The clocks after a pause that ends `at` (ISO UTC): the turn has lasted as long as when it began. */
export function afterPause(
  { pausedAt, pausedSeconds, currentSince }: Pick<Clocks, 'pausedAt' | 'pausedSeconds' | 'currentSince'>,
  at: string,
): { pausedAt: null; pausedSeconds: number; currentSince: string | null } {
  const lasted = pausedAt === null ? 0 : Math.max(0, Date.parse(at) - Date.parse(pausedAt))
  return {
    pausedAt: null,
    pausedSeconds: pausedSeconds + Math.round(lasted / 1000),
    currentSince: currentSince === null ? null : new Date(Date.parse(currentSince) + lasted).toISOString(),
  }
}

/** Whole minutes a huddle took without its pauses, rounded; 0 when its start or end is not known. */
export function minutesHeld({
  startedAt,
  closedAt,
  pausedSeconds,
}: {
  startedAt: string | null
  closedAt: string | null
  pausedSeconds: number
}): number {
  if (!startedAt || !closedAt) return 0
  const lasted = (Date.parse(closedAt) - Date.parse(startedAt)) / 1000 - pausedSeconds
  return Math.max(0, Math.round(lasted / 60))
}
