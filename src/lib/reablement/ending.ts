import { exitOutcomeWords } from './commitments.ts'
import type { LaterChecks } from './commitments.ts'
import { sayDay } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { EpisodeKind, Goal } from './episode.ts'
import { checksOf } from './later-check.ts'
import { classifyWarning } from './national-outcomes.ts'
import type { FollowOn, NationalOutcome } from './national-outcomes.ts'
import { groupOf, refuseNational } from './outcomes.ts'
import type { Ending, LocalGroups } from './outcomes.ts'

/** What is gone through to end an episode, in the order of the one view. */
export const endingParts = [
  'outcome',
  'goals',
  'items',
  'step down',
  'services told',
  'later checks',
  'copy',
  'actions',
] as const
export type EndingPart = (typeof endingParts)[number]

/** What becomes of an action that is open when the episode ends. */
export type Settled =
  | { how: 'closed'; why: string }
  /** It stays with its team beyond the end: a rail that is fitted next week. */
  | { how: 'kept'; why: string }
  | { how: 'handed over'; to: string }

/** Done, or why it is not needed. */
export type Answer = { done: true } | { notNeeded: string }

/** Everything the checklist looks at. null is not said yet. */
export interface EndingFacts {
  kind: EpisodeKind
  ending: Ending | null
  national: NationalOutcome | null
  followOn: FollowOn | null
  goals: readonly (Pick<Goal, 'id' | 'what'> & { lookedAt: boolean })[]
  /** What is on loan and comes back, and what was said of it; null is nothing yet. */
  onLoan: readonly { title: string; said: 'collection asked' | 'stays' | null }[]
  stepDown: Answer | null
  servicesTold: Answer | null
  laterChecks: LaterChecks | null
  /** What the checks are counted from; null is not known. */
  anchoredOn: LocalDate | null
  copy: Answer | null
  openActions: readonly { id: string; line: string; settled: Settled | null }[]
}

/** One row of the checklist. `said` is how it stands, or what is missing. */
export interface EndingRow {
  part: EndingPart
  whole: boolean
  said: string
  /** To be read before ending; it holds nothing up. */
  warning?: string
}

/** What an ending has made needless: nobody asks for it. [choice] */
const needless: Partial<Record<Ending, Partial<Record<EndingPart, string>>>> = {
  died: {
    goals: 'not needed: they have died',
    'step down': 'not needed: they have died',
    copy: 'not needed: they have died',
  },
  're-admitted': { 'step down': 'not needed: they are in hospital' },
}

const title: Record<EndingPart, string> = {
  outcome: 'the outcome',
  goals: 'goals at the end',
  items: 'items to collect',
  'step down': 'the step-down',
  'services told': 'onward services told',
  'later checks': 'the later checks',
  copy: 'the person’s copy',
  actions: 'open actions',
}

/** The checklist for ending, each part with what is there or missing. [seed] [choice] */
export function endingChecklist(facts: EndingFacts, today: LocalDate, local: LocalGroups = {}): EndingRow[] {
  const without = facts.ending === null ? {} : (needless[facts.ending] ?? {})
  return endingParts.map((part) => {
    const said = without[part]
    return said === undefined ? { part, ...looks[part](facts, today, local) } : { part, whole: true, said }
  })
}

type Look = (facts: EndingFacts, today: LocalDate, local: LocalGroups) => Omit<EndingRow, 'part'>
const whole = (said: string) => ({ whole: true, said })
const missing = (said: string) => ({ whole: false, said })

const looks: Record<EndingPart, Look> = {
  outcome: ({ ending, national, followOn }, _, local) => {
    if (ending === null) return missing('choose how it ended')
    if (national === null) return missing('choose the national outcome beneath it')
    const refused = refuseNational(ending, national)
    if (refused !== null) return missing(refused)
    const warning = classifyWarning(national, followOn)
    const said = `${exitOutcomeWords[groupOf(ending, local)]}; nationally “${national}”`
    return warning === null ? whole(said) : { ...whole(said), warning }
  },
  goals: ({ goals }) => {
    if (goals.length === 0) return { ...whole('none were set'), warning: 'No goal was ever set for them.' }
    const left = goals.filter(({ lookedAt }) => !lookedAt)
    return left.length === 0
      ? whole(`${String(goals.length)} looked at`)
      : missing(`look at ${listed(left.map(({ what }) => `“${what}”`))}`)
  },
  items: ({ onLoan }) => {
    if (onLoan.length === 0) return whole('nothing to collect')
    const left = onLoan.filter(({ said }) => said === null)
    if (left.length > 0) return missing(`say what comes back of ${listed(left.map((item) => item.title))}`)
    return whole(onLoan.map((item) => `${item.title}: ${item.said ?? ''}`).join(', '))
  },
  'step down': ({ stepDown }) =>
    answered(stepDown, 'done', 'say that the calls are stepped down, or why not'),
  'services told': ({ servicesTold }) =>
    answered(servicesTold, 'told', 'tell the onward services, or say why there are none'),
  'later checks': ({ kind, ending, anchoredOn, laterChecks: dated }, today) => {
    if (kind !== 'reablement') return whole('not needed: only reablement is checked')
    if (ending === 'died') return whole('not needed: they have died')
    if (dated === null) return missing(sayDate(kind, anchoredOn, today))
    return whole(`${sayDay(dated.first, today)} and ${sayDay(dated.second, today)}`)
  },
  copy: ({ copy }) => answered(copy, 'printed', 'print their copy, or say why not'),
  actions: ({ openActions }) => {
    const left = openActions.filter(({ settled }) => settled === null)
    const silent = openActions.filter(({ settled }) => settled !== null && wordsOf(settled) === '')
    const asks = [
      ...(left.length > 0 ? [`close, keep or hand over ${listed(left.map(({ line }) => line))}`] : []),
      ...(silent.length > 0 ? [`say why, or to whom: ${listed(silent.map(({ line }) => line))}`] : []),
    ]
    return asks.length === 0 ? whole(sayActions(openActions)) : missing(asks.join(', and '))
  },
}

function answered(answer: Answer | null, done: string, ask: string): Omit<EndingRow, 'part'> {
  if (answer === null) return missing(ask)
  if ('done' in answer) return whole(done)
  const why = answer.notNeeded.trim()
  return why === '' ? missing(ask) : whole(`not needed: ${why}`)
}

function sayDate(kind: EpisodeKind, anchoredOn: LocalDate | null, today: LocalDate): string {
  const days = checksOf({ kind, hasDied: false, anchoredOn })
  if (days === null) return 'say the day they are counted from'
  return `date them: ${sayDay(days.first, today)} and ${sayDay(days.second, today)}`
}

function wordsOf(settled: Settled): string {
  return (settled.how === 'handed over' ? settled.to : settled.why).trim()
}

/** '2 closed, 1 handed over' */
function sayActions(actions: EndingFacts['openActions']): string {
  const counted = (['closed', 'kept', 'handed over'] as const).flatMap((how) => {
    const count = actions.filter(({ settled }) => settled?.how === how).length
    return count === 0 ? [] : [`${String(count)} ${how}`]
  })
  return counted.length === 0 ? 'none are open' : counted.join(', ')
}

/** 'a', 'a and b', 'a, b and 4 more': long lists are counted out where they are shown. */
function listed(words: readonly string[]): string {
  const [first = '', second, third] = words
  if (second === undefined) return first
  if (third === undefined) return `${first} and ${second}`
  return `${first}, ${second} and ${String(words.length - 2)} more`
}

/** What is missing to end it, in words; none when the checklist is whole. */
export function missingToEnd(facts: EndingFacts, today: LocalDate): string[] {
  return endingChecklist(facts, today)
    .filter((row) => !row.whole)
    .map(({ part, said }) => `${title[part]}: ${said}`)
}

/** Why an episode does not end yet; null when it may. Warnings hold nothing up. */
export function refuseEnding(facts: EndingFacts, today: LocalDate): string | null {
  const left = missingToEnd(facts, today)
  return left.length === 0 ? null : `Still missing: ${left.map((one) => one.replace(/\.$/, '')).join('; ')}.`
}
