import { exitOutcomes } from './commitments.ts'
import type { ExitOutcome } from './commitments.ts'
import type { EpisodeKind } from './episode.ts'
import { effectOf } from './national-outcomes.ts'
import type { FollowOn, NationalEffect, NationalOutcome } from './national-outcomes.ts'

/** How an episode ended, as it is chosen: finer than the council’s four groups, so that each has its national outcome. [choice] */
export const endings = [
  'independent',
  're-admitted',
  'ongoing care',
  'self-funded care',
  'care home',
  'died',
  'NHS-funded care',
  'another short-term service',
  'moved away',
  'declined',
] as const
export type Ending = (typeof endings)[number]

/** One ending in words, with the national outcome beneath it. */
export interface EndingChoice {
  words: string
  /** Where the council counts it. */
  group: ExitOutcome
  /** The council’s paper names the group for it; where it does not, the group is a setting. */
  settled: boolean
  /** What goes out, first the one we propose. */
  national: readonly [NationalOutcome, ...NationalOutcome[]]
  /** What has to be recorded to follow, for the national figures to classify it. */
  follows: FollowOn | null
  /** Whether they were still at home at the end; null is not said by the ending. */
  atHome: boolean | null
}

const goesOnToServices = 'Progress to support planning or services'

/**
 * [seed] the four groups; [choice] our proposed mapping, shared `data/cld-codes.json`, closing_outcomes: what each national
 * value counts as is verified, which value goes with which ending is ours and needs the council’s performance team.
 */
export const endingChoices: Record<Ending, EndingChoice> = {
  independent: {
    ...{
      words: 'Fully independent, no care needed',
      group: 'fully independent',
      settled: true,
      atHome: true,
    },
    national: [
      'NFA: Support ended as planned',
      'NFA: Information and advice or signposting',
      'NFA: Referral to other service within the local authority',
    ],
    follows: null,
  },
  're-admitted': {
    ...{ words: 'Re-admitted to hospital', group: 're-admitted to hospital', settled: true, atHome: false },
    ...{ national: ['Admitted to hospital'], follows: null },
  },
  'ongoing care': {
    ...{ words: 'Ongoing care at home', group: 'ongoing care required', settled: true, atHome: true },
    ...{ national: [goesOnToServices], follows: 'long-term care at home' },
  },
  'self-funded care': {
    ...{ words: 'Ongoing care, self-funded', group: 'ongoing care required', settled: true, atHome: true },
    ...{ national: ['NFA: Self-funded client or under 12wk disregard'], follows: null },
  },
  'care home': {
    ...{ words: 'Permanent residential or nursing care', group: 'other', settled: true, atHome: false },
    ...{ national: [goesOnToServices], follows: 'care home' },
  },
  died: {
    ...{ words: 'Died', group: 'other', settled: true, atHome: false },
    ...{ national: ['NFA: Deceased'], follows: null },
  },
  'NHS-funded care': {
    ...{ words: 'Moved to NHS-funded care', group: 'ongoing care required', settled: false, atHome: null },
    ...{ national: ['NFA: Referral to NHS services or NHS funded social care'], follows: null },
  },
  'another short-term service': {
    ...{ words: 'Moved on to another short-term service', group: 'other', settled: false, atHome: null },
    ...{ national: ['Continuation of support or services'], follows: 'short-term service' },
  },
  'moved away': {
    ...{ words: 'Moved to another council’s area', group: 'other', settled: false, atHome: null },
    ...{ national: ['NFA: Responsibility moved to another local authority'], follows: null },
  },
  declined: {
    ...{ words: 'Declined or disengaged', group: 'other', settled: false, atHome: true },
    ...{ national: ['NFA: Support declined'], follows: null },
  },
}

/** Where an administrator puts the endings the council’s paper does not name. [choice] */
export type LocalGroups = Partial<Record<Ending, ExitOutcome>>

/** The council’s group of an ending. A setting moves only what the council has not settled. */
export function groupOf(ending: Ending, local: LocalGroups = {}): ExitOutcome {
  const { group, settled } = endingChoices[ending]
  return settled ? group : (local[ending] ?? group)
}

/** The endings under each of the four groups, as they are chosen. */
export function endingsByGroup(local: LocalGroups = {}): { group: ExitOutcome; endings: Ending[] }[] {
  return exitOutcomes.map((group) => ({
    group,
    endings: endings.filter((ending) => groupOf(ending, local) === group),
  }))
}

/** Why a national outcome does not go with an ending; null when it does. */
export function refuseNational(ending: Ending, national: NationalOutcome): string | null {
  const { words, national: all } = endingChoices[ending]
  if (all.includes(national)) return null
  return `“${national}” does not go with “${words}”. Choose ${all.map((one) => `“${one}”`).join(' or ')}.`
}

/** One ended episode, as far as figures go. `ending` is null where nobody said, as of old ones. */
export interface Ended {
  kind: EpisodeKind
  ending: Ending | null
  national: NationalOutcome | null
  followOn: FollowOn | null
}

/** Part of a whole in per cent, halves up; null of nothing. The parts of a whole may add up to 99 or 101. [choice] */
export function percent(part: number, whole: number, places: 0 | 1 = 0): number | null {
  if (whole === 0) return null
  const scale = 10 ** places
  return Math.round((part * 100 * scale) / whole) / scale
}

export interface GroupFigure {
  group: ExitOutcome
  count: number
  /** Whole per cent of all with an outcome; null when there are none. */
  percent: number | null
}

/** The four groups of those who ended. Only reablement counts. [seed] */
export interface OutcomeReport {
  /** Reablement episodes with an outcome: the whole of the percentages. */
  people: number
  groups: GroupFigure[]
  /** Reablement episodes nobody said an outcome of. */
  without: number
  /** Episodes of other kinds, left out. */
  otherKinds: number
}

/** The council’s report: the four groups of a set of ended episodes, each rounded by itself to whole per cent. */
export function outcomeReport(ended: readonly Ended[], local: LocalGroups = {}): OutcomeReport {
  const ours = ended.filter(({ kind }) => kind === 'reablement')
  const said = ours.flatMap(({ ending }) => (ending === null ? [] : [groupOf(ending, local)]))
  const groups = exitOutcomes.map((group) => {
    const count = said.filter((one) => one === group).length
    return { group, count, percent: percent(count, said.length) }
  })
  return {
    people: said.length,
    groups,
    without: ours.length - said.length,
    otherKinds: ended.length - ours.length,
  }
}

/**
 * The three measures that must never be mixed up, each by a name that says what is counted out of whom. [seed] Day 91 is
 * counted by `later-check.ts`.
 */
export const measures = {
  'at home at the end': {
    title: 'Still at home when reablement ended',
    counts:
      'Out of everybody whose reablement ended, those who were at home on that day, with care or without.',
  },
  'no ongoing care': {
    title: 'No ongoing care after reablement',
    counts:
      'Out of those whose reablement ended and whom the national measure counts (not who died, went back to hospital, declined, pay for their own care or are funded by the NHS), those who needed no long-term care.',
  },
  'at home on day 91': {
    title: 'Still at home on day 91',
    counts:
      'Out of those whose 91-day check is settled, those who were at home then; who could not be reached counts as not at home.',
  },
} as const
export type MeasureName = keyof typeof measures

/** One measure for a set of people. `percent` has one place; null of nobody. */
export interface Measure {
  name: MeasureName
  part: number
  of: number
  percent: number | null
  /** Left out because nobody knows; never counted on either side. */
  notKnown: number
}

/** '82.9% (1,387 of 1,673)'; what is not known is said with it. */
export function sayMeasure({ part, of, percent: rate, notKnown }: Measure): string {
  const said =
    rate === null ? 'nobody to count yet' : `${rate.toFixed(1)}% (${grouped(part)} of ${grouped(of)})`
  return notKnown === 0 ? said : `${said}, ${grouped(notKnown)} not known`
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB')
}

/** A measure by its name. */
export function measureOf(name: MeasureName, part: number, of: number, notKnown: number = 0): Measure {
  return { name, part, of, percent: percent(part, of, 1), notKnown }
}

/** Still at home at the end, of reablement. Who moved away or on to others is not known; the council says how it counts them. */
export function atHomeAtTheEnd(ended: readonly Ended[]): Measure {
  const known = ended.flatMap(({ kind, ending }) =>
    kind === 'reablement' ? [ending === null ? null : endingChoices[ending].atHome] : [],
  )
  const home = known.filter((atHome) => atHome === true).length
  const notKnown = known.filter((atHome) => atHome === null).length
  return measureOf('at home at the end', home, known.length - notKnown, notKnown)
}

/** No ongoing care, of reablement, by the national measure’s own tests; what it cannot classify is not known. */
export function noOngoingCare(ended: readonly Ended[]): Measure {
  const effects = ended.flatMap(({ kind, national, followOn }): (NationalEffect | null)[] =>
    kind === 'reablement' ? [national === null ? null : effectOf(national, followOn)] : [],
  )
  const count = (...which: (NationalEffect | null)[]) => effects.filter((one) => which.includes(one)).length
  const success = count('success')
  const notKnown = count(null, 'unclassifiable', 'by the service that follows')
  return measureOf('no ongoing care', success, success + count('not a success'), notKnown)
}
