import { actionLine } from './action.ts'
import type { ActionState } from './action.ts'
import { attendanceFigures } from './attendance.ts'
import type { WasThere } from './attendance.ts'
import type { LocalDate } from './dates.ts'
import { isListed } from './huddle.ts'
import type { AgendaItem, HuddleStep } from './huddle.ts'
import { happenings } from './record.ts'
import type { Happening, HuddleFigures } from './record.ts'
import type { TeamCode } from './team.ts'

/** An action at the moment its huddle closes. Names are colleagues' names; `owner` null is the team's queue. */
export interface ActionAtClose {
  id: string
  episode: string
  /** The huddle it was agreed for. */
  huddle: string
  title: string
  quantity: number
  room: string | null
  detail: string | null
  team: TeamCode
  owner: string | null
  due: LocalDate
  state: ActionState
  note: string | null
  agreedAt: string
  agreedBy: string
}

/** What a step changed: each pair is what it was and what it is. Owners by name, '' is the team's queue. */
export interface StepChanges {
  due?: [LocalDate, LocalDate]
  team?: [TeamCode, TeamCode]
  owner?: [string, string]
  /** What else was said with it. */
  facts?: StepFacts
}

/** What was said with a step, for its story. Days are local, colleagues by name. */
export interface StepFacts {
  /** By the measurement's name, with its unit: "48 cm". */
  measures?: Record<string, string>
  reference?: string
  /** The day it was, or will be. */
  on?: LocalDate
  /** Who does it, or did. */
  by?: string
  connection?: string
  testOn?: LocalDate
  /** "Taken and fitted by us", or (false) no longer. */
  byUs?: boolean
  /** Of an alarm: somebody can open, though there is no key safe. */
  opens?: true
}

/** One step of an action's story, taken while the huddle ran. */
export interface StepTaken {
  action: string
  act: string | null
  at: string
  by: string
  changes: StepChanges
}

/** A row of the record: one thing the huddle did with one action. */
export interface KeptAction {
  action: string
  happened: Happening
  at: string
  byName: string
  episode: string
  line: string
  detail: string | null
  team: TeamCode
  ownerName: string | null
  due: LocalDate
  teamWas: TeamCode | null
  ownerWas: string | null
  dueWas: LocalDate | null
  state: ActionState
  note: string | null
}

const happenedBy: Partial<Record<string, Happening>> = {
  accept: 'accepted',
  decline: 'declined',
  're-date': 're-dated',
  're-assign': 're-assigned',
  escalate: 'escalated',
  settle: 'settled',
  measure: 'measured',
  book: 'booked',
  order: 'ordered',
  deliver: 'delivered',
  show: 'shown',
  finish: 'done',
  collect: 'collected',
}

/**
 * What a huddle keeps of its actions: everything agreed for it, and every other step taken while it ran, whatever huddle
 * the action came from. The same thing done twice is kept once, with what it was before the first and who did the last.
 * What was undone or cancelled by the close never was. `steps` are oldest first.
 */
export function keptActions(
  huddle: string,
  actions: readonly ActionAtClose[],
  steps: readonly StepTaken[],
): KeptAction[] {
  const standing = actions.filter(({ state }) => state !== 'cancelled')
  const kept = standing.flatMap((action) => {
    const mine = steps.filter((step) => step.action === action.id)
    const agreed = action.huddle === huddle ? [agreedRow(action)] : []
    return [...agreed, ...otherRows(action, mine)]
  })
  return kept.toSorted((a, b) => happenings.indexOf(a.happened) - happenings.indexOf(b.happened))
}

function agreedRow(action: ActionAtClose): KeptAction {
  return rowOf(action, 'agreed', { at: action.agreedAt, by: action.agreedBy }, {})
}

function otherRows(action: ActionAtClose, steps: readonly StepTaken[]): KeptAction[] {
  return happenings.flatMap((happened) => {
    const same = steps.filter(({ act }) => act !== null && happenedBy[act] === happened)
    const last = same.at(-1)
    return last ? [rowOf(action, happened, last, same[0]?.changes ?? {})] : []
  })
}

function rowOf(
  action: ActionAtClose,
  happened: Happening,
  { at, by }: Pick<StepTaken, 'at' | 'by'>,
  changes: StepChanges,
): KeptAction {
  const { id, episode, detail, team, due, state, note } = action
  const isPromise = happened === 're-dated' || happened === 're-assigned'
  const was = isPromise ? changes : {}
  return {
    ...{ action: id, happened, at, byName: by, episode, line: actionLine(action), detail, team },
    ...{ ownerName: action.owner, due, state, note },
    teamWas: was.team?.[0] ?? null,
    ownerWas: was.owner?.[0] ?? null,
    dueWas: was.due?.[0] ?? null,
  }
}

/** The figures of a huddle at its close. `startedAt` and `closedAt` are instants, ISO UTC. */
export function figuresOf(huddle: {
  startedAt: string | null
  closedAt: string
  /** Of all its pauses. */
  pausedSeconds: number
  agenda: readonly Pick<AgendaItem, 'section' | 'outcome' | 'seconds'>[]
  kept: readonly Pick<KeptAction, 'happened' | 'ownerName'>[]
  there: readonly WasThere[]
  /** All of the service, in their order. */
  teams: readonly TeamCode[]
  /** Of the steps without a person. */
  steps?: readonly { step: HuddleStep; seconds: number }[]
}): HuddleFigures {
  const { startedAt, closedAt, pausedSeconds, agenda, kept, there, teams, steps = [] } = huddle
  const listed = agenda.filter(isListed)
  const lasted = startedAt === null ? 0 : (Date.parse(closedAt) - Date.parse(startedAt)) / 1000
  const of = (happened: Happening) => kept.filter((row) => row.happened === happened)
  const agreed = of('agreed')
  return {
    seconds: Math.max(0, Math.round(lasted - pausedSeconds)),
    listed: listed.length,
    reached: agenda.filter(({ outcome }) => outcome !== null && outcome !== 'not reached').length,
    carriedOver: listed.filter(({ outcome }) => outcome === null || outcome === 'not reached').length,
    parked: agenda.filter(({ outcome }) => outcome === 'parked').length,
    agreed: agreed.length,
    accepted: of('accepted').length,
    declined: of('declined').length,
    reDated: of('re-dated').length,
    owners: new Set(agreed.flatMap(({ ownerName }) => (ownerName ? [ownerName] : []))).size,
    ...attendanceFigures(there, teams),
    secondsBySection: secondsBySection(agenda, steps),
  }
}

/** The step of the promises and the people who are on the agenda for a promise alone are one sum. */
function secondsBySection(
  agenda: readonly Pick<AgendaItem, 'section' | 'seconds'>[],
  steps: readonly { step: HuddleStep; seconds: number }[],
): HuddleFigures['secondsBySection'] {
  const sums: Partial<Record<string, number>> = {}
  for (const { step, seconds } of steps) sums[step] = (sums[step] ?? 0) + seconds
  for (const { section, seconds } of agenda) sums[section] = (sums[section] ?? 0) + seconds
  return Object.fromEntries(Object.entries(sums).filter(([, seconds]) => seconds))
}
