import { sayUnseen } from '../../reablement/agenda-reasons.ts'
import { agendaSections, isListed } from '../../reablement/huddle.ts'
import type { AgendaSection, PersonOutcome } from '../../reablement/huddle.ts'
import { suggestedSeconds } from '../../reablement/pace.ts'
import type { How, TeamMark } from '../../reablement/marks.ts'
import { daysBetween } from '../../reablement/dates.ts'
import { dayOf42 } from '../../reablement/episode.ts'
import { agreedIn } from './agreed.ts'
import type { InventedAction, Known } from './agreed.ts'
import type { Ask } from './asks.ts'
import { hoursOf } from './calendar.ts'
import { between, chance, pick, shuffled } from './chance.ts'
import { inventedColleagues } from './colleagues.ts'
import type { InventedColleague } from './colleagues.ts'
import { noteFor } from './notes.ts'
import type { Calendar, InventedPerson } from './people.ts'

/** One person in one past huddle. */
export interface InventedTurn {
  person: InventedPerson
  section: AgendaSection
  reasons: string[]
  /** null: nobody meant to come to this person that day. */
  outcome: PersonOutcome | null
  seconds: number
  how: How
  howBy: InventedColleague
  teams: Record<string, TeamMark>
  raised: string | null
  /** null: nobody looked at this person that day. */
  note: string | null
  authors: InventedColleague[]
}

export interface InventedHuddle {
  date: string
  started: number
  closed: number
  chair: InventedColleague
  present: InventedColleague[]
  turns: InventedTurn[]
}

export interface History {
  huddles: InventedHuddle[]
  actions: InventedAction[]
}

const raisedWords = [
  'wants to talk about the calls',
  'carers are worried',
  'asked by the family',
  'new risk at home',
  'goal is stuck',
  'discharge letter says something else',
]

/** Fifteen huddles one after another, since what is overdue in one was agreed in another. */
export function historyOf(
  people: readonly InventedPerson[],
  calendar: Calendar,
  known: (ask: Ask) => Known,
): History {
  const history: History = { huddles: [], actions: [] }
  const lastSeen = new Map<string, number>()
  for (const [place, date] of calendar.past.entries()) {
    const hours = hoursOf(date)
    const here = people.filter((person) => Date.parse(person.stay.arrivedAt) < hours.started)
    const since = place === 0 ? hours.started - 86_400_000 : hoursOf(calendar.past[place - 1] ?? date).closed
    const present = presentOn(date)
    const turns = timed(
      here.map((person) => turnOf(person, { date, place, since, history, present, lastSeen })),
      hours,
    )
    for (const turn of turns) if (turn.note !== null) lastSeen.set(turn.person.reference, place)
    history.actions.push(
      ...agreedIn({ date, started: hours.started, present, turns }, history.actions, known),
    )
    history.huddles.push({ date, ...hours, present, chair: chairOf(present, date), turns })
  }
  return history
}

/** Eight to thirteen of the fourteen; somebody who may chair always among them. */
function presentOn(date: string): InventedColleague[] {
  const [chairs, others] = [
    inventedColleagues.filter(mayChair),
    inventedColleagues.filter((one) => !mayChair(one)),
  ]
  const drawn = shuffled(others, ({ id }) => id, 'present', date).slice(0, between(6, 11, 'present', date))
  return [...shuffled(chairs, ({ id }) => id, 'chair', date).slice(0, 2), ...drawn]
}

function mayChair({ name }: InventedColleague): boolean {
  return ['Amrit Bains', 'Sandra Beck', 'Priya Shah'].includes(name)
}

function chairOf(present: readonly InventedColleague[], date: string): InventedColleague {
  return pick(present.filter(mayChair), 'chairs', date)
}

interface Day {
  date: string
  place: number
  /** When the huddle before closed. */
  since: number
  history: History
  present: readonly InventedColleague[]
  lastSeen: ReadonlyMap<string, number>
}

function turnOf(person: InventedPerson, on: Day): InventedTurn {
  const { reference } = person
  const how = howOn(person, on)
  const isNew = Date.parse(person.stay.arrivedAt) > on.since
  const late = on.history.actions.filter(
    (one) => one.person === person && one.due < on.date && one.endedOn > on.date,
  )
  const asking = !isNew && asks(person, how, on)
  const pressing: AgendaSection = asking ? 'raised' : isNew ? 'new' : late.length > 0 ? 'promises' : 'rest'
  const unseen = pressing === 'rest' && on.place - (on.lastSeen.get(reference) ?? -1) >= 5
  const section = unseen ? 'quick look' : pressing
  const talked = isListed({ section })
  const teams = asking ? teamsOf(person, on) : {}
  const raised =
    asking && Object.keys(teams).length === 0 ? pick(raisedWords, 'raised', reference, on.date) : null
  const authors = talked
    ? shuffled(on.present, ({ id }) => id, 'authors', reference, on.date).slice(
        0,
        between(1, 2, 'authors', reference, on.date),
      )
    : []
  return {
    person,
    section,
    reasons: reasonsOf(teams, { raised, how, isNew, late: late.length, unseen }),
    outcome: !talked
      ? null
      : unseen
        ? 'no change'
        : chance('parked', reference, on.date) < 0.03
          ? 'parked'
          : 'discussed',
    seconds: 0,
    how,
    howBy: authors[0] ?? pick(on.present, 'how by', reference, on.date),
    teams,
    raised,
    note: unseen
      ? 'No change.'
      : talked
        ? noteFor({ person, on: on.date, how, day: dayOf42(person.stay.start, on.date) })
        : null,
    authors,
  }
}

/** People get better with the days, at a pace of their own and with bad days between. */
function howOn(person: InventedPerson, { date }: Day): How {
  const day = daysBetween(person.stay.start, date)
  const trouble =
    0.75 * chance('severity', person.reference) + 0.45 * chance('day', person.reference, date) - day / 110
  if (trouble > 0.9) return 'concern'
  return trouble > 0.52 ? 'watch' : 'ok'
}

function asks(person: InventedPerson, how: How, { date }: Day): boolean {
  const likely = { concern: 0.85, watch: 0.38, ok: 0.16 }[how]
  return chance('asks', person.reference, date) < likely
}

function teamsOf(person: InventedPerson, { date }: Day): Record<string, TeamMark> {
  const codes = shuffled(['OT', 'CT', 'MA', 'SW', 'NT'], (code) => code, 'teams', person.reference, date)
  const many = pick([0, 1, 1, 2], 'teams', person.reference, date)
  const mark = (code: string): TeamMark =>
    chance('mark', code, person.reference, date) < 0.7 ? 'ask' : 'see'
  return Object.fromEntries(codes.slice(0, many).map((code) => [code, mark(code)]))
}

function reasonsOf(
  teams: Record<string, TeamMark>,
  facts: { raised: string | null; how: How; isNew: boolean; late: number; unseen: boolean },
): string[] {
  const asked = Object.entries(teams).map(([code, mark]) =>
    mark === 'ask' ? `${code} asked` : `${code} to see`,
  )
  return [
    ...asked,
    ...(facts.raised ? ['raised'] : []),
    ...(facts.how === 'concern' && (asked.length > 0 || facts.raised) ? ['concern'] : []),
    ...(facts.isNew ? ['new'] : []),
    ...(facts.late > 0 ? [facts.late === 1 ? 'late action' : `${String(facts.late)} late actions`] : []),
    ...(facts.unseen ? [sayUnseen(5)] : []),
  ]
}

const weight: Record<AgendaSection, number> = { ...suggestedSeconds, rest: 0 }

/** In agenda order, each with a share of the meeting. */
function timed(
  turns: InventedTurn[],
  { started, closed }: { started: number; closed: number },
): InventedTurn[] {
  const ordered = [...turns].sort(
    (a, b) => agendaSections.indexOf(a.section) - agendaSections.indexOf(b.section),
  )
  const weights = ordered.map(
    ({ section, person }) => weight[section] * (0.6 + chance('seconds', person.reference, started)),
  )
  const all = weights.reduce((total, one) => total + one, 0)
  const talk = (closed - started) / 1000 - 300
  return ordered.map((turn, place) => ({
    ...turn,
    seconds: Math.round(((weights[place] ?? 0) / all) * talk),
  }))
}
