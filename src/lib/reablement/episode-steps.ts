import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { Extension } from './episode-clock.ts'
import { refuseBeforeStart, refuseStay } from './hospital-stays.ts'
import type { HospitalStay } from './hospital-stays.ts'
import { Problem } from './problem.ts'

/** Every state of an episode. [seed] "referred → accepted → active ⇄ paused (hospital) → ended; or declined" */
export const episodeStates = ['referred', 'accepted', 'active', 'paused', 'ended', 'declined'] as const
export type EpisodeState = (typeof episodeStates)[number]

/** What can be done with an episode as a whole. */
export const episodeActs = [
  'accept',
  'decline',
  'start',
  'pause',
  'back',
  'extend',
  'end',
  'undo end',
] as const
export type EpisodeAct = (typeof episodeActs)[number]

/** Acts that are kept with the words why. */
export const needsReason: readonly EpisodeAct[] = ['decline', 'extend', 'undo end']
/** Acts of a manager alone. */
export const managersOnly: readonly EpisodeAct[] = ['undo end']

/** One episode's course. Days are local; each is null until its step was taken. */
export interface Course {
  state: EpisodeState
  acceptedOn: LocalDate | null
  /** The first visit. */
  startedOn: LocalDate | null
  endedOn: LocalDate | null
  declinedWhy: string | null
  /** In the order they were said. */
  stays: readonly HospitalStay[]
  extension: Extension | null
  /** Where undoing the end goes back to. */
  before: EpisodeState | null
}

/** A referral nobody has looked at yet. */
export const referred: Course = {
  ...{ state: 'referred', acceptedOn: null, startedOn: null, endedOn: null, declinedWhy: null },
  ...{ stays: [], extension: null, before: null },
}

/** What else a step depends on. */
export interface Around {
  today: LocalDate
  /** By the clock of the six weeks. */
  lastFreeDay: LocalDate | null
  /** What is still missing to end it, in words; null when the checklist is whole. */
  notWhole: string | null
  /** Another episode of the same person is open. */
  openElsewhere: boolean
}

/** What is said with a step. */
export interface Said {
  /** The day it happened; of an extension the day it lasts until. */
  on: LocalDate
  why?: string
}

type Outcome = { to: EpisodeState } | { refused: string }
const to = (state: EpisodeState): Outcome => ({ to: state })
const no = (refused: string): Outcome => ({ refused })

/** Why something that needs an episode under way is not done in the other states. */
const notUnderWay: Record<Exclude<EpisodeState, 'active' | 'paused'>, string> = {
  referred: 'Nobody has accepted it yet.',
  accepted: 'It has not started: the first visit starts it.',
  ended: 'It has ended.',
  declined: 'It was declined.',
}

/** What holds for every act on an episode under way. */
function underWay(state: EpisodeState, go: (state: 'active' | 'paused') => Outcome): Outcome {
  return state === 'active' || state === 'paused' ? go(state) : no(notUnderWay[state])
}

const begun = 'It has started: end it with its outcome instead.'
const neverStarted =
  'The first visit is still to come: decline it with the reason, or have its day corrected. There is nothing to end.'

const acts: Record<EpisodeAct, (course: Course) => Outcome> = {
  accept: ({ state }) => {
    if (state === 'referred') return to('accepted')
    // A wrongly declined referral keeps its reason; the new one has its own story. [choice]
    if (state === 'declined') return no('It was declined. Refer them again: that begins a new episode.')
    return no(state === 'ended' ? notUnderWay.ended : 'It was accepted already.')
  },
  /** Also of what never started, though it was accepted or its first visit planned: they changed their mind, or are not coming home. [choice] */
  decline: ({ state, startedOn }) => {
    if (state === 'referred' || state === 'accepted') return to('declined')
    if (startedOn === null && (state === 'active' || state === 'paused')) return to('declined')
    if (state === 'declined') return no('It was declined already.')
    return no(state === 'ended' ? notUnderWay.ended : begun)
  },
  start: ({ state }) => {
    if (state === 'accepted') return to('active')
    if (state === 'referred') return no('Accept it first: then the two days to the first visit run.')
    return no(state === 'active' || state === 'paused' ? 'It has started already.' : notUnderWay[state])
  },
  pause: ({ state }) =>
    underWay(state, (now) => (now === 'active' ? to('paused') : no('They are in hospital already.'))),
  back: ({ state }) =>
    underWay(state, (now) => (now === 'paused' ? to('active') : no('They are not in hospital.'))),
  extend: ({ state }) => underWay(state, to),
  end: ({ state, startedOn }) => underWay(state, () => (startedOn === null ? no(neverStarted) : to('ended'))),
  'undo end': ({ state, before }) =>
    state === 'ended' ? to(before ?? 'active') : no('It has not ended: there is no end to take back.'),
}

/**
 * The state an act leads to, by the state alone. Who may act is asked elsewhere.
 * @throws Problem 'wrong-state' saying why not.
 */
export function nextState(course: Course, act: EpisodeAct): EpisodeState {
  const outcome = acts[act](course)
  if ('refused' in outcome) throw new Problem('wrong-state', { detail: outcome.refused })
  return outcome.to
}

/** What can be done next, in the order of `episodeActs`. */
export function possibleActs(course: Course): EpisodeAct[] {
  return episodeActs.filter((act) => 'to' in acts[act](course))
}

/** What each day says when it is one to come. */
const notYet: Record<Exclude<EpisodeAct, 'extend'>, string> = {
  accept: 'It cannot be accepted on a day to come.',
  decline: 'It cannot be declined on a day to come.',
  start: 'The first visit has not been yet. Start it on the day.',
  pause: 'They cannot have gone on a day to come.',
  back: 'They cannot be back on a day to come.',
  end: 'It cannot have ended on a day to come. Until then it is a planned end.',
  'undo end': 'It cannot be taken back on a day to come.',
}

/** Why what is said with an act is not right, or what around it stands in the way; null when nothing does. `field` is what to change. */
export function refuseSaid(
  course: Course,
  act: EpisodeAct,
  said: Said,
  around: Around,
): { field: string; why: string } | null {
  if (needsReason.includes(act) && !said.why?.trim()) return { field: 'why', why: 'Say why: it is kept.' }
  if (act !== 'extend' && said.on > around.today) return { field: 'on', why: notYet[act] }
  if (act === 'undo end' && around.openElsewhere)
    return { field: 'episode', why: 'Another episode of theirs has begun since. End that first.' }
  const why = checks[act]?.(course, said, around) ?? null
  if (why !== null) return { field: 'on', why }
  return act === 'end' && around.notWhole !== null ? { field: 'checklist', why: around.notWhole } : null
}

const checks: Partial<Record<EpisodeAct, (course: Course, said: Said, around: Around) => string | null>> = {
  start: ({ acceptedOn }, { on }, { today }) =>
    acceptedOn !== null && on < acceptedOn
      ? `It was accepted on ${sayDay(acceptedOn, today)}. The first visit cannot be before.`
      : null,
  pause: (course, { on }, { today }) =>
    beforeStart(course, on, today) ?? refuseStay({ wentOn: on, backOn: null }, course.stays, today),
  back: ({ stays }, { on }, { today }) => {
    const others = stays.filter(({ backOn }) => backOn !== null)
    const open = stays.find(({ backOn }) => backOn === null)
    return refuseStay({ wentOn: open?.wentOn ?? on, backOn: on }, others, today)
  },
  extend: (_, { on }, { today, lastFreeDay }) => {
    if (on < today) return 'That day has passed. Choose the day it will last until.'
    if (lastFreeDay === null || on > lastFreeDay) return null
    return `The six weeks last until ${sayDay(lastFreeDay, today)}. An extension ends after that.`
  },
  end: (course, { on }, { today }) => beforeStart(course, on, today) ?? beforeStays(course, on, today),
}

function beforeStart({ startedOn }: Course, on: LocalDate, today: LocalDate): string | null {
  return startedOn === null ? null : refuseBeforeStart(startedOn, on, today)
}

function beforeStays({ stays }: Course, on: LocalDate, today: LocalDate): string | null {
  const last = stays
    .map(({ wentOn, backOn }) => backOn ?? wentOn)
    .toSorted()
    .at(-1)
  if (last === undefined || on >= last) return null
  return `They were in hospital, or back from it, on ${sayDay(last, today)}. It cannot have ended before.`
}

/**
 * The course after a step. What it was before stays in the story, not here.
 * @throws Problem 'wrong-state' by the state, 'bad-input' by what is said, naming the field.
 */
export function takeStep(course: Course, act: EpisodeAct, said: Said, around: Around): Course {
  const state = nextState(course, act)
  const refused = refuseSaid(course, act, said, around)
  if (refused) throw new Problem('bad-input', { field: refused.field, detail: refused.why })
  return { ...course, ...steps[act](course, said), state }
}

const steps: Record<EpisodeAct, (course: Course, said: Said) => Partial<Course>> = {
  accept: (_, { on }) => ({ acceptedOn: on }),
  decline: (_, { why = '' }) => ({ declinedWhy: why.trim() }),
  start: (_, { on }) => ({ startedOn: on }),
  pause: ({ stays }, { on }) => ({ stays: [...stays, { wentOn: on, backOn: null }] }),
  back: ({ stays }, { on }) => ({
    stays: stays.map((stay) => (stay.backOn === null ? { ...stay, backOn: on } : stay)),
  }),
  extend: (_, { on, why = '' }) => ({ extension: { until: on, why: why.trim() } }),
  end: ({ state }, { on }) => ({ endedOn: on, before: state }),
  'undo end': () => ({ endedOn: null, before: null }),
}
