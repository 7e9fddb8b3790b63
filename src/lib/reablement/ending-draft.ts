import type { ExitOutcome } from './commitments.ts'
import { addDays } from './dates.ts'
import type { LocalDate } from './dates.ts'
import type { Answer, EndingFacts, Settled } from './ending.ts'
import type { EndingPatch, EndingSaid } from './ending-inputs.ts'
import type { EpisodeKind, Goal } from './episode.ts'
import { anchorDay, checksOf } from './later-check.ts'
import type { Anchor } from './later-check.ts'
import type { FollowOn, NationalOutcome } from './national-outcomes.ts'
import { endingChoices } from './outcomes.ts'
import type { Ending } from './outcomes.ts'

/** What an ending is made of beside what is said: how the episode stands, and what was planned for its end. */
export interface EndingAround {
  kind: EpisodeKind
  start: LocalDate
  plannedEnd: LocalDate | null
  /** The day an extension past day 42 lasts until. */
  extendedUntil: LocalDate | null
  today: LocalDate
  anchor: Anchor
  /** The outcome a huddle expected. */
  expected: ExitOutcome | null
  /** A huddle dated the later checks. */
  datedBefore: boolean
  /** Calls a day now; null when none were ever known. */
  callsNow: number | null
  goals: readonly Goal[]
  onLoan: readonly LoanedItem[]
  openActions: readonly OpenAction[]
}

/** Something that was delivered and comes back. `asked`: its team has been asked to collect. */
export interface LoanedItem {
  id: string
  title: string
  team: string
  asked: boolean
}

/** An action that is open when the episode is to end. */
export interface OpenAction {
  id: string
  line: string
  team: string
  /** It collects what is on loan. */
  collects: boolean
  /** Whoever looks may close it. */
  mayClose: boolean
}

/** The checklist as it stands: what was said over what is proposed. */
export interface EndingDraft {
  endedOn: LocalDate
  ending: Ending | null
  national: NationalOutcome | null
  followOn: FollowOn | null
  dischargedOn: LocalDate | null
  dated: boolean
  stepDown: Answer | null
  servicesTold: Answer | null
  copy: Answer | null
  /** By id; what has no entry was not looked at. */
  goals: Record<string, Goal['state']>
  items: Record<string, 'collect' | 'stays'>
  actions: Record<string, Settled>
}

/** The one ending an expected group means; a group of several proposes none. [choice] */
const meant: Record<ExitOutcome, Ending | null> = {
  'fully independent': 'independent',
  're-admitted to hospital': 're-admitted',
  'ongoing care required': 'ongoing care',
  other: null,
}

/** What was said, over what the plan for the end and the state of things propose. What is no longer there is left out. */
export function draftOf(said: EndingSaid, around: EndingAround): EndingDraft {
  const ending = said.ending === undefined ? around.expected && meant[around.expected] : (said.ending ?? null)
  return {
    endedOn: said.endedOn ?? proposedEnd(around),
    ending,
    national: nationalFor(ending, said.national ?? null),
    followOn: said.followOn === undefined ? proposedFollowOn(ending) : said.followOn,
    dischargedOn: said.dischargedOn ?? null,
    dated: said.dated ?? around.datedBefore,
    stepDown: said.stepDown === undefined ? noCallsLeft(around) : said.stepDown,
    servicesTold: said.servicesTold ?? null,
    copy: said.copy ?? null,
    goals: kept(said.goals, around.goals),
    items: kept(
      said.items,
      around.onLoan,
      around.onLoan
        .filter((item) => isStillAsked(item, around, said.actions))
        .map(({ id }) => [id, 'collect'] as const),
    ),
    actions: kept(
      said.actions,
      around.openActions,
      around.openActions
        .filter((one) => one.collects && stillCollects(one, around, said.items))
        .map(({ id }) => [id, { how: 'kept', why: 'it collects what is on loan' }] as const),
    ),
  }
}

/** Its team is asked to collect it, and what asks it is not closed or handed over by this very ending. */
export function isStillAsked(
  { asked, team }: LoanedItem,
  { openActions }: Pick<EndingAround, 'openActions'>,
  said: EndingSaid['actions'],
): boolean {
  const asks = openActions.filter((one) => one.collects && one.team === team)
  return asked && asks.some(({ id }) => (said?.[id]?.how ?? 'kept') === 'kept')
}

/** Something it collects was not said to stay: with nothing left to collect, somebody says what becomes of it. */
function stillCollects(
  { team }: OpenAction,
  { onLoan }: Pick<EndingAround, 'onLoan'>,
  items: EndingSaid['items'],
): boolean {
  const theirs = onLoan.filter((item) => item.team === team)
  return theirs.length === 0 || theirs.some(({ id }) => items?.[id] !== 'stays')
}

/** After so many days a planned end that passed says nothing of the last day. [choice] */
const planHolds = 7

/** The planned end when it has just come and nobody extended beyond it, else today. [choice] */
function proposedEnd({ plannedEnd, extendedUntil, start, today }: EndingAround): LocalDate {
  if (plannedEnd === null || plannedEnd < start || plannedEnd > today) return today
  const holds = addDays(plannedEnd, planHolds) >= today && (extendedUntil ?? plannedEnd) <= plannedEnd
  return holds ? plannedEnd : today
}

/** What was chosen while it goes with the ending, else the one we propose. */
function nationalFor(ending: Ending | null, said: NationalOutcome | null): NationalOutcome | null {
  if (ending === null) return null
  const { national } = endingChoices[ending]
  return said !== null && national.includes(said) ? said : national[0]
}

/** What the ending says itself; else a council service that follows would be counted as none, or as not known. */
function proposedFollowOn(ending: Ending | null): FollowOn | null {
  return ending && endingChoices[ending].follows
}

function noCallsLeft({ callsNow }: EndingAround): Answer | null {
  return callsNow === 0 ? { done: true } : null
}

/** What is said or proposed of the things that are still there; null takes a proposal back. */
function kept<T>(
  said: Record<string, T | null> | undefined,
  there: readonly { id: string }[],
  proposed: readonly (readonly [string, T])[] = [],
): Record<string, T> {
  const all = new Map<string, T | null>([...proposed, ...Object.entries(said ?? {})])
  return Object.fromEntries(
    there.flatMap(({ id }) => {
      const one = all.get(id)
      return one == null ? [] : [[id, one]]
    }),
  )
}

/** The day the later checks are counted from; null when it is not known yet. */
export function anchoredOn(
  { dischargedOn, endedOn }: Pick<EndingDraft, 'dischargedOn' | 'endedOn'>,
  { start, anchor }: Pick<EndingAround, 'start' | 'anchor'>,
): LocalDate | null {
  return anchorDay({ dischargedOn, startedOn: start, endedOn }, anchor)
}

/** What the rules of ending look at. */
export function factsOf(draft: EndingDraft, around: EndingAround): EndingFacts {
  const { kind } = around
  const { ending, national, followOn, stepDown, servicesTold, copy, goals, items, actions } = draft
  const anchored = anchoredOn(draft, around)
  const laterChecks = checksOf({ kind, hasDied: ending === 'died', anchoredOn: anchored })
  return {
    ...{ kind, ending, national, followOn, stepDown, servicesTold, copy },
    goals: around.goals.map(({ id, what }) => ({ id, what, lookedAt: id in goals })),
    onLoan: around.onLoan.map(({ id, title }) => ({ title, said: itemSaid[items[id] ?? 'nothing'] })),
    laterChecks: draft.dated ? laterChecks : null,
    anchoredOn: anchored,
    openActions: around.openActions.map(({ id, line }) => ({ id, line, settled: actions[id] ?? null })),
  }
}

const itemSaid = { collect: 'collection asked', stays: 'stays', nothing: null } as const

/** What was said so far with one more thing said; what is not named stays. */
export function withSaid(said: EndingSaid, change: EndingPatch): EndingSaid {
  return {
    ...said,
    ...change,
    ...(change.goals ? { goals: { ...said.goals, ...change.goals } } : {}),
    ...(change.items ? { items: { ...said.items, ...change.items } } : {}),
    ...(change.actions ? { actions: { ...said.actions, ...change.actions } } : {}),
  }
}

/** Every text of what was said, with the field it stands in. */
export function wordsSaid(change: EndingPatch): { field: string; words: string }[] {
  const parts = ['stepDown', 'servicesTold', 'copy'] as const
  const answers = parts.flatMap((field) => {
    const answer = change[field]
    return answer && 'notNeeded' in answer ? [{ field, words: answer.notNeeded }] : []
  })
  const actions = Object.values(change.actions ?? {}).flatMap((one) =>
    one === null ? [] : [{ field: 'actions', words: one.how === 'handed over' ? one.to : one.why }],
  )
  return [...answers, ...actions]
}

/** What an action's story keeps of it: 'Handed over to district nurses at the end' */
export function closedBecause(settled: Exclude<Settled, { how: 'kept' }>): string {
  return settled.how === 'handed over'
    ? `Handed over to ${settled.to.trim()}, at the end of their time with us`
    : `${settled.why.trim()} (closed at the end of their time with us)`
}
