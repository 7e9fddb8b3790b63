import { shortName } from './colleague.ts'
import { daysBetween, londonDate, sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import { sayCalls } from './episode.ts'
import type { CallsEntry } from './episode-view.ts'
import { starterWords } from './starter.ts'
import type { StoryKind } from './story-kinds.ts'
import type { StorySource, Telling } from './story.ts'

/** The person’s own part of the story: every act about the episode, and what calls, stays and goals say of themselves. */
export function storyOfAbout(seen: StorySource, today: LocalDate): Telling[] {
  const { events } = seen.told
  const isTold = (kind: StoryKind, on: LocalDate) =>
    events.some((event) => event.kind === kind && event.on === on)
  const own = [...courseOf(seen), ...callsOf(seen.calls), ...staysOf(seen, today)].filter(
    ({ kind, on }) => !isTold(kind, on),
  )
  const acts = events.map(({ id, at, on, kind, words, why, who }) => ({
    ...{ id: `event ${id}`, kind, on, at, words, more: why ? [why] : [] },
    ...{ who: who === null ? [] : [who], signed: who === null ? 'the caseload file' : shortName(who) },
  }))
  return [...own, ...goalsOf(seen, today), ...checksOf(seen), ...acts]
}

/** How it began, as the rows know it: an act that told it says more. */
function courseOf({ header, told, course }: StorySource): Telling[] {
  // Accepting writes down when they came anew: it may have been said on a day after.
  const arrived = course.acceptedOn ?? londonDate(new Date(told.arrivedAt))
  const came = header.story === '' ? 'Came to the service' : `Came to the service, ${header.story}`
  const first = { id: 'first visit', kind: 'course', on: header.start } as const
  const begun = ['active', 'paused', 'ended'].includes(header.state) && header.day >= 1
  return [
    { id: 'arrived', kind: 'course', on: arrived, at: told.arrivedAt, words: came },
    ...(begun ? [{ ...first, words: 'First visit: day 1 of the six weeks' }] : []),
  ]
}

function callsOf(calls: readonly CallsEntry[]): Telling[] {
  return calls.map((row, place) => ({
    ...{ id: `calls ${String(calls.length - place)}`, kind: 'calls' as const, on: row.from },
    words: sayChange(row, calls[place + 1]),
    more: [row.why],
    who: row.changedBy === null ? [] : [row.changedBy],
    signed: row.changedBy === null ? 'the caseload file' : shortName(row.changedBy),
  }))
}

/** 'Step down: 2 a day, 30 min; before 3 a day, 45 min, two carers'; the first row says where it began. */
function sayChange(row: CallsEntry, before: CallsEntry | undefined): string {
  if (!before || row.step === null) return `Calls begin: ${sayPattern(row)}`
  const change = { 'step down': 'Step down', 'step up': 'Step up', same: 'Calls changed' }[row.step]
  return `${change}: ${sayPattern(row)}; before ${sayPattern(before)}`
}

/** '3 a day, 30 min, two carers' */
export function sayPattern({ carers, minutes, ...row }: Pick<CallsEntry, 'perDay' | 'minutes' | 'carers'>) {
  const two = carers === 2 ? ', two carers' : carers > 2 ? `, ${String(carers)} carers` : ''
  return `${sayCalls(row)}, ${String(minutes)} min${two}`
}

function staysOf({ told }: StorySource, today: LocalDate): Telling[] {
  return told.stays.flatMap(({ id, wentOn, backOn, at, who }) => {
    const gone = {
      ...{ id: `went ${id}`, kind: 'hospital' as const, on: wentOn, at, words: 'Gone to hospital' },
      ...{ who: who === null ? [] : [who], signed: who === null ? '' : shortName(who) },
    }
    return backOn === null ? [gone] : [gone, { ...back(wentOn, backOn, today), id: `back ${id}` }]
  })
}

function back(wentOn: LocalDate, backOn: LocalDate, today: LocalDate) {
  const nights = daysBetween(wentOn, backOn)
  const long = nights === 0 ? 'the same day' : nights === 1 ? '1 night' : `${String(nights)} nights`
  const words = `Back from hospital, there since ${sayDay(wentOn, today)}, ${long}`
  return { kind: 'hospital' as const, on: backOn, words }
}

/** A goal that no act told of stands where the stay began, as it is now. */
function goalsOf({ goals, header, told }: StorySource, today: LocalDate): Telling[] {
  const acts = told.events.filter(({ kind }) => kind === 'goal')
  return goals
    .filter(({ what }) => !acts.some(({ words, why }) => words.includes(what) || why?.includes(what)))
    .map(({ id, what, by, state }) => ({
      ...{ id: `goal ${id}`, kind: 'goal' as const, on: header.start },
      words: what,
      more: [by === null ? `now ${state}` : `by ${sayDay(by, today)}, now ${state}`],
    }))
}

function checksOf({ told }: StorySource): Telling[] {
  return told.checks.map(({ item, state, at, who }) => ({
    ...{ id: `check ${item}`, kind: 'about' as const, on: londonDate(new Date(at)), at },
    words: `${starterWords[item].words} looked at: ${state}`,
    ...{ who: [who], signed: shortName(who) },
  }))
}
